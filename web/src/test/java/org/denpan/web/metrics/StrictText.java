package org.denpan.web.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reader of Prometheus' text format 0.0.4 that forgives nothing, written from its description:
/// every family has help and a type before its samples, which stand together; no series occurs
/// twice; a histogram's buckets ascend, end with `+Inf`, and agree with its count.
final class StrictText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(\\{(.*)})? (\\S+)( -?\\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");

  final Map<String, String> types = new LinkedHashMap<>();

  /// By `name{label="value",…}`, labels as they stand.
  final Map<String, Double> samples = new LinkedHashMap<>();

  private final Map<String, List<Double>> bounds = new LinkedHashMap<>();
  private final Map<String, List<Double>> buckets = new LinkedHashMap<>();
  private final Set<String> helped = new LinkedHashSet<>();
  private String family = "";

  static StrictText read(String text) {
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line does not end");
    }
    StrictText read = new StrictText();
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      read.line(line);
    }
    read.checkHistograms();
    return read;
  }

  double value(String series) {
    Double value = samples.get(series);
    if (value == null) {
      throw new AssertionError("no " + series + " among " + samples.keySet());
    }
    return value;
  }

  private void line(String line) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (help.matches()) {
      require(helped.add(help.group(1)), "a second help: " + line);
    } else if (type.matches()) {
      family = type.group(1);
      require(helped.contains(family), "no help before " + line);
      require(types.put(family, type.group(2)) == null, "a family in two places: " + line);
    } else {
      require(sample.matches(), "neither comment nor sample: " + line);
      sample(line, sample);
    }
  }

  private void sample(String line, Matcher sample) {
    String name = sample.group(1);
    String type = types.get(family);
    boolean histogram = "histogram".equals(type);
    String suffix = name.startsWith(family) ? name.substring(family.length()) : "?";
    require(
        histogram ? List.of("_bucket", "_sum", "_count").contains(suffix) : suffix.isEmpty(),
        "not a sample of " + family + ": " + line);
    require(!"counter".equals(type) || family.endsWith("_total"), "a counter is called _total");
    double value = number(sample.group(4));
    Map<String, String> labels = labels(sample.group(3));
    require(samples.put(name + labels, value) == null, "twice: " + line);
    require(!"counter".equals(type) || value >= 0, "a counter below 0: " + line);
    if (suffix.equals("_bucket")) {
      String bound = labels.remove("le");
      require(bound != null, "a bucket without le: " + line);
      bounds.computeIfAbsent(family + labels, k -> new ArrayList<>()).add(number(bound));
      buckets.computeIfAbsent(family + labels, k -> new ArrayList<>()).add(value);
    } else {
      require(!labels.containsKey("le"), "le is for buckets: " + line);
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (text == null) {
      return labels;
    }
    Matcher label = LABEL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      require(label.find(at) && label.start() == at, "bad labels from " + at + ": " + text);
      String value =
          label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
      require(labels.put(label.group(1), value) == null, "a label twice: " + text);
      at = label.end();
      require(!label.group(3).isEmpty() || at == text.length(), "no comma: " + text);
    }
    return labels;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> {
        require(text.matches("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?"), "no number: " + text);
        yield Double.parseDouble(text);
      }
    };
  }

  private void checkHistograms() {
    bounds.forEach((series, ascending) -> {
      List<Double> counts = buckets.get(series);
      for (int i = 1; i < ascending.size(); i++) {
        require(ascending.get(i) > ascending.get(i - 1), "bounds of " + series);
        require(counts.get(i) >= counts.get(i - 1), "counts of " + series);
      }
      require(Double.isInfinite(ascending.getLast()), "no +Inf in " + series);
      String suffixed = series.replaceFirst("\\{", "_count{");
      require(counts.getLast().equals(samples.get(suffixed)), "the count of " + series);
      require(samples.containsKey(series.replaceFirst("\\{", "_sum{")), "no sum of " + series);
    });
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
