package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.denpan.data.DataException;
import org.denpan.data.Row;
import org.denpan.data.Table;
import org.junit.jupiter.api.Test;

class PredictRowTest {
  private static final Model MODEL = Models.classifier();

  @Test
  void aRowIsPredictedAsInATable() {
    Predictions predictions = MODEL.predict(Models.customers());
    assertThat(MODEL.predict(Row.of("age", 20, "plan", "gold")).outputs())
        .containsExactly(predictions.row(0).outputs());
    assertThat(MODEL.predict(Row.of("plan", "blue", "age", Double.NaN)).outputs())
        .containsExactly(predictions.row(1).outputs());
    assertThat(MODEL.predict(Row.of("age", 1_000_000, "plan", "")).outputs())
        .containsExactly(predictions.row(3).outputs());
  }

  @Test
  void probabilitiesOfAllClassesAddUpToOne() {
    Prediction prediction = MODEL.predict(Row.of("age", 20, "plan", "gold"));
    float sum =
        prediction.probability("maybe")
            + prediction.probability("no")
            + prediction.probability("yes");
    assertThat(sum).isBetween(1 - 1e-6f, 1 + 1e-6f);
  }

  @Test
  void anEmptyTextIsAMissingNumberToo() {
    assertThat(MODEL.predict(Row.of("age", "", "plan", "blue")).outputs())
        .containsExactly(MODEL.predict(Row.of("age", Double.NaN, "plan", "blue")).outputs());
  }

  @Test
  void whatTheModelLeavesOutMayBeGiven() {
    assertThat(MODEL.predict(Row.of("age", 20, "plan", "gold", "id", 7, "churned", "no")).outputs())
        .containsExactly(MODEL.predict(Row.of("age", 20, "plan", "gold")).outputs());
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> MODEL.predict(Row.of("age", 20)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the row lacks the column 'plan' that the model was trained on; a row needs age, plan");
    assertThatThrownBy(() -> MODEL.predict(Row.of()))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the row lacks the column 'age' that the model was trained on");
  }

  @Test
  void aRenamedColumnIsNamedWithTheNearest() {
    assertThatThrownBy(() -> MODEL.predict(Row.of("Age", 20, "plan", "gold")))
        .isInstanceOf(DataException.class)
        .hasMessage("the row has 'Age', which the model does not know; did you mean 'age'?");
  }

  @Test
  void anUnknownColumnIsRefused() {
    assertThatThrownBy(() -> MODEL.predict(Row.of("age", 20, "plan", "gold", "height", 180)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the row has 'height', which the model does not know; known: age, plan, id, churned");
  }

  @Test
  void aTextWhereANumberWasLearntIsRefused() {
    assertThatThrownBy(() -> MODEL.predict(Row.of("age", "old", "plan", "gold")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the row: column 'age' was a number in training, here it holds text such as 'old'");
  }

  @Test
  void aTableMayHaveMoreColumnsAndNoTarget() {
    Table table = table(numbers("height", 180), texts("plan", "gold"), numbers("age", 20));
    assertThat(MODEL.predict(table).outputs())
        .containsExactly(MODEL.predict(Row.of("age", 20, "plan", "gold")).outputs());
  }

  @Test
  void aTableWithoutRowsHasNoPredictions() {
    assertThat(MODEL.predict(Models.customers().select(new int[0])).rows()).isZero();
  }

  @Test
  void manyThreadsMayAskOneModel() throws Exception {
    float[] expected = MODEL.predict(Row.of("age", 20, "plan", "gold")).outputs();
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<float[]>> answers =
          IntStream.range(0, 200)
              .mapToObj(i ->
                  threads.submit(() -> MODEL.predict(Row.of("age", 20, "plan", "gold")).outputs()))
              .toList();
      for (Future<float[]> answer : answers) {
        assertThat(answer.get()).containsExactly(expected);
      }
    }
  }
}
