package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.List;
import java.util.Optional;
import org.denpan.data.TableSummary.Count;
import org.denpan.data.TableSummary.Range;
import org.junit.jupiter.api.Test;

class TableSummaryTest {
  private static TableSummary.ColumnSummary summary(Column column) {
    return TableSummary.of(table(column)).columns().getFirst();
  }

  @Test
  void theTableIsSummarisedColumnByColumn() {
    Table table = table(numbers("x", 3, r -> r), texts("y", "a", "b", "a")).withTarget("y");
    TableSummary summary = TableSummary.of(table);
    assertThat(summary.name()).isEqualTo("test.csv");
    assertThat(summary.rows()).isEqualTo(3);
    assertThat(summary.target()).contains("y");
    assertThat(summary.columns())
        .extracting(c -> c.name() + " " + c.kind())
        .containsExactly("x number", "y text");
  }

  @Test
  void quantitiesHaveARange() {
    assertThat(summary(numbers("x", 0.5, Double.NaN, 2, 0.5)))
        .isEqualTo(
            new TableSummary.Numbers(
                "x", "number", 1, 2, Optional.of(new Range(0.5, 1, 2)), List.of()));
  }

  @Test
  void wholeNumbersWithFewValuesAreCountedToo() {
    assertThat(summary(numbers("x", 3.0, 1, 3, -0.0, 0)))
        .isEqualTo(
            new TableSummary.Numbers(
                "x",
                "number",
                0,
                3,
                Optional.of(new Range(0, 1.4, 3)),
                List.of(new Count("0", 2), new Count("3", 2), new Count("1", 1))));
  }

  @Test
  void numbersThatAreAllMissingHaveNoRange() {
    assertThat(summary(numbers("x", Double.NaN, Double.NaN)))
        .isEqualTo(new TableSummary.Numbers("x", "number", 2, 0, Optional.empty(), List.of()));
  }

  @Test
  void hugeNumbersHaveAMean() {
    double huge = Double.MAX_VALUE;
    var numbers = (TableSummary.Numbers) summary(numbers("x", huge, huge, huge / 2));
    assertThat(numbers.range().orElseThrow().mean()).isBetween(0.83 * huge, 0.84 * huge);
  }

  @Test
  void textsAreCountedTheMostFrequentFirst() {
    assertThat(summary(texts("y", "b", "", "c", "a", "c")))
        .isEqualTo(
            new TableSummary.Texts(
                "y",
                "text",
                1,
                3,
                List.of(new Count("c", 2), new Count("a", 1), new Count("b", 1))));
  }

  @Test
  void textsThatNoRowHasAreNotCounted() {
    Column column = texts("y", "a", "b", "b").select(new int[] {1, 2});
    assertThat(summary(column))
        .isEqualTo(new TableSummary.Texts("y", "text", 0, 1, List.of(new Count("b", 2))));
  }

  @Test
  void onlyTenFrequentTextsAreListed() {
    var texts = (TableSummary.Texts) summary(texts("y", 40, row -> "t" + row));
    assertThat(texts.distinct()).isEqualTo(40);
    assertThat(texts.frequent()).hasSize(10);
  }

  @Test
  void imagesHaveASizeAndAMean() {
    byte[] pixels = {0, (byte) 255, 100, (byte) 145, 0, 0, 0, 0, 0, 0, 0, 100};
    assertThat(summary(new Column.Pixels("image", 2, 3, pixels)))
        .isEqualTo(new TableSummary.Images("image", "pixels", 0, 2, 3, 50));
  }
}
