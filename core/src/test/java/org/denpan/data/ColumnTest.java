package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTest {
  private final Column.Numbers ages = new Column.Numbers("age", new double[] {42, Double.NaN, 0.5});
  private final Column.Categories plans =
      new Column.Categories(
          "plan", List.of("gold", "blue"), new int[] {1, Column.Categories.MISSING, 0});
  private final Column.Pixels images =
      new Column.Pixels("image", 1, 2, new byte[] {0, 1, 2, 3, 4, 5});

  @ParameterizedTest
  @CsvSource({
    "3, 3",
    "-3, -3",
    "0, 0",
    "-0.0, 0",
    "0.5, 0.5",
    "1e14, 100000000000000",
    "1e15, 1.0E15",
    "0.1, 0.1",
    "1e-7, 1.0E-7",
    "-2.25, -2.25"
  })
  void aNumberIsWrittenAsAPersonWould(double value, String text) {
    assertThat(Column.Numbers.format(value)).isEqualTo(text);
  }

  @Test
  void notANumberIsMissing() {
    assertThat(ages.rows()).isEqualTo(3);
    assertThat(ages.missing(0)).isFalse();
    assertThat(ages.missing(1)).isTrue();
    assertThat(ages.text(0)).isEqualTo("42");
    assertThat(ages.text(1)).isEmpty();
    assertThat(ages.text(2)).isEqualTo("0.5");
  }

  @Test
  void aCategoryIsItsWordInTheDictionary() {
    assertThat(plans.rows()).isEqualTo(3);
    assertThat(plans.text(0)).isEqualTo("blue");
    assertThat(plans.missing(1)).isTrue();
    assertThat(plans.text(1)).isEmpty();
    assertThat(plans.text(2)).isEqualTo("gold");
  }

  @Test
  void imagesLieOneAfterTheOther() {
    assertThat(images.size()).isEqualTo(2);
    assertThat(images.rows()).isEqualTo(3);
    assertThat(images.missing(1)).isFalse();
    assertThat(images.text(1)).isEqualTo("image 1×2");
  }

  @Test
  void aRowThatIsNoImageIsRefused() {
    assertThatThrownBy(() -> new Column.Pixels("image", 1, 2, new byte[6], new int[] {2, 3}))
        .isInstanceOf(DataException.class)
        .hasMessage("column 'image': row 2 is image 4 of 3");
  }

  @Test
  void selectedImagesShareTheBytes() {
    assertThat(images.select(new int[] {1}).values()).isSameAs(images.values());
  }

  @Test
  void aSelectionHasTheRowsInTheOrderAskedForAlsoTwice() {
    int[] rows = {2, 0, 2};
    assertThat(ages.select(rows).values()).containsExactly(0.5, 42, 0.5);
    assertThat(plans.select(rows).codes()).containsExactly(0, 1, 0);
    assertThat(plans.select(rows).dictionary()).isEqualTo(plans.dictionary());
    assertThat(images.select(rows).order()).containsExactly(2, 0, 2);
    assertThat(images.select(rows).select(new int[] {1, 0}).order()).containsExactly(0, 2);
    assertThat(images.select(rows).start(2)).isEqualTo(4);
    assertThat(images.select(rows).name()).isEqualTo("image");
    assertThat(ages.select(new int[0]).rows()).isZero();
  }
}
