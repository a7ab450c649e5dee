package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final Encoder ENCODER =
      new Encoder(
          List.of(
              new NumberTransform.Standardize("age", 40, 10, true),
              new TextTransform.OneHot("plan", List.of("blue", "gold"), false)),
          new Target.Classes("churned", List.of("no", "yes"), List.of(1, 1)),
          List.of(new LeftOut("id", "only counts the rows")));

  private static final Table TABLE =
      table(
          texts("churned", "no", "yes", "no"),
          texts("plan", "gold", "blue", "red"),
          numbers("age", 50, Double.NaN, 30));

  @Test
  void columnsAreFoundByNameWhateverTheirOrder() {
    Examples examples = ENCODER.encode(TABLE);
    assertThat(examples.rows()).isEqualTo(3);
    assertThat(examples.width()).isEqualTo(4);
    assertThat(examples.targets()).containsExactly(0, 1, 0);
    Batch batch = new Batch(3, 4, 1);
    examples.fill(new int[] {0, 1, 2}, 0, 3, batch);
    assertThat(batch.rows()).isEqualTo(3);
    assertThat(batch.inputs()).containsExactly(1, 0, 0, 1, 0, 1, 1, 0, -1, 0, 0, 0);
    assertThat(batch.targets()).containsExactly(0, 1, 0);
  }

  @Test
  void aBatchTakesAPartOfAnOrder() {
    Batch batch = new Batch(4, 4, 1);
    Arrays.fill(batch.inputs(), 7);
    ENCODER.encode(TABLE).fill(new int[] {0, 0, 2, 1, 0}, 2, 2, batch);
    assertThat(batch.rows()).isEqualTo(2);
    assertThat(batch.inputs()).containsExactly(-1, 0, 0, 0, 0, 1, 1, 0, 7, 7, 7, 7, 7, 7, 7, 7);
    assertThat(batch.targets()).startsWith(0, 1);
  }

  @Test
  void aBatchTakesTheWeightsOfItsRows() {
    Batch batch = new Batch(2, 4, 1);
    Table weighted =
        table(
            TABLE.column("churned"),
            TABLE.column("plan"),
            TABLE.column("age"),
            numbers("w", 0, 2, 0.5));
    ENCODER.encode(weighted.withWeights("w")).fill(new int[] {2, 1}, 0, 2, batch);
    assertThat(batch.weights()).containsExactly(0.5f, 2);
    ENCODER.encode(weighted).fill(new int[] {2, 1}, 0, 2, batch);
    assertThat(batch.weights()).containsExactly(1, 1);
    ENCODER.encode(weighted).withWeights(new float[] {7, 8, 9}).fill(new int[] {2, 1}, 0, 2, batch);
    assertThat(batch.weights()).containsExactly(9, 8);
    assertThatThrownBy(() -> ENCODER.encode(weighted).withWeights(new float[2]))
        .isInstanceOf(DataException.class)
        .hasMessage("test.csv has 3 rows, got 2 weights");
  }

  @Test
  void theTargetIsNotNeededToPredict() {
    Table without = table(TABLE.column("plan"), TABLE.column("age"));
    Examples examples = ENCODER.encodeInputs(without);
    assertThat(examples.targets()).isEmpty();
    Batch batch = new Batch(1, 4, 1);
    examples.fill(new int[] {2}, 0, 1, batch);
    assertThat(batch.inputs()).containsExactly(-1, 0, 0, 0);
    assertThatThrownBy(() -> ENCODER.encode(without))
        .isInstanceOf(DataException.class)
        .hasMessage("test.csv has no column 'churned'; known: plan, age");
  }

  @Test
  void aColumnThatIsLackingIsNamedWithTheNearest() {
    assertThatThrownBy(() -> ENCODER.encodeInputs(table(numbers("Age", 1), texts("plan", "blue"))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "test.csv lacks the column 'age' that the model was trained on; did you mean 'Age'?");
    assertThatThrownBy(() -> ENCODER.encodeInputs(table(numbers("age", 1))))
        .isInstanceOf(DataException.class)
        .hasMessage("test.csv lacks the column 'plan' that the model was trained on; known: age");
  }

  @Test
  void moreColumnsThanTheModelKnowsDoNotMatter() {
    Table more = table(numbers("id", 1), numbers("age", 40), texts("plan", "blue"));
    assertThat(ENCODER.encodeInputs(more).width()).isEqualTo(4);
  }

  @Test
  void fillingAllocatesNothing() {
    Examples examples = ENCODER.encode(TABLE);
    Batch batch = new Batch(3, 4, 1);
    int[] order = {2, 1, 0};
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().threadId();
    long allocated = Long.MAX_VALUE;
    for (int trial = 0; trial < 20; trial++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < 1_000; i++) {
        examples.fill(order, 0, 3, batch);
      }
      allocated = Math.min(allocated, threads.getThreadAllocatedBytes(id) - before);
    }
    // the measuring itself may cost a little; one object a fill would be 16,000 bytes
    assertThat(allocated).isLessThan(1_000);
  }
}
