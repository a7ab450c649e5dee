package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.denpan.data.Datasets;
import org.denpan.data.Folds;
import org.denpan.data.Splitting;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
  private static CrossValidation.Test test(Map<String, Double> figures) {
    return new CrossValidation.Test("r", 8, 2, figures, Map.of(), Map.of("accuracy", 0.5));
  }

  @Test
  void aFigureIsToldWithItsMeanAndSampleDeviation() {
    CrossValidation result =
        new CrossValidation(
            "r",
            3,
            List.of(
                test(Map.of("accuracy", 0.8, "roc_auc", 0.9)),
                test(Map.of("accuracy", 0.9)),
                test(Map.of("accuracy", 0.7))));
    CrossValidation.Spread accuracy = result.model().get("accuracy");
    assertThat(accuracy.mean()).isCloseTo(0.8, within(1e-12));
    assertThat(accuracy.deviation()).isCloseTo(0.1, within(1e-12));
    assertThat(result.baseline().get("accuracy").deviation()).isZero();
    // a figure that one fold lacks is none of all
    assertThat(result.model()).containsOnlyKeys("accuracy");
    assertThat(new CrossValidation("r", 3, List.of()).model()).isEmpty();
    assertThat(
            new CrossValidation("r", 3, List.of(test(Map.of("accuracy", 0.8))))
                .model()
                .get("accuracy")
                .deviation())
        .isNaN();
  }

  @Test
  void everyFoldTrainsAModelOfItsOwn() {
    Folds folds = Folds.of(Datasets.load("moons"), Splitting.stratified(), 3, 1, 42);
    CrossValidation result =
        CrossValidation.of(
            folds,
            () ->
                Trainer.of(Network.of(Dense.of(8, Activation.tanh())))
                    .optimizer(Optimizer.adam(0.03))
                    .epochs(12));
    assertThat(result.tests()).hasSize(3);
    assertThat(result.rule()).startsWith("3 folds, stratified by label, seed 42");
    assertThat(result.model().get("accuracy").mean()).isGreaterThan(0.85);
    assertThat(result.baseline().get("accuracy").mean()).isBetween(0.45, 0.55);
    assertThat(result.tests().stream().map(t -> t.model().get("loss")).distinct()).hasSize(3);
  }
}
