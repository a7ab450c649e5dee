package org.denpan.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Picture;
import org.denpan.search.Domain;
import org.denpan.search.Found;
import org.denpan.search.Goal;
import org.denpan.search.SearchEvent;
import org.denpan.search.Settings;

/// What a search has found, as a table, as a picture and as JSON.
///
/// @param folder where the journal is and the picture goes
record Trials(Found found, Goal goal, Path folder) {
  private static final int SHOWN = 10;

  /// The best trials with their settings.
  void print(Layout layout) {
    List<SearchEvent.Finished> ranking = found.ranking();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "no.", "layers", "drop", "rate", "decay", "batch", "epochs", "val_" + goal.metric()));
    ranking.stream().limit(SHOWN).map(this::row).forEach(rows::add);
    layout.lines("Trials", Layout.align(rows, 2, Integer.MAX_VALUE));
    layout.line("", summary(ranking.size()));
    picture().ifPresent(path -> layout.line("Picture", path.toString()));
  }

  private List<String> row(SearchEvent.Finished result) {
    Settings s = result.settings();
    return List.of(
        Integer.toString(result.trial()),
        s.layers() == 0 ? "none" : s.layers() + " × " + s.width() + " " + s.activation(),
        orNone(s.dropout()),
        Domain.text(s.learningRate()),
        orNone(s.weightDecay()),
        Integer.toString(s.batchSize()),
        Integer.toString(result.epochs()),
        result.diverged().isPresent() ? "diverged" : Layout.number(goal.of(result.metrics())));
  }

  private static String orNone(double value) {
    return value == 0 ? "·" : Domain.text(value);
  }

  private String summary(int trials) {
    List<String> parts = new ArrayList<>();
    if (trials > SHOWN) {
      parts.add("the best %d of %s".formatted(SHOWN, Figures.count(trials, "trial")));
    }
    parts.add(Figures.count(found.epochs(), "epoch") + " in all");
    if (found.diverged() > 0) {
      parts.add(found.diverged() + " diverged");
    }
    parts.add(Layout.duration(seconds()));
    found.timeOver().stream()
        .map(over ->
            "the time for %s was over after %d of %s"
                .formatted(
                    Figures.count(found.plan().rungs().get(over.rung()).epochs(), "epoch"),
                    over.finished(),
                    Figures.count(over.entrants(), "trial")))
        .forEach(parts::add);
    return String.join("; ", parts);
  }

  /// How long the search took, the times before a kill too.
  private double seconds() {
    return found.results().stream().mapToDouble(SearchEvent.Finished::elapsed).max().orElse(0);
  }

  /// Why there is nothing to train with.
  String none() {
    if (found.results().isEmpty()) {
      return "no trial ended within the time; give it more --minutes, fewer --min-epochs, or"
          + " narrower ranges";
    }
    String why = found.results().getFirst().diverged().orElse("");
    return "all %s diverged; the first: %s"
        .formatted(Figures.count(found.results().size(), "trial"), why);
  }

  /// Where the picture is, if there is something to draw.
  Optional<Path> picture() {
    return found.best().isEmpty() ? Optional.empty() : Optional.of(folder.resolve("trials.svg"));
  }

  /// Draws the picture.
  void draw() {
    picture()
        .ifPresent(path -> {
          Picture picture = new TrialPicture(found, goal).picture();
          OutputFile.write(path, picture.svg().getBytes(StandardCharsets.UTF_8));
        });
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("complete", found.complete());
    json.put("metric", goal.metric());
    json.put("trials", found.trials());
    json.put("diverged", found.diverged());
    json.put("epochs", found.epochs());
    json.put("seconds", seconds());
    json.put("journal", folder.resolve("trials.jsonl").toString());
    picture().ifPresent(path -> json.put("picture", path.toString()));
    found.best().ifPresent(best -> json.put("best", json(best)));
    json.put("ranking", found.ranking().stream().map(Trials::json).toList());
    return json;
  }

  private static Map<String, Object> json(SearchEvent.Finished result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trial", result.trial());
    json.putAll(result.settings().map());
    json.put("epochs", result.epochs());
    result.metrics().forEach((name, value) -> json.put("val_" + name, value));
    result.diverged().ifPresent(why -> json.put("diverged", why));
    json.put("seconds", result.seconds());
    return json;
  }
}
