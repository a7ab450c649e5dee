package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.DenpanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopRuleTest {
  /// Epochs, each `+` a best one so far.
  private static List<TrainingEvent.EpochEnded> epochs(String marks) {
    List<TrainingEvent.EpochEnded> epochs = new ArrayList<>();
    for (int i = 0; i < marks.length(); i++) {
      epochs.add(
          new TrainingEvent.EpochEnded(
              i + 1, 99, 0.5, Map.of(), 0.1, 1, 100, i, 99 - i, marks.charAt(i) == '+'));
    }
    return epochs;
  }

  @ParameterizedTest
  @CsvSource({
    "+, 0",
    "+-, 0",
    "+--, 2",
    "+--+, 0",
    "+---, 3",
    "+-+-, 0",
    "+-+--, 2",
    "-, 0", // a user's epochs may begin without a best one
    "--, 2"
  })
  void patienceOfTwoEpochsEndsAfterTwoWithoutABestOne(String marks, int waited) {
    assertThat(StopRule.patience(2).afterEpoch(epochs(marks)))
        .isEqualTo(
            waited == 0
                ? Optional.empty()
                : Optional.of("val_loss did not improve for " + waited + " epochs"));
  }

  @Test
  void onlyPatienceLooksAtValidationAndOnlyARequestEndsAnEpochEarly() {
    StopRule patience = StopRule.patience(1);
    StopRule asked = StopRule.when("enough", () -> true);
    StopRule notAsked = StopRule.when("enough", () -> false);
    assertThat(patience.needsValidation()).isTrue();
    assertThat(asked.needsValidation()).isFalse();
    assertThat(patience.afterStep()).isEmpty();
    assertThat(asked.afterStep()).contains("enough");
    assertThat(notAsked.afterStep()).isEmpty();
    assertThat(asked.afterEpoch(epochs("+---"))).isEmpty();
    assertThat(patience.afterEpoch(epochs("+-"))).isPresent();
  }

  @Test
  void patienceIsAtLeastOneEpoch() {
    assertThatThrownBy(() -> StopRule.patience(0))
        .isInstanceOf(DenpanException.class)
        .hasMessage("patience must be at least 1 epoch, got 0");
  }
}
