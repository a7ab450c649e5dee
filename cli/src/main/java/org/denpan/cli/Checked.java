package org.denpan.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.model.Model;
import org.denpan.model.ModelFormatException;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;

/// What `denpan check` checks.
///
/// @param name how it was named
/// @param network complete, with its output layer
/// @param values those of a model; empty for fresh ones
record Checked(
    String name, Network network, int inputs, Loss loss, long seed, Optional<Parameters> values) {
  static Checked model(Path file, long seed) {
    return model(file, load(file), seed);
  }

  private static Checked model(Path file, Model model, long seed) {
    return new Checked(
        file.toString(),
        model.network(),
        model.inputs(),
        model.loss(),
        seed,
        Optional.of(model.parameters()));
  }

  private static Model load(Path file) {
    try {
      return Model.load(file);
    } catch (ModelFormatException e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("a class of your own")) {
        throw new DenpanException(
            message + "; the command cannot, but GradientCheck of the library can check it", e);
      }
      throw e;
    }
  }

  /// Layers with fresh weights under the output layer of the loss.
  ///
  /// @throws DenpanException if they do not fit together
  static Checked layers(
      String words, Network hidden, int inputs, int outputs, Loss loss, long seed) {
    Network network = hidden.append(Dense.of(outputs, loss.last()));
    network.outputs(inputs);
    return new Checked(words, network, inputs, loss, seed, Optional.empty());
  }

  /// Whether so many outputs suit a loss.
  static boolean suits(Loss loss, int outputs) {
    return outputs > 0
        && loss.takes(loss.example(outputs, new Seed(0).stream("width")).length, outputs);
  }

  /// The network that `denpan train --config` would train, with the weights it would start from.
  ///
  /// @throws DenpanException if the data that the file names cannot be read
  /// @throws picocli.CommandLine.ParameterException if the file says something wrong
  static Checked config(Path file, Optional<Long> seed, Streams streams) {
    TrainCommand words = TrainCommand.configured(file, streams);
    Optional<Model> origin = words.from();
    if (origin.isPresent()) {
      return model(file, origin.get(), seed.orElse(words.training().seed));
    }
    Prepared prepared = Prepared.of(words, origin, data(file, words));
    Network network = prepared.network();
    int inputs = prepared.encoder().width();
    network.outputs(inputs);
    return new Checked(
        file.toString(),
        network,
        inputs,
        prepared.loss(),
        seed.orElse(words.training().seed),
        Optional.empty());
  }

  private static TrainingData data(Path file, TrainCommand words) {
    try {
      return TrainingData.read(words, Optional.empty());
    } catch (DenpanException e) {
      throw new DenpanException(
          "%s: the data '%s', which tells inputs and outputs, cannot be read: %s"
              .formatted(file, words.data(), e.getMessage()),
          e);
    }
  }
}
