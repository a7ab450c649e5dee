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
}
