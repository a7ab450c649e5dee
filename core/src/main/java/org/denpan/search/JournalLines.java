package org.denpan.search;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.denpan.DenpanException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The lines of a [Journal] as JSON.
final class JournalLines {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TITLE = "denpan_search";
  private static final int FORMAT = 1;

  private JournalLines() {}

  /// Whether these bytes, or more of them, may be a journal: it begins with its title, of which
  /// only a part may have been written, and zeros instead where a file grew without being written.
  static boolean mayBegin(byte[] bytes) {
    byte[] title = ("{\"" + TITLE + "\":").getBytes(StandardCharsets.UTF_8);
    boolean zeros = true;
    boolean begins = true;
    for (int i = 0; i < Math.min(title.length, bytes.length); i++) {
      zeros &= bytes[i] == 0;
      begins &= bytes[i] == title[i];
    }
    return zeros || begins;
  }

  /// Whether a line is a JSON object to its end.
  static boolean isWhole(String line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  static String of(Map<String, String> facts) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put(TITLE, FORMAT);
    facts.forEach(line::put);
    return JSON.writeValueAsString(line);
  }

  static Map<String, String> facts(Path file, String line) {
    JsonNode node = parse(file, 1, line);
    if (!node.path(TITLE).isInt() || node.path(TITLE).intValue() != FORMAT) {
      throw wrong(file, 1, "it does not begin a journal of a search that can be read here");
    }
    Map<String, String> facts = new LinkedHashMap<>();
    node.properties().stream()
        .filter(entry -> !entry.getKey().equals(TITLE))
        .forEach(entry -> facts.put(entry.getKey(), entry.getValue().asString()));
    return facts;
  }

  static String of(SearchEvent event) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    switch (event) {
      case SearchEvent.Finished f -> put(line, f);
      case SearchEvent.TimeOver t -> {
        line.put("time_over", true);
        line.put("rung", t.rung());
        line.put("finished", t.finished());
        line.put("entrants", t.entrants());
      }
    }
    line.put("elapsed", event.elapsed());
    return JSON.writeValueAsString(line);
  }

  private static void put(ObjectNode line, SearchEvent.Finished f) {
    line.put("trial", f.trial());
    line.put("rung", f.rung());
    line.put("epochs", f.epochs());
    Settings settings = f.settings();
    ObjectNode drawn = line.putObject("settings");
    drawn.put("layers", settings.layers());
    drawn.put("width", settings.width());
    drawn.put("activation", settings.activation());
    drawn.put("dropout", settings.dropout());
    drawn.put("learning-rate", settings.learningRate());
    drawn.put("weight-decay", settings.weightDecay());
    drawn.put("batch", settings.batchSize());
    ObjectNode metrics = line.putObject("metrics");
    f.metrics().entrySet().stream()
        .filter(metric -> Double.isFinite(metric.getValue())) // JSON has no others
        .forEach(metric -> metrics.put(metric.getKey(), metric.getValue()));
    f.diverged().ifPresent(why -> line.put("diverged", why));
    line.put("seconds", f.seconds());
  }

  static SearchEvent event(Path file, int number, String line) {
    JsonNode node = parse(file, number, line);
    try {
      return node.has("time_over")
          ? new SearchEvent.TimeOver(
              whole(node, "rung"),
              whole(node, "finished"),
              whole(node, "entrants"),
              number(node, "elapsed"))
          : finished(node);
    } catch (DenpanException e) {
      throw wrong(file, number, e.getMessage());
    }
  }

  private static SearchEvent finished(JsonNode node) {
    JsonNode drawn = node.path("settings");
    Settings settings =
        new Settings(
            whole(drawn, "layers"),
            whole(drawn, "width"),
            drawn.path("activation").asString(""),
            number(drawn, "dropout"),
            number(drawn, "learning-rate"),
            number(drawn, "weight-decay"),
            whole(drawn, "batch"));
    Map<String, Double> metrics = new LinkedHashMap<>();
    JsonNode measured = node.path("metrics");
    measured.propertyNames().forEach(name -> metrics.put(name, number(measured, name)));
    return new SearchEvent.Finished(
        whole(node, "trial"),
        whole(node, "rung"),
        whole(node, "epochs"),
        settings,
        metrics,
        node.has("diverged") ? Optional.of(node.get("diverged").asString()) : Optional.empty(),
        number(node, "seconds"),
        number(node, "elapsed"));
  }

  private static int whole(JsonNode node, String name) {
    if (!node.path(name).isInt()) {
      throw new DenpanException("'" + name + "' is not a whole number in it");
    }
    return node.path(name).intValue();
  }

  private static double number(JsonNode node, String name) {
    if (!node.path(name).isNumber()) {
      throw new DenpanException("'" + name + "' is not a number in it");
    }
    return node.path(name).doubleValue();
  }

  private static JsonNode parse(Path file, int number, String line) {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      throw wrong(file, number, "it is not JSON: " + e.getOriginalMessage());
    }
  }

  private static DenpanException wrong(Path file, int number, @Nullable String why) {
    return new DenpanException(
        String.format(
            Locale.ROOT,
            "%s, line %,d: %s; delete the file to begin the search anew",
            file,
            number,
            why));
  }
}
