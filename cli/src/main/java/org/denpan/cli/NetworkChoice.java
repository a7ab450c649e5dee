package org.denpan.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.denpan.Family;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A network that is looked at and not trained: a model's, a configuration's, or any layers.
@Command
final class NetworkChoice {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A TOML file as for train: its network, on the inputs and target of its data.")
  @Nullable Path config;

  @Option(
      names = "--layers",
      paramLabel = "LAYERS",
      description = "Hidden layers, as for train; an output layer is added.")
  @Nullable String layers;

  @Option(names = "--inputs", paramLabel = "N", description = "With --layers; default 10.")
  @Nullable Integer inputs;

  @Option(
      names = "--outputs",
      paramLabel = "N",
      description = "With --layers; default 3 for losses of several classes, else 1.")
  @Nullable Integer outputs;

  @Option(
      names = "--loss",
      paramLabel = "LOSS",
      description =
          "With --layers: crossentropy (default), probabilitycrossentropy, bce, perceptron,"
              + " squarederror, mse, mae, \"huber 0.5\" or \"quantile 0.9\".")
  @Nullable String loss;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// Whether nothing was chosen.
  boolean none(@Nullable Path model) {
    return model == null && config == null && layers == null;
  }

  /// The configuration, if it is one that was chosen.
  Optional<Path> configuration(@Nullable Path model) {
    return Stream.of(Optional.ofNullable(config), Optional.ofNullable(model))
        .flatMap(Optional::stream)
        .filter(file -> file.equals(config) || file.toString().endsWith(".toml"))
        .findFirst();
  }

  /// What was chosen.
  ///
  /// @param model the model file, or a configuration, if one was typed
  /// @param seed where `--seed` was typed it has precedence over the configuration's
  /// @throws ParameterException if it is not one thing, or a wrong one
  Checked of(@Nullable Path model, long seed, Streams streams) {
    if (Stream.of(model, config, layers).filter(Objects::nonNull).count() > 1) {
      throw wrong("give only one of MODEL, --config and --layers");
    }
    if (layers != null) {
      return layers(layers, seed);
    }
    if (inputs != null || outputs != null || loss != null) {
      throw wrong(
          "--inputs, --outputs and --loss go with --layers; a model and a configuration have their"
              + " own");
    }
    Optional<Path> file = configuration(model);
    return file.isPresent()
        ? config(file.get(), seed, streams)
        : Checked.model(Objects.requireNonNull(model), seed);
  }

  private Checked config(Path file, long seed, Streams streams) {
    boolean typed = spec.commandLine().getParseResult().hasMatchedOption("--seed");
    try {
      return Checked.config(file, typed ? Optional.of(seed) : Optional.empty(), streams);
    } catch (ParameterException e) { // of train: the help to see is this command's
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Checked layers(String words, long seed) {
    Network hidden = Usage.of(spec, "--layers", () -> Network.parse(words));
    String wanted = loss == null ? "crossentropy" : loss;
    Loss error = Usage.of(spec, "--loss", () -> Family.of(Loss.class).parse(wanted));
    int width = inputs == null ? 10 : inputs;
    if (width < 1) {
      throw wrong("--inputs must be at least 1, got " + width);
    }
    int units = outputs == null ? (error.takes(1, 3) ? 3 : 1) : outputs;
    if (!Checked.suits(error, units)) {
      throw wrong("--outputs %d does not suit the loss %s".formatted(units, error));
    }
    return Usage.of(
        spec, "--layers", () -> Checked.layers(words, hidden, width, units, error, seed));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
