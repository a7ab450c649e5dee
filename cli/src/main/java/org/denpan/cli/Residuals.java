package org.denpan.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.denpan.Quantile;
import org.denpan.data.Target;
import org.denpan.model.Evaluation;

/// How far predictions are from the known values, in the target's own unit.
final class Residuals {
  private static final List<String> NAMES =
      List.of("lowest", "5 %", "25 %", "median", "75 %", "95 %", "highest");
  private static final double[] QUANTILES = {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1};

  private final double[] errors;
  private final String column;

  Residuals(Evaluation evaluation, Target.Number target) {
    column = target.column();
    float[] outputs = evaluation.predictions().outputs();
    errors =
        IntStream.range(0, evaluation.rows())
            .mapToDouble(
                row -> target.decode(outputs[row]) - target.decode(evaluation.known()[row]))
            .sorted()
            .toArray();
  }

  void print(Layout layout) {
    layout.gap();
    layout.line(
        "Errors",
        "predicted − known, in the unit of '%s'; quantiles:".formatted(Layout.cut(column, 30)));
    double[] quantiles = Arrays.stream(QUANTILES).map(q -> Quantile.of(errors, q)).toArray();
    double largest = Math.max(-quantiles[0], quantiles[quantiles.length - 1]);
    int decimals = largest >= 1_000 ? 0 : largest >= 10 ? 2 : 4;
    layout.table(
        "",
        List.of(
            NAMES,
            Arrays.stream(quantiles)
                .mapToObj(q -> String.format(Locale.ROOT, "%,." + decimals + "f", q))
                .toList()),
        0);
  }
}
