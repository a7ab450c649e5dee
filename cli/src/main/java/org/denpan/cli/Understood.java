package org.denpan.cli;

import java.util.Optional;
import org.denpan.data.Encoder;
import org.denpan.model.Model;
import org.denpan.net.Network;

/// What `denpan train` is going to do, told before it does it.
///
/// @param complete the network with its output layer
/// @param origin the model that is continued
record Understood(TrainingData data, Encoder encoder, Network complete, Optional<Model> origin) {
  void print(Layout layout) {
    layout.line("Data", data.source().describe());
    Descriptions.columns(data.split().train(), encoder.target().column())
        .forEach(line -> layout.line("", line));
    if (!encoder.leftOut().isEmpty()) {
      layout.line("Left out", String.join("; ", Descriptions.leftOut(encoder)));
    }
    origin.ifPresent(model -> layout.line("From", "weights " + model.weightsSha256()));
    layout.line("Target", Descriptions.target(encoder.target()));
    encoder.weights().ifPresent(column -> layout.line("Weighted", "by " + column));
    layout.line("Split", data.split().rule());
    layout.line("Network", complete.toString());
    layout.line(
        "",
        "%s, %s"
            .formatted(
                Layout.count(encoder.width(), "input"),
                Layout.count(complete.parameterCount(encoder.width()), "parameter")));
  }
}
