package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.denpan.DenpanException;
import org.denpan.data.Row;
import org.denpan.data.Table;
import org.denpan.measure.Band;
import org.denpan.measure.ThresholdRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdjustingTest {
  @TempDir private Path folder;

  /// Logit 4x: three of four right.
  private static Model surest() {
    Model model = Models.smallest();
    model.parameters().values()[0] = 4;
    model.parameters().values()[1] = 0;
    return model;
  }

  private static final Table FOUR =
      table(numbers("x", 1, 1, -1, 1), texts("y", "b", "b", "a", "a"));

  @Test
  void theTemperatureMakesProbabilitiesWhatHappens() {
    Model calibrated = Adjusting.temperature(surest(), FOUR).orElseThrow();
    assertThat(calibrated.adjustment().temperature().orElseThrow())
        .isCloseTo(4 / Math.log(3), within(1e-9));
    assertThat((double) calibrated.predict(Row.of("x", 1)).probability("b"))
        .isCloseTo(0.75, within(1e-6));
    assertThat(calibrated.evaluate(FOUR).metric("accuracy")).isEqualTo(0.75);
    assertThat(calibrated.evaluate(FOUR).loss()).isLessThan(surest().evaluate(FOUR).loss());
    assertThat(calibrated.weightsSha256()).isEqualTo(surest().weightsSha256());
  }

  @Test
  void anAdjustedModelGivesTheSameBitsWhicheverWayItIsAsked() {
    Model model = Models.classifier().withAdjustment(Adjustment.none().withTemperature(1.7));
    Table rows = Models.customers();
    float[] all = model.predict(rows).outputs();
    assertThat(all).isNotEqualTo(Models.classifier().predict(rows).outputs());
    Predictor predictor = model.predictor();
    float[] inputs = new float[predictor.inputs()];
    float[] outputs = new float[predictor.outputs()];
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.column("age").missing(row) || rows.column("plan").missing(row)) {
        continue;
      }
      Row one =
          Row.of(
              "plan",
              rows.column("plan").text(row),
              "age",
              Double.parseDouble(rows.column("age").text(row)));
      float[] expected = java.util.Arrays.copyOfRange(all, 3 * row, 3 * row + 3);
      assertThat(predictor.predict(one).outputs()).containsExactly(expected);
      predictor.encoder().encode(one, inputs, 0);
      predictor.predict(inputs, outputs);
      assertThat(outputs).containsExactly(expected);
    }
    assertThat(model.evaluate(rows).predictions().outputs()).containsExactly(all);
  }

  @Test
  void theThresholdDecidesTheLabelEverywhere() {
    Model model = surest().withAdjustment(Adjustment.none().withThreshold(0.99, "precision>=0.9"));
    // logistic(4) = 0.982
    assertThat(model.predict(Row.of("x", 1)).label()).isEqualTo("a");
    assertThat(surest().predict(Row.of("x", 1)).label()).isEqualTo("b");
    assertThat(model.predict(FOUR).classIndex(0)).isZero();
    assertThat(model.predict(FOUR).row(0).label()).isEqualTo("a");
    assertThat(model.predictor().predict(Row.of("x", 1)).label()).isEqualTo("a");
    assertThat(model.evaluate(FOUR).confusion()).isDeepEqualTo(new int[][] {{2, 0}, {2, 0}});
    assertThat(model.predict(Row.of("x", 1)).probability("b"))
        .isEqualTo(surest().predict(Row.of("x", 1)).probability("b"));
  }

  @Test
  void theThresholdIsChosenByTheRule() {
    Table rows = table(numbers("x", 2, 1, 0.5, 0.25), texts("y", "b", "b", "a", "a"));
    Model model = Adjusting.threshold(surest(), rows, new ThresholdRule.Accuracy()).orElseThrow();
    assertThat(model.adjustment().rule()).contains("accuracy");
    assertThat(model.evaluate(rows).metric("accuracy")).isEqualTo(1);
    assertThat(Adjusting.threshold(surest(), FOUR, new ThresholdRule.Precision(0.9))).isEmpty();
  }

  @Test
  void theBandsHoldTheirShareOfTheRows() {
    Table houses =
        table(
            numbers("rooms", 101, row -> 5),
            numbers("income", 101, row -> 3.1),
            numbers("price", 101, row -> 200_000 + 1000.0 * row));
    Model model = Adjusting.bands(Models.regression(), houses);
    List<Band> bands = model.adjustment().bands();
    assertThat(bands).extracting(Band::name).containsExactly("coverage_50", "coverage_90");
    // residuals 1,000 apart, 101 of them
    assertThat(bands.get(0).high() - bands.get(0).low()).isCloseTo(50_000, within(1.0));
    assertThat(bands.get(1).high() - bands.get(1).low()).isCloseTo(90_000, within(1.0));
    Assessment assessment = Assessment.of(model.evaluate(houses), bands, 42);
    assertThat(assessment.metrics().get("coverage_50")).isCloseTo(0.5, within(0.02));
    assertThat(assessment.metrics().get("coverage_90")).isCloseTo(0.9, within(0.02));
  }

  @Test
  void whatWasChosenTravelsInTheFile() {
    Adjustment chosen = Adjustment.none().withTemperature(1.25).withThreshold(0.375, "f1");
    Path file = folder.resolve("m.denpan");
    surest().withAdjustment(chosen).save(file);
    Model loaded = Model.load(file);
    assertThat(loaded.adjustment()).isEqualTo(chosen);
    assertThat(loaded.predict(FOUR).outputs())
        .containsExactly(surest().withAdjustment(chosen).predict(FOUR).outputs());
    Model bands = Adjusting.bands(Models.regression(), Models.houses());
    bands.save(file);
    assertThat(Model.load(file).adjustment()).isEqualTo(bands.adjustment());
  }

  @Test
  void withoutChoicesTheFileIsAsItEverWas() throws IOException {
    Path file = folder.resolve("m.denpan");
    surest().save(file);
    assertThat(PublishedFormat.read(file).metadata()).doesNotContainKey("adjustment");
    assertThat(Model.load(file).adjustment()).isEqualTo(Adjustment.none());
  }

  @Test
  void whatIsNotForSuchATargetIsRefused() {
    assertThatThrownBy(() -> Adjusting.temperature(Models.regression(), Models.houses()))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("the target 'price' is a number");
    assertThatThrownBy(() ->
            Adjusting.threshold(Models.classifier(), Models.customers(), new ThresholdRule.F1()))
        .isInstanceOf(DenpanException.class)
        .hasMessage("a threshold is for two classes; the target 'churned' has 3");
    assertThatThrownBy(() -> Adjusting.bands(surest(), FOUR))
        .isInstanceOf(DenpanException.class)
        .hasMessage("bands are for numbers; the target 'y' is a class");
    assertThatThrownBy(
            () -> Models.regression().withAdjustment(Adjustment.none().withThreshold(0.5, "f1")))
        .isInstanceOf(DenpanException.class);
    assertThatThrownBy(() -> Adjustment.none().withTemperature(0))
        .isInstanceOf(DenpanException.class)
        .hasMessage("the temperature must be positive, got 0.0");
  }
}
