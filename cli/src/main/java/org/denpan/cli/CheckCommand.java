package org.denpan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.denpan.Family;
import org.denpan.check.GradientCheck;
import org.denpan.check.GradientCheck.Finding;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `denpan check`: is back-propagation right, layer by layer?
@Command(
    name = "check",
    description = {"Layer by layer; of a model, or of fresh layers with random weights."},
    customSynopsis = {
      "denpan check MODEL [--json]",
      "       denpan check --layers \"20 tanh, 10 relu\" [--inputs 10] [--loss crossentropy]"
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "MODEL", description = "A model file.")
  @Nullable Path model;

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  @Mixin(name = "Without a model")
  private Fresh fresh = new Fresh();

  @Mixin(name = "Output")
  private JsonOption json = new JsonOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Streams streams;

  CheckCommand(Streams streams) {
    this.streams = streams;
  }

  /// What to check where there is no model.
  @Command
  static final class Fresh {
    @Option(
        names = "--layers",
        paramLabel = "LAYERS",
        description = "Hidden layers, as for train; an output layer is added.")
    @Nullable String layers;

    @Option(names = "--inputs", paramLabel = "N", description = "Default 10.")
    int inputs = 10;

    @Option(
        names = "--outputs",
        paramLabel = "N",
        description = "Default 3 for crossentropy, else 1.")
    @Nullable Integer outputs;

    @Option(
        names = "--loss",
        paramLabel = "LOSS",
        description = "squarederror, bce or crossentropy; default crossentropy.")
    String loss = "crossentropy";

    @Option(names = "--seed", paramLabel = "N", description = "Default 42.")
    long seed = 42;
  }

  @Override
  public Integer call() {
    if ((model == null) == (fresh.layers == null)) {
      throw new ParameterException(
          spec.commandLine(), "what to check? A model file, or --layers \"20 tanh, 10 relu\"");
    }
    return model == null ? report(freshLayers(), fresh.layers) : report(model(), model.toString());
  }

  private List<Finding> model() {
    Model loaded = Model.load(Objects.requireNonNull(model));
    return GradientCheck.of(loaded.network(), loaded.inputs(), loaded.loss(), fresh.seed)
        .run(loaded.parameters());
  }

  private List<Finding> freshLayers() {
    Network hidden = Usage.of(spec, "--layers", () -> Network.parse(String.valueOf(fresh.layers)));
    Loss loss = Usage.of(spec, "--loss", () -> Family.of(Loss.class).parse(fresh.loss));
    if (fresh.inputs < 1) {
      throw new ParameterException(
          spec.commandLine(), "--inputs must be at least 1, got " + fresh.inputs);
    }
    int usual = loss.takes(1, 3) ? 3 : 1;
    int outputs = fresh.outputs == null ? usual : fresh.outputs;
    return Usage.of(
        spec,
        "--layers",
        () -> {
          Network network = hidden.append(Dense.of(outputs, Activation.identity()));
          network.outputs(fresh.inputs);
          return GradientCheck.of(network, fresh.inputs, loss, fresh.seed).run();
        });
  }

  private int report(List<Finding> findings, @Nullable String what) {
    boolean passed = findings.stream().allMatch(Finding::passed);
    if (json.on) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("checked", what);
      object.put("passed", passed);
      object.put("tolerance", GradientCheck.TOLERANCE);
      object.put("findings", findings.stream().map(CheckCommand::json).toList());
      Json.print(streams, object);
    } else {
      print(findings, passed);
    }
    return passed ? 0 : Failures.FAILED;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", finding.name());
    object.put("values", finding.checked());
    object.put("worst_relative_error", finding.worst());
    object.put("passed", finding.passed());
    return object;
  }

  private void print(List<Finding> findings, boolean passed) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "values", "worst error", ""));
    for (Finding f : findings) {
      rows.add(
          List.of(
              f.name(),
              Integer.toString(f.checked()),
              "%.1e".formatted(f.worst()),
              f.passed()
                  ? "right"
                  : "WRONG: value %,d is %.4g, should be %.4g"
                      .formatted(f.index(), f.fast(), f.numeric())));
    }
    Layout.align(rows, 1, 3).forEach(streams.out()::println);
    streams
        .out()
        .println(
            passed
                ? "All derivatives are right: relative errors stay below " + GradientCheck.TOLERANCE
                : "Some derivatives are WRONG: relative errors must stay below "
                    + GradientCheck.TOLERANCE);
  }
}
