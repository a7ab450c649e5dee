package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
  @Test
  void widthsFollowFromTheRows() {
    Batch batch = Batch.of(new float[] {1, 2, 3, 4, 5, 6}, new float[] {0, 1}, 2);
    assertThat(batch.rows()).isEqualTo(2);
    assertThat(batch.capacity()).isEqualTo(2);
    assertThat(batch.width()).isEqualTo(3);
    assertThat(batch.targetWidth()).isEqualTo(1);
    assertThat(batch.inputs()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(batch.targets()).containsExactly(0, 1);
  }

  @Test
  void theCallersArraysAreCopied() {
    float[] inputs = {1, 2};
    Batch batch = Batch.of(inputs, new float[] {0}, 1);
    inputs[0] = 9;
    assertThat(batch.inputs()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 4})
  void numbersThatDoNotMakeTheseRowsAreRefused(int rows) {
    assertThatThrownBy(() -> Batch.of(new float[6], new float[2], rows))
        .isInstanceOf(DataException.class)
        .hasMessage("6 inputs and 2 targets do not make " + rows + " rows");
  }

  @Test
  void aBatchMayBeFilledInPart() {
    Batch batch = new Batch(8, 3, 1);
    assertThat(batch.rows()).isZero();
    assertThat(batch.capacity()).isEqualTo(8);
    batch.rows(5);
    assertThat(batch.rows()).isEqualTo(5);
    assertThat(batch.capacity()).isEqualTo(8);
  }
}
