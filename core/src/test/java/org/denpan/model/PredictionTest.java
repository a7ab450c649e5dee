package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.denpan.DenpanException;
import org.denpan.data.Target;
import org.junit.jupiter.api.Test;

class PredictionTest {
  private static final Target TWO =
      new Target.Classes("churned", List.of("no", "yes"), List.of(3, 1));
  private static final Target THREE =
      new Target.Classes("colour", List.of("blue", "green", "red"), List.of(1, 1, 1));
  private static final Target NUMBER = new Target.Number("price", 200_000, 100_000);

  private static Prediction of(Target target, float... outputs) {
    return new Prediction(target, outputs);
  }

  @Test
  void theOneOutputOfTwoClassesIsTheProbabilityOfTheSecond() {
    Prediction prediction = of(TWO, 0.75f);
    assertThat(prediction.probability("yes")).isEqualTo(0.75f);
    assertThat(prediction.probability("no")).isEqualTo(0.25f);
    assertThat(prediction.probability(0)).isEqualTo(0.25f);
    assertThat(prediction.label()).isEqualTo("yes");
    assertThat(prediction.classIndex()).isEqualTo(1);
  }

  @Test
  void ofTwoEquallyProbableClassesTheFirstIsTaken() {
    assertThat(of(TWO, 0.5f).label()).isEqualTo("no");
    assertThat(of(THREE, 0.4f, 0.2f, 0.4f).label()).isEqualTo("blue");
  }

  @Test
  void eachOfSeveralClassesHasItsOutput() {
    Prediction prediction = of(THREE, 0.2f, 0.3f, 0.5f);
    assertThat(prediction.probability("green")).isEqualTo(0.3f);
    assertThat(prediction.probability(2)).isEqualTo(0.5f);
    assertThat(prediction.label()).isEqualTo("red");
  }

  @Test
  void aWrongClassIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> of(THREE, 0, 0, 1).probability("geen"))
        .isInstanceOf(DenpanException.class)
        .hasMessage("no class 'geen'; did you mean 'green'?");
    assertThatThrownBy(() -> of(TWO, 0).probability("maybe"))
        .isInstanceOf(DenpanException.class)
        .hasMessage("no class 'maybe'; known: no, yes");
  }

  @Test
  void anIndexBeyondTheClassesIsRefused() {
    assertThatThrownBy(() -> of(TWO, 0.5f).probability(2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> of(TWO, 0.5f).probability(-1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> of(THREE, 0, 0, 1).probability(3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aNumberIsInTheUnitOfItsColumn() {
    assertThat(of(NUMBER, -0.5f).value()).isCloseTo(150_000, within(1e-9));
  }

  @Test
  void aNumberHasNoClassAndAClassNoNumber() {
    assertThatThrownBy(() -> of(TWO, 0.5f).value())
        .isInstanceOf(DenpanException.class)
        .hasMessage("'churned' is a class; ask for its label");
    for (var asked :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> of(NUMBER, 0).label(),
            () -> of(NUMBER, 0).classIndex(),
            () -> of(NUMBER, 0).probability("yes"))) {
      assertThatThrownBy(asked)
          .isInstanceOf(DenpanException.class)
          .hasMessage("'price' is a number; ask for its value");
    }
  }

  @Test
  void predictionsAreTakenRowByRow() {
    Predictions three = new Predictions(THREE, new float[] {1, 0, 0, 0.1f, 0.2f, 0.7f});
    assertThat(three.rows()).isEqualTo(2);
    assertThat(three.row(0).label()).isEqualTo("blue");
    assertThat(three.row(1).outputs()).containsExactly(0.1f, 0.2f, 0.7f);
    Predictions two = new Predictions(TWO, new float[] {0.9f, 0.1f, 0.6f});
    assertThat(two.rows()).isEqualTo(3);
    assertThat(two.row(1).label()).isEqualTo("no");
  }
}
