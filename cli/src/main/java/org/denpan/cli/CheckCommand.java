package org.denpan.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.denpan.Family;
import org.denpan.check.Difference;
import org.denpan.check.GradientCheck;
import org.denpan.check.GradientReport;
import org.denpan.check.GradientReport.LayerResult;
import org.denpan.check.GradientReport.TensorResult;
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
    description = {
      "Layer by layer; of a model, of what a configuration would train, or of any layers."
    },
    customSynopsis = {
      "denpan check MODEL [--rule RULE] [--step STEP] [--json]",
      "       denpan check --config run.toml",
      "       denpan check --layers \"20 tanh, 10 relu\" [--inputs 10] [--loss crossentropy]"
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A model file; or a configuration, named *.toml.")
  @Nullable Path model;

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  @Mixin(name = "Without a model")
  private NetworkChoice choice = new NetworkChoice();

  @Mixin(name = "Method")
  private Method method = new Method();

  @Mixin(name = "Output")
  private JsonOption json = new JsonOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Streams streams;

  CheckCommand(Streams streams) {
    this.streams = streams;
  }

  /// How derivatives are compared.
  @Command
  static final class Method {
    @Option(
        names = "--rule",
        paramLabel = "RULE",
        description = "forward, backward, central (default), five-point or seven-point.")
    String rule = "central";

    @Option(
        names = "--step",
        paramLabel = "STEP",
        description =
            "balanced (default): h where the rule's own error and rounding weigh the same;"
                + " textbook: √ε·|w|.")
    String step = "balanced";

    @Option(names = "--seed", paramLabel = "N", description = "Default 42, or the config's.")
    long seed = 42;
  }

  @Override
  public Integer call() {
    Difference rule =
        Usage.of(spec, "--rule", () -> Family.of(Difference.class).parse(method.rule));
    if (!List.of("balanced", "textbook").contains(method.step)) {
      throw wrong("--step is either balanced or textbook, got " + method.step);
    }
    Checked checked = checked();
    GradientCheck check =
        Usage.of(
                spec,
                checked.name(),
                () ->
                    GradientCheck.of(
                        checked.network(), checked.inputs(), checked.loss(), checked.seed()))
            .rule(rule);
    if (method.step.equals("textbook")) {
      check.textbookStep();
    }
    GradientReport report = checked.values().map(check::run).orElseGet(check::run);
    if (json.on) {
      Json.print(streams, json(checked, rule, report));
    } else {
      streams.out().println(report);
    }
    return report.passed() ? 0 : Failures.FAILED;
  }

  private Checked checked() {
    if (choice.none(model)) {
      throw wrong(
          "what to check? A model file, --config run.toml, or --layers \"20 tanh, 10 relu\"");
    }
    return choice.of(model, method.seed, streams);
  }

  private Map<String, Object> json(Checked checked, Difference rule, GradientReport report) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("checked", checked.name());
    object.put("rule", Family.name(rule.getClass()));
    object.put("step", method.step);
    object.put("tolerance", GradientCheck.TOLERANCE);
    object.put("passed", report.passed());
    report.suspect().ifPresent(layer -> object.put("suspect", layer.name()));
    object.put("layers", report.layers().stream().map(CheckCommand::json).toList());
    return object;
  }

  private static Map<String, Object> json(LayerResult layer) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", layer.name());
    object.put("worst_relative_error", layer.worst());
    object.put("passed", layer.passed());
    object.put("tensors", layer.tensors().stream().map(CheckCommand::json).toList());
    return object;
  }

  private static Map<String, Object> json(TensorResult result) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", result.name());
    object.put("values", result.checked());
    object.put("at_kinks", result.kinks());
    object.put("worst_relative_error", result.worst());
    object.put("passed", result.passed());
    return object;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
