package org.denpan.web.metrics;

import java.math.BigDecimal;

/// Writes Prometheus' text format, version 0.0.4: of each family of metrics a line of help, one
/// with its type and its samples together
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/>).
final class Exposition {
  /// The content type of what it writes.
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(8192);
  private String family = "";

  /// Begins a family; the samples that follow are of it.
  ///
  /// @param type `counter`, `gauge` or `histogram`
  Exposition family(String name, String type, String help) {
    family = name;
    text.append("# HELP ").append(name).append(' ').append(escape(help)).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /// One sample of the family.
  ///
  /// @param labels name, value, name, value …
  Exposition sample(double value, String... labels) {
    return line("", number(value), labels);
  }

  /// All samples of a histogram. Its count is that of the last bucket, so that the two agree also
  /// while others record.
  ///
  /// @param labels name, value, name, value …
  Exposition samples(Histogram histogram, String... labels) {
    String[] bucketLabels = new String[labels.length + 2];
    System.arraycopy(labels, 0, bucketLabels, 0, labels.length);
    bucketLabels[labels.length] = "le";
    double sum = histogram.sum();
    long count = 0;
    for (int bucket = 0; bucket < histogram.buckets(); bucket++) {
      count += histogram.count(bucket);
      bucketLabels[labels.length + 1] = number(histogram.bound(bucket));
      line("_bucket", Long.toString(count), bucketLabels);
    }
    return line("_sum", number(sum), labels).line("_count", Long.toString(count), labels);
  }

  private Exposition line(String suffix, String value, String... labels) {
    text.append(family).append(suffix);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      text.append(escape(labels[i + 1]).replace("\"", "\\\"")).append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    return this;
  }

  private static String escape(String said) {
    return said.replace("\\", "\\\\").replace("\n", "\\n");
  }

  /// `0.0005`, `3` or `+Inf`.
  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return Double.isNaN(value)
        ? "NaN"
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
