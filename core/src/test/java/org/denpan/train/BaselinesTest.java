package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.Optional;
import org.denpan.data.Preparation;
import org.denpan.data.Table;
import org.denpan.data.Task;
import org.denpan.model.Assessment;
import org.denpan.model.Evaluation;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final Table LINE =
      table(numbers("x", 400, row -> row % 20), numbers("y", 400, row -> 7 - 3.0 * (row % 20)))
          .withTarget("y", Task.NUMBER);

  private static final Preparation USUAL = Preparation.standard();

  @Test
  void theLinearModelOfALineIsTheLine() {
    Baselines.Linear linear = Baselines.linear(LINE, 42);
    assertThat(linear.rows()).isEqualTo(400);
    assertThat(linear.model().network().layers()).hasSize(1);
    // the penalty shrinks it by 1/400
    assertThat(linear.model().evaluate(LINE).metric("r2")).isGreaterThan(0.9999);
  }

  @Test
  void thePenaltyIsThatOfRidgeRegression() {
    // standardised x; β = Σxy/(Σx² + 1) = n/(n + 1) of the slope without a penalty
    Baselines.Linear linear = Baselines.linear(LINE, 42);
    double slope = linear.model().parameters().values()[0];
    assertThat(slope).isCloseTo(-400.0 / 401, within(1e-4));
  }

  @Test
  void aLinearModelCannotTellXor() {
    Table xor = Tables.xor(600, 1);
    Evaluation evaluation = Baselines.linear(xor, 42).model().evaluate(xor);
    assertThat(Assessment.of(evaluation).metrics().get("roc_auc")).isBetween(0.4, 0.65);
  }

  @Test
  void ofTooManyNumbersItLearnsFromRowsDrawnBySeed() {
    Baselines.Linear some = Baselines.linear(LINE, USUAL, Optional.empty(), 100, 42);
    assertThat(some.rows()).isEqualTo(100);
    assertThat(some.model().weightsSha256())
        .isEqualTo(Baselines.linear(LINE, USUAL, Optional.empty(), 100, 42).model().weightsSha256())
        .isNotEqualTo(
            Baselines.linear(LINE, USUAL, Optional.empty(), 100, 43).model().weightsSha256());
  }

  @Test
  void classWeightsCountForItToo() {
    Table rare =
        table(
                numbers("x", 200, row -> row % 10),
                texts("y", 200, row -> row % 10 == 9 && row % 20 != 9 ? "yes" : "no"))
            .withTarget("y");
    Evaluation plain = Baselines.linear(rare, 42).model().evaluate(rare);
    Evaluation balanced =
        Baselines.linear(rare, USUAL, Optional.of("balanced"), Baselines.MOST_NUMBERS, 42)
            .model()
            .evaluate(rare);
    assertThat(Assessment.of(balanced).metrics().get("balanced_accuracy"))
        .isGreaterThan(Assessment.of(plain).metrics().get("balanced_accuracy"));
  }

  @Test
  void textsThatTheNetworkWouldEmbedAreOneHotAndColumnsLeftOutStayOut() {
    Table towns =
        table(
                texts("town", 400, row -> "t" + row * 7 % 80),
                numbers("copy", 400, row -> row * 7 % 80),
                numbers("y", 400, row -> row * 7 % 80 % 5))
            .withTarget("y", Task.NUMBER);
    Preparation preparation = USUAL.with("copy=leaveout, town=embedding 4");
    Baselines.Linear linear =
        Baselines.linear(towns, preparation, Optional.empty(), Baselines.MOST_NUMBERS, 42);
    assertThat(linear.model().inputs()).isEqualTo(80);
    assertThat(linear.model().evaluate(towns).metric("r2")).isGreaterThan(0.9);
  }
}
