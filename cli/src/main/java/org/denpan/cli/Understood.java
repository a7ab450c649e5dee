package org.denpan.cli;

import org.denpan.data.Encoder;
import org.denpan.data.Target;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Network;

/// What `denpan train` is going to do, told before it does it.
///
/// @param hidden the hidden layers
record Understood(TrainingData data, Encoder encoder, Network hidden) {
  void print(Layout layout) {
    layout.line("Data", data.source().describe());
    Descriptions.columns(data.split().train(), encoder.target().column())
        .forEach(line -> layout.line("", line));
    if (!encoder.leftOut().isEmpty()) {
      layout.line("Left out", String.join("; ", Descriptions.leftOut(encoder)));
    }
    layout.line("Target", Descriptions.target(encoder.target()));
    encoder.weights().ifPresent(column -> layout.line("Weighted", "by " + column));
    layout.line("Split", data.split().rule());
    layout.line("Network", complete().toString());
    layout.line(
        "",
        "%s, %s"
            .formatted(
                Layout.count(encoder.width(), "input"),
                Layout.count(complete().parameterCount(encoder.width()), "parameter")));
  }

  private Network complete() {
    Target target = encoder.target();
    return hidden.append(Dense.of(target.outputs(), Activation.identity()));
  }
}
