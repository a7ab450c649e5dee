package org.denpan.cli;

import java.util.Optional;
import org.denpan.data.Target;
import org.denpan.measure.ThresholdRule;
import org.denpan.model.Adjustment;
import org.denpan.net.Loss;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What happens after training: choices on the validation rows, and what the test compares with.
@Command
final class MeasureOptions {
  @Option(
      names = "--calibrate",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description =
          "Make probabilities say how often they hold: divide logits by a temperature chosen on the"
              + " validation rows.")
  boolean calibrate;

  @Option(
      names = "--threshold",
      paramLabel = "RULE",
      description =
          "From which probability on the second of two classes is said: 0.3, or what is best on the"
              + " validation rows by f1, balanced_accuracy, mcc, accuracy, \"precision>=0.9\" or"
              + " \"recall>=0.9\"; default 0.5.")
  @Nullable String threshold;

  @Option(
      names = "--no-linear",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = "Train no linear model on the same rows to compare with.")
  boolean noLinear;

  @Option(
      names = "--no-importance",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = "Do not measure what each column is worth.")
  boolean noImportance;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// The rule of the threshold, if one is asked for.
  ///
  /// @throws picocli.CommandLine.ParameterException for words that are no rule
  Optional<ThresholdRule> rule() {
    return Optional.ofNullable(threshold)
        .map(words -> Usage.of(spec, "--threshold", () -> ThresholdRule.parse(words)));
  }

  /// Refuses choices that are not for such a target.
  ///
  /// @throws picocli.CommandLine.ParameterException naming the option
  void checkSuits(Loss loss, Target target) {
    if (calibrate) {
      Usage.check(spec, "--calibrate", () -> Adjustment.checkCalibrates(loss, target));
    }
    if (threshold != null) {
      Usage.check(spec, "--threshold", () -> Adjustment.checkThreshold(target));
    }
  }
}
