package org.denpan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.denpan.DenpanException;
import org.denpan.bench.Results.Discipline;
import org.denpan.net.Machine;
import org.denpan.net.Workers;
import tools.jackson.databind.JsonNode;

/// Measures all contestants side by side and prints one table.
///
/// Each has a process of its own that rests while others are measured. For each workload every
/// contestant trains one epoch, which warms it up and shows whether it learns what the others
/// learn; then they are measured in turn, A B C A B C …
public final class Compare {
  private static final String INFERENCE = "W2";
  private static final int[] BATCHES = {1, 10_000};

  private final Settings settings;
  private final Path folder;
  private final Rows rows;
  private final Results results = new Results();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Side> sides = new LinkedHashMap<>();

  private Compare(Settings settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
    rows = new Rows(settings.data(), folder.resolve("friedman.float32"));
  }

  public static void main(String[] args) throws IOException {
    try {
      Path root = Path.of(System.getProperty("bench.root", "."));
      Settings settings = Settings.parse(root, args);
      Path folder = Files.createDirectories(root.resolve("bench/target/compare"));
      new Compare(settings, folder).run(String.join(" ", args));
    } catch (DenpanException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
    }
  }

  private void run(String command) {
    rows.generate();
    peak(1, 2); // until it is compiled
    Peers peers = new Peers(settings.root(), settings.python());
    List<Peer> taking =
        peers.all().stream().filter(p -> settings.takes(p.name())).filter(this::installed).toList();
    try {
      for (Peer peer : taking) {
        sides.put(peer.name(), new Side(peer, rows, folder.resolve(peer.name() + ".log")));
      }
      settings.workloads().stream().map(Workload::named).forEach(this::train);
      infer();
      sides.values().forEach(this::checkRest);
    } finally {
      sides.values().forEach(Side::close);
    }
    new ColdRun(settings, taking, folder).run(results, this::note);
    print(command, taking);
  }

  private boolean installed(Peer peer) {
    try {
      Process probe =
          new ProcessBuilder(peer.probe())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (probe.waitFor() == 0) {
        return true;
      }
    } catch (IOException e) {
      // there is no such command: not installed
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    note(peer.name() + " is not installed and was left out: " + peer.install());
    return false;
  }

  private void train(Workload workload) {
    Discipline speed = new Discipline(workload.name(), "samples/s", true);
    Discipline first = new Discipline(workload.name() + " first epoch", "s", false);
    List<Side> ready = new ArrayList<>();
    for (Side side : training(workload)) {
      attempt(
          side,
          workload.name(),
          s -> {
            JsonNode prepared = s.prepare(workload);
            JsonNode epoch = s.ask("epoch");
            results.add(first, s.peer().name(), epoch.get("seconds").asDouble());
            check(workload, s, epoch, prepared.get("note").asString());
            ready.add(s);
          });
    }
    for (int round = 0; round < settings.rounds(); round++) {
      peaks();
      for (Side side : List.copyOf(ready)) {
        boolean fine =
            attempt(
                side,
                workload.name(),
                s -> {
                  JsonNode answer = s.ask("round " + settings.seconds());
                  double rate = answer.get("samples").asDouble() / answer.get("seconds").asDouble();
                  results.add(speed, s.peer().name(), rate);
                  progress(workload.name(), s, rate);
                });
        if (!fine) {
          ready.remove(side);
        }
      }
    }
  }

  /// The part of the peak is worth knowing only in the same run.
  private void peaks() {
    for (int threads = 1; threads <= Runtime.getRuntime().availableProcessors(); threads *= 2) {
      String name = threads == 1 ? "FMA peak, 1 thread" : "FMA peak, " + threads + " threads";
      results.add(new Discipline(name, "GFLOP/s", true), "machine", peak(threads, 0.1));
    }
  }

  private static double peak(int threads, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    return Machine.operations(Workers.of(threads), () -> System.nanoTime() >= end) * 1e-9;
  }

  private List<Side> training(Workload workload) {
    return sides.values().stream()
        .filter(side -> side.peer().trains().contains(workload.name()))
        .toList();
  }

  /// Has it learnt?
  private void check(Workload workload, Side side, JsonNode epoch, String note) {
    double accuracy = epoch.get("accuracy").asDouble();
    String line =
        String.format(
            Locale.ROOT,
            "%s %s: after one epoch loss %.3f, %s %.4f%s%s",
            workload.name(),
            side.peer().name(),
            epoch.get("loss").asDouble(),
            workload.classes() ? "accuracy" : "R²",
            accuracy,
            accuracy >= workload.floor() ? "" : " **which is too low to count**",
            note.isEmpty() ? "" : " (" + note + ")");
    note(line);
    if (!(accuracy >= workload.floor())) {
      throw new IllegalStateException("it does not learn");
    }
  }

  private void infer() {
    Workload workload = Workload.named(INFERENCE);
    List<Side> ready = new ArrayList<>();
    for (Side side : sides.values()) {
      if (side.peer().infers()) {
        attempt(
            side,
            "inference",
            s -> {
              s.prepare(workload);
              if (s.peer().trains().contains(workload.name())) {
                s.ask("epoch");
              }
              ready.add(s);
            });
      }
    }
    for (int batch : BATCHES) {
      Discipline discipline =
          batch == 1
              ? new Discipline(workload.name() + " predicts 1 row", "µs", false)
              : new Discipline(workload.name() + " predicts 10,000 rows", "rows/s", true);
      ready.removeIf(
          side -> !attempt(side, discipline.name(), s -> s.ask("infer " + batch + " 1.5")));
      for (int round = 0; round < settings.rounds(); round++) {
        for (Side side : ready) {
          attempt(
              side,
              discipline.name(),
              s -> {
                double micros =
                    s.ask("infer " + batch + " " + settings.seconds() / 2)
                        .get("medianMicros")
                        .asDouble();
                double figure = batch == 1 ? micros : batch / micros * 1e6;
                results.add(discipline, s.peer().name(), figure);
                progress(discipline.name(), s, figure);
              });
        }
      }
    }
  }

  /// Does it, or notes why it did not work out.
  private boolean attempt(Side side, String what, Consumer<Side> action) {
    try {
      action.accept(side);
      return true;
    } catch (IllegalStateException e) {
      note(
          what
              + ": "
              + side.peer().name()
              + " drops out: "
              + e.getMessage()
              + " (see "
              + folder.resolve(side.peer().name() + ".log")
              + ")");
      return false;
    }
  }

  private void checkRest(Side side) {
    if (side.idleUse() > 0.03) {
      note(
          String.format(
              Locale.ROOT,
              "%s used %.0f %% of a processor while others were measured",
              side.peer().name(),
              100 * side.idleUse()));
    }
  }

  private void note(String line) {
    System.err.println(line);
    notes.add(line);
  }

  private static void progress(String what, Side side, double figure) {
    System.err.println(what + " " + side.peer().name() + " " + Report.figure(figure));
  }

  private void print(String command, List<Peer> taking) {
    List<String> names = new ArrayList<>(taking.stream().map(Peer::name).toList());
    names.add("machine");
    List<String> references = taking.stream().filter(Peer::isTorch).map(Peer::name).toList();
    System.out.println(
        "`bench/compare " + command + "`, " + LocalDate.now(ZoneId.systemDefault()) + ":\n");
    System.out.println(new Report(results, names, references).table());
    System.out.println("Contestants:\n");
    taking.forEach(peer -> System.out.println("- " + peer.name() + ": " + peer.settings()));
    System.out.println("\nNotes:\n");
    notes.forEach(line -> System.out.println("- " + line));
  }
}
