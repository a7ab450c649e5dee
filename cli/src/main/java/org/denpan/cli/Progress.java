package org.denpan.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.denpan.cli.chart.Figures;
import org.denpan.train.Diagnosis;
import org.denpan.train.TrainingEvent;

/// Training as one line that is redrawn; or, where the line cannot be redrawn, as about twenty
/// lines in all. Below it, each diagnosis once, when it is first made.
final class Progress implements Consumer<TrainingEvent> {
  private static final int LINES = 20;

  private final PrintStream err;
  private final boolean live;
  private final String run;
  private Map<String, Double> metrics = new LinkedHashMap<>();
  private final List<Diagnosis> told = new ArrayList<>();
  private int drawn;

  /// @param live whether the line may be redrawn with a carriage return
  Progress(PrintStream err, boolean live) {
    this(err, live, "");
  }

  /// @param run which of several runs it is; it stands before the epoch
  Progress(PrintStream err, boolean live, String run) {
    this.err = err;
    this.live = live;
    this.run = run;
  }

  @Override
  public void accept(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started s -> {}
      case TrainingEvent.Progress p -> {
        if (live) {
          draw(line(p.epoch(), p.epochs(), p.loss(), p.samplesPerSecond(), p.secondsLeft()));
        }
      }
      case TrainingEvent.Resumed r -> resumed(r);
      case TrainingEvent.Checkpointed c -> {}
      case TrainingEvent.Warned w -> {
        close();
        err.println("denpan: " + w.message());
        err.flush();
      }
      case TrainingEvent.EpochEnded e -> ended(e);
      case TrainingEvent.Ended e -> close();
    }
  }

  private void resumed(TrainingEvent.Resumed r) {
    close();
    r.history().forEach(e -> told.addAll(e.diagnoses()));
    if (!r.history().isEmpty()) {
      metrics = r.history().getLast().metrics();
    }
    err.println(
        "going on in epoch %d, after %s and %s of training"
            .formatted(
                r.epoch(),
                Figures.count(r.steps(), "step"),
                Layout.clock(Math.round(r.seconds()))));
    err.flush();
  }

  private void ended(TrainingEvent.EpochEnded e) {
    metrics = e.metrics();
    List<Diagnosis> found =
        e.diagnoses().stream().filter(d -> told.stream().noneMatch(d::same)).toList();
    told.addAll(found);
    String line = line(e.epoch(), e.epochs(), e.loss(), e.samplesPerSecond(), e.secondsLeft());
    int every = (e.epochs() + LINES - 1) / LINES;
    boolean due = e.epoch() % every == 0 || e.epoch() == 1 || e.epoch() == e.epochs();
    if (live) {
      draw(line);
    } else if (due || !found.isEmpty()) {
      err.println(line);
    }
    if (!found.isEmpty()) {
      close();
      found.forEach(d -> new Layout(err).line("Diagnosis", d.sentence() + "."));
      err.flush();
    }
  }

  /// Ends the line that is being redrawn, so that a message may follow.
  void close() {
    if (drawn > 0) {
      err.println();
      drawn = 0;
    }
    err.flush();
  }

  private void draw(String line) {
    String shown = Layout.cut(line, Layout.WIDTH - 1);
    err.print("\r" + Layout.pad(shown, drawn));
    err.flush();
    drawn = shown.length();
  }

  private String line(int epoch, int epochs, double loss, double speed, double secondsLeft) {
    String total = Integer.toString(epochs);
    List<String> parts = new ArrayList<>();
    if (!run.isEmpty()) {
      parts.add(run);
    }
    parts.add("epoch " + Layout.padLeft(Integer.toString(epoch), total.length()) + "/" + total);
    parts.add("loss " + Layout.number(loss));
    metrics.forEach((name, value) -> {
      if (!name.equals("val_mae") && !name.equals("val_r2")) {
        parts.add(name + " " + Layout.number(value));
      }
    });
    parts.add(rate(speed) + "/s");
    parts.add("ETA " + Layout.clock(Math.round(secondsLeft)));
    String wide = String.join("  ", parts);
    return wide.length() < Layout.WIDTH ? wide : String.join(" ", parts);
  }

  /// `850`, `8.5k`, `85k`, `8.5M` samples.
  static String rate(double speed) {
    if (speed < 1e3) {
      return String.format(Locale.ROOT, "%.0f", speed);
    }
    boolean million = speed >= 1e6;
    double scaled = speed / (million ? 1e6 : 1e3);
    return String.format(Locale.ROOT, scaled < 10 ? "%.1f" : "%.0f", scaled)
        + (million ? "M" : "k");
  }
}
