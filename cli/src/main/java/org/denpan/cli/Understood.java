package org.denpan.cli;

import java.util.List;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Encoder;
import org.denpan.data.Spool;

/// What `denpan train` is going to do, told before it does it.
record Understood(Prepared prepared) {
  private static final int MOST_DRIFTS = 5;

  private String beyond(Spool rows) {
    return "too small: %s MB of rows in a scratch file; what is said of columns is said of %s"
        .formatted(
            Figures.count(Math.max(1, Math.round(rows.bytes() * 1e-6))),
            Figures.count(prepared.data().split().train().rows(), "row"));
  }

  void print(Layout layout) {
    data(layout);
    network(layout);
  }

  /// What is learnt from.
  void data(Layout layout) {
    TrainingData data = prepared.data();
    Encoder encoder = prepared.encoder();
    layout.line("Data", data.source().describe());
    Descriptions.columns(data.split().train(), encoder.target().column())
        .forEach(line -> layout.line("", line));
    if (!encoder.leftOut().isEmpty()) {
      layout.line("Left out", String.join("; ", Descriptions.leftOut(encoder)));
    }
    prepared.origin().ifPresent(model -> layout.line("From", "weights " + model.weightsSha256()));
    layout.line("Target", Descriptions.target(encoder.target()));
    encoder.weights().ifPresent(column -> layout.line("Weighted", "by " + column));
    layout.line("Split", data.split().rule());
    data.beyond().ifPresent(rows -> layout.line("Memory", beyond(rows)));
    SeenInRows seen = prepared.seen();
    seen.leakage().forEach(leak -> layout.line("Leakage", SeenInRows.sentence(leak.sentence())));
    List<String> drift = seen.drift().stream().flatMap(d -> d.sentences().stream()).toList();
    drift.stream()
        .limit(MOST_DRIFTS)
        .forEach(words -> layout.line("Drift", SeenInRows.sentence(words)));
    if (drift.size() > MOST_DRIFTS) {
      layout.line("", "and %d more".formatted(drift.size() - MOST_DRIFTS));
    }
  }

  /// What learns.
  void network(Layout layout) {
    int inputs = prepared.encoder().width();
    prepared.preset().ifPresent(words -> layout.line("Preset", words));
    layout.line("Network", prepared.network().toString());
    layout.line(
        "",
        "%s, %s"
            .formatted(
                Figures.count(inputs, "input"),
                Figures.count(prepared.network().parameterCount(inputs), "parameter")));
  }
}
