package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Column age = new Column.Numbers("age", new double[] {1, 2, 3});
  private final Column sex = new Column.Categories("sex", List.of("f", "m"), new int[] {0, 1, 0});
  private final Table people = Table.of("people.csv", List.of(age, sex));

  @Test
  void columnsAreFoundByTheirNames() {
    assertThat(people.rows()).isEqualTo(3);
    assertThat(people.column("sex")).isSameAs(sex);
    assertThat(people.find("Sex")).isEmpty();
  }

  @Test
  void aTableWithoutColumnsHasNoRows() {
    assertThat(Table.of("nothing", List.of()).rows()).isZero();
  }

  @Test
  void aWrongColumnIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> people.column("Aeg"))
        .isInstanceOf(DataException.class)
        .hasMessage("people.csv has no column 'Aeg'; did you mean 'age'?");
    assertThatThrownBy(() -> people.withTarget("income"))
        .isInstanceOf(DataException.class)
        .hasMessage("people.csv has no column 'income'; known: age, sex");
  }

  @Test
  void theTargetMustBeNamedBeforeItCanBePredicted() {
    assertThatThrownBy(people::targetColumn)
        .isInstanceOf(DataException.class)
        .hasMessage("people.csv: which column is to be predicted? Name it; columns: age, sex");
    assertThat(people.withTarget("sex").targetColumn()).isSameAs(sex);
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    assertThatThrownBy(() -> Table.of("people.csv", List.of(age, sex, age)))
        .isInstanceOf(DataException.class)
        .hasMessage("people.csv: two columns are called 'age'; rename one of them");
  }

  @Test
  void columnsOfDifferentLengthAreRefused() {
    Column shorter = new Column.Numbers("height", new double[] {1, 2});
    assertThatThrownBy(() -> Table.of("people.csv", List.of(age, shorter)))
        .isInstanceOf(DataException.class)
        .hasMessage("people.csv: column 'age' has 3 rows, column 'height' has 2");
  }

  @Test
  void aSelectionKeepsNameTargetAndTheRowsTogether() {
    Table two = people.withTarget("sex").select(new int[] {2, 1});
    assertThat(two.name()).isEqualTo("people.csv");
    assertThat(two.target()).contains("sex");
    assertThat(two.column("age").text(0)).isEqualTo("3");
    assertThat(two.column("sex").text(0)).isEqualTo("f");
    assertThat(two.column("age").text(1)).isEqualTo("2");
    assertThat(two.column("sex").text(1)).isEqualTo("m");
  }

  @Test
  void weightsStayWithTheRowsAndTheTarget() {
    Table weighted = people.withWeights("age").withTarget("sex");
    assertThat(weighted.weights()).contains("age");
    assertThat(weighted.select(new int[] {2, 0}).weights()).contains("age");
    assertThat(people.weights()).isEmpty();
    assertThat(Split.shuffled(weighted, "sex", 0.7, 1).train().weights()).contains("age");
  }

  @Test
  void whatCannotBeAWeightIsRefusedWithTableRowAndValue() {
    refused(
        "sex", "people.csv: the weights 'sex' must be numbers; the column holds text such as 'f'");
    refused("wages", "people.csv has no column 'wages'; did you mean 'age'?");
    assertThatThrownBy(() -> people.withTarget("age").withWeights("age"))
        .isInstanceOf(DataException.class)
        .hasMessage("people.csv: 'age' is the target; the weights need a column of their own");
    refusedValues(
        "0 in all rows",
        "the weights 'w' of all 3 rows are 0; at least one row must count",
        0,
        0,
        0);
    refusedValues(
        "negative",
        "the weight 'w' is -1.5 in row 2; a weight is a finite number of at least 0",
        1,
        -1.5,
        0);
    refusedValues(
        "missing",
        "the weight 'w' is missing in row 3; a weight is a finite number of at least 0",
        1,
        0,
        Double.NaN);
    refusedValues(
        "more than a float holds",
        "the weight 'w' is 1.0E300 in row 1; a weight is a finite number of at least 0",
        1e300,
        1,
        1);
  }

  private void refusedValues(String what, String message, double... values) {
    Table table = Table.of("w.csv", List.of(new Column.Numbers("w", values)));
    assertThatThrownBy(() -> table.withWeights("w"))
        .as(what)
        .isInstanceOf(DataException.class)
        .hasMessage("w.csv: " + message);
  }

  private void refused(String column, String message) {
    assertThatThrownBy(() -> people.withWeights(column))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }
}
