package org.denpan.cli;

import org.denpan.Family;
import org.denpan.data.Target;
import org.denpan.net.Activation;
import org.denpan.net.Bounded;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Layer;
import org.denpan.net.Network;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The network to train.
@Command
final class NetworkOptions {
  private static final String USUAL = "128 relu, 64 relu";

  @Option(
      names = "--layers",
      paramLabel = "LAYERS",
      description =
          "The hidden layers, commas between: \"64 relu, dropout 0.2, 32 relu\"; default "
              + USUAL
              + ". The output layer follows from the target.")
  @Nullable String layers;

  @Option(
      names = "--init",
      paramLabel = "HOW",
      description =
          "How weights start: glorot, he, lecun, orthogonal, \"normal 0.01\", \"uniform 0.05\","
              + " \"constant 0.1\" or zeros; default by activation.")
  @Nullable String init;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// The hidden layers.
  ///
  /// @throws ParameterException naming the wrong word and the nearest right one
  Network network() {
    String words = layers == null ? USUAL : layers;
    Network network = Usage.of(spec, "--layers", () -> trainable(Network.parse(words)));
    if (layers != null && !network.layers().isEmpty() && isSoftmax(network.layers().getLast())) {
      throw repeatsOutput();
    }
    String how = init;
    return how == null
        ? network
        : network.init(Usage.of(spec, "--init", () -> Family.of(Init.class).parse(how)));
  }

  private static Network trainable(Network network) {
    network.checkTrainable();
    return network;
  }

  /// @throws ParameterException if the last layer is the output layer that follows from the target
  void checkOutput(Network hidden, Target target) {
    if (layers != null
        && !hidden.layers().isEmpty()
        && hidden.layers().getLast() instanceof Dense last
        && last.units() == target.outputs()
        && (last.activation() instanceof Activation.Identity
            || last.activation() instanceof Bounded.Logistic)) {
      throw repeatsOutput();
    }
  }

  /// @throws ParameterException if the layers do not fit together, or are too large
  void checkShapes(Network complete, int inputs) {
    Usage.of(spec, "--layers", () -> complete.layout(inputs));
  }

  private static boolean isSoftmax(Layer layer) {
    return layer instanceof Dense dense && dense.activation() instanceof Activation.Softmax;
  }

  private ParameterException repeatsOutput() {
    String words = String.valueOf(layers);
    int comma = words.lastIndexOf(',');
    return new ParameterException(
        spec.commandLine(),
        "--layers \"%s\": the output layer '%s' follows from the target and is to be left out:"
                .formatted(words, words.substring(comma + 1).strip())
            + " --layers \"%s\"".formatted(words.substring(0, Math.max(0, comma)).strip()));
  }
}
