package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static Target fit(Column column) {
    return Target.fit(table(column).withTarget(column.name()));
  }

  private static void refused(Column column, String message) {
    assertThatThrownBy(() -> fit(column)).isInstanceOf(DataException.class).hasMessage(message);
  }

  @Test
  void textsAreClassesInAlphabeticalOrderWithTheirCounts() {
    assertThat(fit(texts("label", "dog", "cat", "dog", "ant")))
        .isEqualTo(new Target.Classes("label", List.of("ant", "cat", "dog"), List.of(1, 1, 2)));
  }

  @Test
  void twoClassesNeedOneOutputAndMoreNeedOneEach() {
    assertThat(fit(texts("label", "b", "a", "b")).outputs()).isEqualTo(1);
    assertThat(fit(texts("label", "b", "a", "c")).outputs()).isEqualTo(3);
  }

  @Test
  void wholeNumbersOfFewValuesAreClassesInNumericalOrder() {
    Column.Numbers digits = numbers("digit", 200, row -> row % 11);
    assertThat(((Target.Classes) fit(digits)).classes())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
  }

  @Test
  void minusZeroIsTheClassZero() {
    assertThat(((Target.Classes) fit(numbers("label", 0.0, 1, -0.0, 1))).classes())
        .containsExactly("0", "1");
  }

  @Test
  void otherNumbersAreLearntStandardisedAndReportedInTheirUnit() {
    Target.Number target =
        (Target.Number) fit(numbers("price", 100, row -> 200_000.5 + 1_000 * (row % 50)));
    assertThat(target.outputs()).isEqualTo(1);
    assertThat(target.mean()).isCloseTo(224_500.5, within(1e-6));
    float[] encoded =
        target.encode(table(numbers("price", target.mean(), 224_500.5 + target.deviation())));
    assertThat(encoded).containsExactly(new float[] {0, 1}, within(1e-6f));
    assertThat(target.decode(encoded[1])).isCloseTo(224_500.5 + target.deviation(), within(1e-2));
  }

  @Test
  void theMajorityIsTheMostFrequentClassOfEqualsTheFirst() {
    assertThat(new Target.Classes("label", List.of("a", "b", "c"), List.of(1, 5, 3)).majority())
        .isEqualTo(1);
    assertThat(new Target.Classes("label", List.of("a", "b", "c"), List.of(5, 1, 5)).majority())
        .isZero();
  }

  @Test
  void oneClassOnlyIsRefused() {
    refused(
        texts("label", "yes", "yes"),
        "test.csv: the target 'label' is 'yes' in every training row; there is nothing to tell"
            + " apart");
  }

  @Test
  void aConstantNumberIsRefusedEvenWhereItsMeanIsRounded() {
    // the sum of 0.1/7 seven times is not 0.1
    refused(
        numbers("price", 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1),
        "the target 'price' is 0.1 in every training row; there is nothing to learn");
  }

  @Test
  void aMissingTargetIsRefusedByItsRow() {
    refused(
        texts("label", "yes", "no", "", "no"),
        "test.csv: the target 'label' is missing in row 3; leave such rows out");
    refused(
        numbers("price", 1.5, Double.NaN),
        "test.csv: the target 'price' is missing in row 2; leave such rows out");
  }

  @Test
  void aTableWithoutRowsIsRefused() {
    refused(texts("label"), "test.csv has no rows to learn from");
  }

  @Test
  void imagesAreNoTarget() {
    refused(
        new Column.Pixels("image", 1, 1, new byte[3]),
        "column 'image' of test.csv holds images; a target is a number or a class");
  }

  @Test
  void classesOfHardlyAnyRowsAreRefused() {
    refused(
        texts("name", 10_000, row -> "name " + row),
        "test.csv: the target 'name' has 10,000 classes in 10,000 training rows, fewer than 5 rows"
            + " each; is it an identifier, or a number with texts among its values?");
    assertThat(fit(texts("name", 1_000, row -> "name " + row % 200)).outputs()).isEqualTo(200);
  }

  @Test
  void classesAreEncodedAsTheirIndex() {
    Target target = fit(texts("label", "dog", "cat", "ant"));
    assertThat(target.encode(table(texts("label", "cat", "dog", "ant", "cat"))))
        .containsExactly(1, 2, 0, 1);
  }

  @Test
  void numbersServeAsTheClassesOfTheSameText() {
    Target target = fit(texts("label", "1", "2", "x"));
    assertThat(target.encode(table(numbers("label", 2, 1)))).containsExactly(1, 0);
  }

  @Test
  void aDotAtTheEndOfAClassIsOverlooked() {
    Target target = fit(texts("income", "<=50K", ">50K"));
    assertThat(target.encode(table(texts("income", ">50K.", "<=50K.", ">50K"))))
        .containsExactly(1, 0, 1);
  }

  @Test
  void aClassThatEndsWithADotIsItselfFirst() {
    Target target = fit(texts("income", "a", "a."));
    assertThat(target.encode(table(texts("income", "a.", "a")))).containsExactly(1, 0);
  }

  @Test
  void aClassThatWasNeverLearntIsRefusedWithTheNearest() {
    Target target = fit(texts("label", "dog", "cat"));
    assertThatThrownBy(() -> target.encode(table(texts("label", "cat", "dgo"))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "test.csv: row 2 of the target 'label' is 'dgo', which is none of the classes learnt;"
                + " did you mean 'dog'?");
    assertThatThrownBy(() -> target.encode(table(texts("label", "cat", ""))))
        .isInstanceOf(DataException.class)
        .hasMessage("test.csv: the target 'label' is missing in row 2; leave such rows out");
  }

  @Test
  void aTextWhereANumberWasLearntIsRefused() {
    Target target = new Target.Number("price", 0, 1);
    assertThatThrownBy(() -> target.encode(table(texts("price", "", "dear"))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "test.csv: column 'price' was a number in training, here it holds text such as 'dear'");
    assertThatThrownBy(() -> target.encode(table(texts("price"))))
        .isInstanceOf(DataException.class)
        .hasMessage("test.csv: column 'price' was a number in training, here it holds text");
  }

  @Test
  void aTargetThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Target.Classes("label", List.of("a"), List.of(1)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the target 'label' needs at least two classes");
    assertThatThrownBy(() -> new Target.Classes("label", List.of("a", "b"), List.of(1)))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> new Target.Classes("label", List.of("a", "a"), List.of(1, 1)))
        .isInstanceOf(DataException.class)
        .hasMessage("the target 'label' has the class 'a' twice");
    for (double[] wrong : new double[][] {{0, 0}, {0, -1}, {0.0 / 0, 1}, {0, 1.0 / 0}}) {
      assertThatThrownBy(() -> new Target.Number("price", wrong[0], wrong[1]))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("'price'");
    }
  }
}
