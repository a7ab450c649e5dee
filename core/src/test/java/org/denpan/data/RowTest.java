package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {
  @Test
  void namesWithoutAValueAreRefused() {
    assertThatThrownBy(() -> Row.of("age", 42, "plan"))
        .isInstanceOf(DataException.class)
        .hasMessage("Row.of takes names and values in turn, got 3 arguments");
  }

  @Test
  void aNameMustBeAText() {
    assertThatThrownBy(() -> Row.of("age", 42, 43, "plan"))
        .isInstanceOf(DataException.class)
        .hasMessage("Row.of: argument 3 should be a column's name, got 43");
    assertThatThrownBy(() -> Row.of(null, 42))
        .isInstanceOf(DataException.class)
        .hasMessage("Row.of: argument 1 should be a column's name, got null");
  }

  @Test
  void aNameMayStandOnlyOnce() {
    assertThatThrownBy(() -> Row.of("age", 42, "age", 43))
        .isInstanceOf(DataException.class)
        .hasMessage("Row.of: 'age' is given twice");
  }

  @Test
  void aValueMustBeANumberATextOrABoolean() {
    assertThatThrownBy(() -> Row.of("age", null))
        .isInstanceOf(DataException.class)
        .hasMessage("the value of 'age' should be a number, a text or a boolean, got null");
    assertThatThrownBy(() -> new Row(Map.of("age", List.of(1))))
        .isInstanceOf(DataException.class)
        .hasMessage("the value of 'age' should be a number, a text or a boolean, got [1]");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void anInfiniteNumberIsRefused(double infinite) {
    assertThatThrownBy(() -> Row.of("age", infinite))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the value of 'age' is " + infinite + "; a number must be finite, or NaN for missing");
  }
}
