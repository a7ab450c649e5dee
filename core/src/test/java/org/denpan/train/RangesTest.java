package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The edges of every range: what stands on them is let in or kept out as the message says.
class RangesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "momentum 0.1 0",
        "nesterov 0.1 0",
        "rmsprop 0.1 0 0",
        "adam 0.1 0 0 0",
        "adamw 0.1 0 0 0 0"
      })
  void optimizersTakeTheEdgesOfTheirRanges(String words) {
    assertThat(Family.of(Optimizer.class).parse(words)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd 0",
        "sgd Infinity",
        "momentum 0",
        "momentum 0.1 1",
        "momentum 0.1 -0.1",
        "nesterov 0",
        "nesterov 0.1 1",
        "nesterov 0.1 -0.1",
        "rmsprop 0",
        "rmsprop 0.1 1",
        "rmsprop 0.1 -0.1",
        "rmsprop 0.1 0.9 -0.1",
        "rmsprop 0.1 0.9 Infinity",
        "adam 0",
        "adam 0.1 1",
        "adam 0.1 -0.1",
        "adam 0.1 0.9 1",
        "adam 0.1 0.9 -0.1",
        "adam 0.1 0.9 0.9 -0.1",
        "adam 0.1 0.9 0.9 Infinity",
        "adamw 0",
        "adamw 0.1 1",
        "adamw 0.1 0.9 1",
        "adamw 0.1 0.9 0.9 -0.1",
        "adamw 0.1 0.9 0.9 0.1 -0.1",
        "adamw 0.5 0.9 0.9 0.1 2"
      })
  void optimizersRefuseWhatIsBeyond(String words) {
    assertThatThrownBy(() -> Family.of(Optimizer.class).parse(words))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining(" must be ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step 1 1",
        "exponential 1",
        "cosine 0",
        "onecycle 0.5 1 0",
        "onecycle 0.5 0.1 1",
        "plateau 0.5 1"
      })
  void schedulesTakeTheEdgesOfTheirRanges(String words) {
    assertThat(Family.of(Schedule.class).parse(words)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step 0 0.5",
        "step 1 0",
        "step 1 1.1",
        "exponential 0",
        "exponential 1.1",
        "cosine 1",
        "cosine -0.1",
        "onecycle 0",
        "onecycle 1",
        "onecycle 0.5 0",
        "onecycle 0.5 1.1",
        "onecycle 0.5 0.1 -0.1",
        "onecycle 0.5 0.1 1.1",
        "warmup 0",
        "warmup Infinity",
        "plateau 0",
        "plateau 1",
        "plateau 0.5 0"
      })
  void schedulesRefuseWhatIsBeyond(String words) {
    assertThatThrownBy(() -> Family.of(Schedule.class).parse(words))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining(" must be ");
  }

  @Test
  void whatIsPrintedIsShortForUsualSettingsAlone() {
    assertThat(new Optimizer.Adam(0.1, 0.9, 0.999, 1e-8, true)).hasToString("adam(0.1)");
    assertThat(new Optimizer.Adam(0.1, 0.9, 0.999, 1e-8, false))
        .hasToString("new Adam(0.1, 0.9, 0.999, 1.0E-8, false)");
    assertThat(new Schedule.Cosine(0)).hasToString("cosine()");
    assertThat(new Schedule.Cosine(0.1)).hasToString("new Cosine(0.1)");
  }

  @Test
  void aTrainerTakesTheEdgesOfItsRanges() {
    Trainer trainer = Trainer.of(Network.of());
    assertThatCode(() -> trainer.l2(0).epochs(1).batchSize(1).threads(1).patience(1))
        .doesNotThrowAnyException();
    for (double wrong : List.of(-0.1, Double.NaN, Double.POSITIVE_INFINITY)) {
      assertThatThrownBy(() -> trainer.l2(wrong)).hasMessageContaining("got " + wrong);
    }
  }
}
