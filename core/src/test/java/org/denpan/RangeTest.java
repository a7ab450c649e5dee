package org.denpan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {
  @Test
  void whatIsOutOfRangeIsSaidWithTheRange() {
    assertThatThrownBy(() -> Range.check(false, "dropout: the rate", 1.0, "in [0, 1)"))
        .isInstanceOf(DenpanException.class)
        .hasMessage("dropout: the rate must be in [0, 1), got 1.0");
    assertThatCode(() -> Range.check(true, "the rate", 0, "in [0, 1)")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aPositiveNumberIsAboveZeroAndFinite(double value) {
    assertThatThrownBy(() -> Range.checkPositive("epsilon", value))
        .hasMessage("epsilon must be positive, got " + value);
    assertThatCode(() -> Range.checkPositive("epsilon", Double.MIN_VALUE))
        .doesNotThrowAnyException();
  }
}
