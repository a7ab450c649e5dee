package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.denpan.data.DataException;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.Row;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;

/// Every number here was worked by hand.
class EvaluationTest {
  private static final Offset<Double> TINY = within(1e-9);
  private static final Target CLASSES =
      new Target.Classes("colour", List.of("blue", "green", "red"), List.of(10, 5, 2));
  private static final Target NUMBER = new Target.Number("price", 100, 10);

  /// Known blue, blue, green, red, red, predicted blue, red, green, red, green.
  private static final Evaluation COLOURS =
      new Evaluation(
          0.75,
          new Predictions(
              CLASSES,
              new float[] {
                0.8f, 0.1f, 0.1f, 0.2f, 0.2f, 0.6f, 0, 1, 0, 0.3f, 0.3f, 0.4f, 0.1f, 0.5f, 0.4f
              }),
          new float[] {0, 0, 1, 2, 2},
          new float[] {0.2f, 1.6f, 0, 0.9f, 0.9f});

  /// Known 90, 100, 130, predicted 95, 100, 110.
  private static final Evaluation PRICES =
      new Evaluation(
          0.7,
          new Predictions(NUMBER, new float[] {-0.5f, 0, 1}),
          new float[] {-1, 0, 3},
          new float[] {0.125f, 0, 2});

  @Test
  void accuracyIsThePartOfRowsWhoseClassIsRight() {
    assertThat(COLOURS.rows()).isEqualTo(5);
    assertThat(COLOURS.metrics())
        .containsExactly(Map.entry("loss", 0.75), Map.entry("accuracy", 0.6));
    assertThat(COLOURS.metric("accuracy")).isEqualTo(0.6);
  }

  @Test
  void confusionHasKnownClassesAsRowsAndPredictedOnesAsColumns() {
    assertThat(COLOURS.confusion()).isDeepEqualTo(new int[][] {{1, 0, 1}, {0, 1, 0}, {0, 1, 1}});
    assertThatThrownBy(PRICES::confusion)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a number has no confusion matrix");
  }

  @Test
  void theBaselineOfClassesIsTheMajorityOfTheTrainingRows() {
    // blue, though of these rows as many are red
    assertThat(COLOURS.baseline()).containsExactly(Map.entry("accuracy", 0.4));
  }

  @Test
  void errorsOfNumbersAreInTheirOwnUnit() {
    // errors 5, 0, −20: squares 25 + 0 + 400; the mean is 320/3, the spread 2600/3
    assertThat(PRICES.metrics().keySet()).containsExactly("loss", "rmse", "mae", "r2");
    assertThat(PRICES.metric("loss")).isEqualTo(0.7);
    assertThat(PRICES.metric("rmse")).isCloseTo(Math.sqrt(425.0 / 3), TINY);
    assertThat(PRICES.metric("mae")).isCloseTo(25.0 / 3, TINY);
    assertThat(PRICES.metric("r2")).isCloseTo(1 - 425 / (2600.0 / 3), TINY);
  }

  @Test
  void theBaselineOfNumbersIsTheMeanOfTheTrainingRows() {
    // distances −10, 0, 30 from 100
    assertThat(PRICES.baseline().get("rmse")).isCloseTo(Math.sqrt(1000.0 / 3), TINY);
    assertThat(PRICES.baseline().get("mae")).isCloseTo(40.0 / 3, TINY);
  }

  @Test
  void rowsCountByTheirWeightsInMetricsAndBaselineButNotInTheConfusion() {
    // right are rows 0, 2 and 3, of weights 3, 0.5 and 0.5 of 6; blue are rows 0 and 1
    Evaluation colours =
        new Evaluation(
            0.75,
            COLOURS.predictions(),
            COLOURS.known(),
            COLOURS.rowLosses(),
            new float[] {3, 1, 0.5f, 0.5f, 1});
    assertThat(colours.metric("accuracy")).isCloseTo(4.0 / 6, TINY);
    assertThat(colours.baseline().get("accuracy")).isCloseTo(4.0 / 6, TINY);
    assertThat(colours.confusion()).isDeepEqualTo(COLOURS.confusion());
    assertThat(colours.weighted()).isTrue();
    assertThat(COLOURS.weighted()).isFalse();
    // errors 5, 0, −20 of weights 2, 1, 0: as if there were 90, 90 and 100, mean 280/3
    Evaluation prices =
        new Evaluation(
            0.7, PRICES.predictions(), PRICES.known(), PRICES.rowLosses(), new float[] {2, 1, 0});
    assertThat(prices.metric("rmse")).isCloseTo(Math.sqrt(50.0 / 3), TINY);
    assertThat(prices.metric("mae")).isCloseTo(10.0 / 3, TINY);
    // the spread is 2·(10/3)² + (20/3)² = 600/9
    assertThat(prices.metric("r2")).isCloseTo(1 - 50 / (600.0 / 9), TINY);
    assertThat(prices.baseline().get("rmse")).isCloseTo(Math.sqrt(200.0 / 3), TINY);
    assertThat(prices.baseline().get("mae")).isCloseTo(20.0 / 3, TINY);
  }

