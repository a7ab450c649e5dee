package org.denpan.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.denpan.DenpanException;
import org.denpan.search.Halving.Rung;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rungs worked out by hand.
class HalvingTest {
  @Test
  void ofFiftyTrialsSixteenAndThenFiveGoOn() {
    Halving plan = new Halving(50, 20, 2, 3);

    assertThat(plan.rungs()).containsExactly(new Rung(2, 50), new Rung(7, 16), new Rung(20, 5));
    assertThat(plan.epochsInAll()).isEqualTo(100 + 112 + 100);
  }

  /// The bracket s = 4 of Li et al. 2018, table 1: R = 81, η = 3.
  @Test
  void aPowerGivesTheBracketOfThePaper() {
    assertThat(new Halving(81, 81, 1, 3).rungs())
        .containsExactly(
            new Rung(1, 81), new Rung(3, 27), new Rung(9, 9), new Rung(27, 3), new Rung(81, 1));
  }

  @Test
  void thereAreNoMoreRungsThanTrialsReach() {
    assertThat(new Halving(2, 100, 1, 3).rungs()).containsExactly(new Rung(100, 2));
    assertThat(new Halving(8, 90, 1, 3).rungs()).containsExactly(new Rung(30, 8), new Rung(90, 2));
    assertThat(new Halving(1, 5, 1, 2).rungs()).containsExactly(new Rung(5, 1));
  }

  @Test
  void withoutRoomBelowItIsRandomSearch() {
    assertThat(new Halving(30, 20, 20, 3).rungs()).containsExactly(new Rung(20, 30));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 20, 2, 3, 'trials must be at least 1, got 0'",
    "50, 0, 2, 3, 'epochs must be at least 1, got 0'",
    "50, 20, 0, 3, 'min-epochs must be at least 1, got 0'",
    "50, 20, 2, 1, 'eta must be at least 2, got 1'",
    "50, 20, 21, 3, 'min-epochs must be at most epochs, 20, got 21'",
  })
  void refusesWhatIsNoPlan(int trials, int epochs, int least, int factor, String message) {
    assertThatThrownBy(() -> new Halving(trials, epochs, least, factor))
        .isInstanceOf(DenpanException.class)
        .hasMessage(message);
  }
}