  @Test
  void aModelUsesTheWeightsOfItsTrainingWhereTheTableHasThem() {
    Encoder encoder =
        new Encoder(
            List.of(new NumberTransform.Standardize("x", 0, 1, false)),
            new Target.Classes("y", List.of("a", "b"), List.of(1, 1)),
            List.of(),
            Optional.of("w"));
    Model model = Models.model(Network.of(Dense.of(1, Activation.identity())), encoder);
    Table plain = table(numbers("x", 0, -1, 1), texts("y", "b", "b", "a"));
    Table weighted =
        table(numbers("x", 0, -1, 1), texts("y", "b", "b", "a"), numbers("w", 1, 0, 3));
    Table repeated = table(numbers("x", 0, 1, 1, 1), texts("y", "b", "a", "a", "a"));
    assertThat(model.evaluate(weighted).metrics())
        .isEqualTo(model.evaluate(repeated).metrics())
        .isNotEqualTo(model.evaluate(plain).metrics());
    assertThat(model.evaluate(plain).weights()).containsOnly(1);
    assertThat(model.predict(weighted).outputs()).isEqualTo(model.predict(plain).outputs());
    // what the table says itself goes first, and a row may have the column too
    assertThat(
            model
                .evaluate(
                    table(
                            numbers("x", 0, -1, 1),
                            texts("y", "b", "b", "a"),
                            numbers("w", 1, 0, 3),
                            numbers("v", 1, 2, 4))
                        .withWeights("v"))
                .weights())
        .containsExactly(1, 2, 4);
    assertThat(model.predict(Row.of("x", 0, "w", 2)).outputs())
        .isEqualTo(model.predict(Row.of("x", 0)).outputs());
  }

  @Test
  void whereAllKnownNumbersAreEqualThereIsNoR2() {
    Evaluation same =
        new Evaluation(
            0, new Predictions(NUMBER, new float[] {1, 2}), new float[] {1, 1}, new float[2]);
    assertThat(same.metrics()).doesNotContainKey("r2").containsEntry("rmse", 10 * Math.sqrt(0.5));
  }

  @Test
  void theWorstRowsComeFirstAndOfEqualsTheEarlier() {
    assertThat(COLOURS.worst(3)).containsExactly(1, 3, 4);
    assertThat(COLOURS.worst(100)).containsExactly(1, 3, 4, 0, 2);
    assertThat(COLOURS.worst(0)).isEmpty();
  }

  @Test
  void aMetricThatThereIsNotIsAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> COLOURS.metric("rmse"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no metric 'rmse' in [loss, accuracy]");
  }

  /// One weight 2 and bias 1 on x that is already standardised: logit 2x + 1.
  @Test
  void aModelIsEvaluatedByItsOwnLoss() {
    Model model =
        Models.model(
            Network.of(Dense.of(1, Activation.identity())),
            new Encoder(
                List.of(new NumberTransform.Standardize("x", 0, 1, false)),
                new Target.Classes("y", List.of("a", "b"), List.of(1, 1)),
                List.of()));
    model.parameters().values()[0] = 2;
    model.parameters().values()[1] = 1;
    Evaluation evaluation =
        model.evaluate(table(numbers("x", 0, -1, 1), texts("y", "b", "b", "a")));
    double[] losses = {Math.log1p(Math.exp(-1)), Math.log1p(Math.exp(1)), Math.log1p(Math.exp(3))};
    for (int row = 0; row < 3; row++) {
      assertThat((double) evaluation.rowLosses()[row]).isCloseTo(losses[row], within(1e-6));
    }
    assertThat(evaluation.loss()).isCloseTo((losses[0] + losses[1] + losses[2]) / 3, within(1e-6));
    assertThat(evaluation.known()).containsExactly(1, 1, 0);
    assertThat(evaluation.confusion()).isDeepEqualTo(new int[][] {{0, 1}, {1, 1}});
    assertThat(evaluation.worst(1)).containsExactly(2);
  }

  @Test
  void moreRowsThanOneBatchAreEvaluatedAsTheyWouldBeOneByOne() {
    Model model = Models.regression();
    int rows = 600;
    Evaluation all =
        model.evaluate(
            table(
                numbers("rooms", rows, row -> row % 9),
                numbers("income", rows, row -> 3 + row % 5 * 0.1),
                numbers("price", rows, row -> 100_000 + 500.0 * row)));
    for (int row : new int[] {0, 255, 256, 511, 512, 599}) {
      Evaluation one =
          model.evaluate(
              table(
                  numbers("rooms", row % 9),
                  numbers("income", 3 + row % 5 * 0.1),
                  numbers("price", 100_000 + 500.0 * row)));
      assertThat(all.predictions().outputs()[row]).isEqualTo(one.predictions().outputs()[0]);
      assertThat(all.rowLosses()[row]).isEqualTo(one.rowLosses()[0]);
    }
  }

  @Test
  void aTableWithoutRowsIsRefused() {
    assertThatThrownBy(() -> Models.regression().evaluate(Models.houses().select(new int[0])))
        .isInstanceOf(DataException.class)
        .hasMessage("test.csv has no rows to evaluate");
  }
}
