package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
  /// `id` counts the rows, `label` is one of three classes of very different sizes.
  private static Table uneven(int rows) {
    return table(
        numbers("id", rows, row -> row),
        texts("label", rows, row -> row % 100 == 0 ? "rare" : row % 10 == 0 ? "few" : "many"));
  }

  private static double[] ids(Table part) {
    return ((Column.Numbers) part.column("id")).values();
  }

  private static double[] allIds(Split split) {
    return Stream.of(split.train(), split.validation(), split.test())
        .flatMapToDouble(part -> Arrays.stream(ids(part)))
        .toArray();
  }

  private static long count(Table part, String label) {
    Column column = part.column("label");
    return IntStream.range(0, part.rows()).filter(row -> column.text(row).equals(label)).count();
  }

  @Test
  void whatIsPredictedIsDecidedOnceForAllParts() {
    // 23 different whole numbers are a number, also where the training part holds fewer
    Table table =
        Table.of(
            "t",
            List.of(numbers("y", 46, r -> Math.floor(r / 2.0)), numbers("x", 46, r -> r * 1.5)));
    Split split = Split.stratified(table, "y", 0.5, 1);
    assertThat(split.train().task()).isEqualTo(Task.NUMBER);
    assertThat(Target.fit(split.train())).isInstanceOf(Target.Number.class);
    Table few = Table.of("f", List.of(numbers("y", 40, r -> r % 5), numbers("x", 40, r -> r)));
    assertThat(Target.fit(few.withTarget("y"))).isInstanceOf(Target.Classes.class);
    assertThat(Target.fit(few.withTarget("y", Task.NUMBER))).isInstanceOf(Target.Number.class);
    Split kept = Split.stratified(few.withTarget("y", Task.NUMBER), "y", 0.5, 1);
    assertThat(kept.train().task()).isEqualTo(Task.NUMBER);
    assertThat(kept.rule()).startsWith("shuffled");
  }

  @Test
  void theRuleSaysHowRowsWereDivided() {
    Split split = Split.stratified(uneven(12_000), "label", 0.8, 42);
    assertThat(split.rule())
        .isEqualTo("stratified by label, seed 42: 8,640 train, 960 validation, 2,400 test");
    assertThat(split.train().rows()).isEqualTo(8_640);
    assertThat(split.validation().rows()).isEqualTo(960);
    assertThat(split.test().rows()).isEqualTo(2_400);
  }

  @Test
  void everyClassHasItsShareOfEveryPart() {
    Split split = Split.stratified(uneven(12_000), "label", 0.8, 42);
    assertThat(count(split.train(), "rare")).isEqualTo(86);
    assertThat(count(split.validation(), "rare")).isEqualTo(10);
    assertThat(count(split.test(), "rare")).isEqualTo(24);
    assertThat(count(split.test(), "few")).isEqualTo(216);
  }

  @Test
  void everyRowIsInOnePartAndInsideOfItTheRowsKeepTheirOrder() {
    Split split = Split.stratified(uneven(1_234), "label", 0.7, 1);
    assertThat(allIds(split)).hasSize(1_234).doesNotHaveDuplicates();
    for (Table part : List.of(split.train(), split.validation(), split.test())) {
      assertThat(ids(part)).isSorted();
      assertThat(part.target()).isEqualTo(Optional.of("label"));
    }
  }

  @Test
  void theSameSeedGivesTheSamePartsAndAnotherSeedOthers() {
    double[] once = ids(Split.stratified(uneven(500), "label", 0.8, 7).test());
    assertThat(ids(Split.stratified(uneven(500), "label", 0.8, 7).test())).isEqualTo(once);
    assertThat(ids(Split.stratified(uneven(500), "label", 0.8, 8).test())).isNotEqualTo(once);
  }

  @Test
  void thePartsOfASeedNeverChange() {
    Split split = Split.stratified(uneven(20), "label", 0.8, 42);
    assertThat(ids(split.test())).containsExactly(1, 6, 9, 14);
    assertThat(ids(split.validation())).containsExactly(11, 18);
  }

  @Test
  void aClassOfThreeRowsIsInAllParts() {
    Table table =
        table(
            numbers("id", 60, row -> row),
            texts(
                "label",
                60,
                row -> row < 3 ? "rare" : row < 5 ? "pair" : row < 6 ? "one" : "many"));
    for (int seed = 0; seed < 50; seed++) {
      Split split = Split.stratified(table, "label", 0.8, seed);
      for (Table part : List.of(split.train(), split.validation(), split.test())) {
        assertThat(count(part, "rare")).isEqualTo(1);
      }
      assertThat(count(split.train(), "pair")).isEqualTo(1);
      assertThat(count(split.test(), "pair")).isEqualTo(1);
      assertThat(count(split.train(), "one")).isEqualTo(1);
    }
  }

  @Test
  void wholeNumbersWithFewValuesAreClasses() {
    Table table = table(numbers("id", 100, r -> r), numbers("label", 100, r -> r < 10 ? 1 : -0.0));
    Split split = Split.stratified(table, "label", 0.8, 1);
    assertThat(split.rule()).startsWith("stratified by label");
    assertThat(count(split.test(), "1")).isEqualTo(2);
  }

  @Test
  void aQuantityIsShuffled() {
    Table table = table(numbers("id", 100, r -> r), numbers("label", 100, r -> r / 8.0));
    Split split = Split.stratified(table, "label", 0.8, 42);
    assertThat(split.rule()).isEqualTo("shuffled, seed 42: 72 train, 8 validation, 20 test");
    assertThat(ids(split.test())).isNotEqualTo(Arrays.copyOfRange(ids(table), 80, 100));
    assertThat(ids(Split.shuffled(table, "label", 0.8, 42).test())).isEqualTo(ids(split.test()));
  }

  @Test
  void classesAreTextsAndWholeNumbersOfFewValues() {
    assertThat(Task.of(texts("x", "a", "b"))).isEqualTo(Task.CLASSES);
    assertThat(Task.of(numbers("x", 20, r -> r))).isEqualTo(Task.CLASSES);
    assertThat(Task.of(numbers("x", 21, r -> r))).isEqualTo(Task.NUMBER);
    assertThat(Task.of(numbers("x", new double[] {1, 2.5}))).isEqualTo(Task.NUMBER);
    assertThat(Task.of(numbers("x", 1.0, Double.NaN, -0.0, 0.0))).isEqualTo(Task.CLASSES);
    assertThat(Task.of(new Column.Pixels("x", 1, 1, new byte[3]))).isEqualTo(Task.NUMBER);
  }

  @Test
  void rowsWithoutATargetAreLeftOutAndCounted() {
    Table table =
        table(numbers("id", 100, r -> r), texts("label", 100, r -> r < 10 ? "" : "c" + r % 2));
    Split split = Split.stratified(table, "label", 0.8, 42);
    assertThat(split.rule())
        .isEqualTo(
            "stratified by label, seed 42: 65 train, 7 validation, 18 test; 10 without label left"
                + " out");
    assertThat(allIds(split)).hasSize(90).doesNotContain(0, 5, 9);
  }

  @Test
  void threeRowsMakeOneOfEach() {
    Split split = Split.stratified(uneven(3), "label", 0.99, 1);
    assertThat(allIds(split)).hasSize(3);
    assertThat(split.train().rows()).isEqualTo(1);
    assertThat(split.validation().rows()).isEqualTo(1);
  }

  @Test
  void anyTableIsDividedCompletelyAndExactly() {
    Seed seed = TestSeed.draw();
    for (int trial = 0; trial < 500; trial++) {
      Seed.Stream random = seed.stream("table", trial);
      int rows = 3 + random.nextInt(60);
      int classes = 1 + random.nextInt(rows);
      double fraction = random.nextDouble(0.001, 0.999);
      Table table =
          table(
              numbers("id", rows, r -> r),
              texts("label", rows, r -> "c" + random.nextInt(1 + random.nextInt(classes))));
      Split split = Split.stratified(table, "label", fraction, trial);
      int learnt = Math.clamp(Math.round(fraction * rows), 2, rows - 1);
      String replay = "%s, trial %d".formatted(TestSeed.replay(seed), trial);
      assertThat(allIds(split)).as(replay).hasSize(rows).doesNotHaveDuplicates();
      assertThat(split.test().rows()).as(replay).isEqualTo(rows - learnt);
      assertThat(split.validation().rows())
          .as(replay)
          .isEqualTo(Math.max(1, (int) Math.rint(learnt / 10.0)));
    }
  }

  @Test
  void aGivenTestTableIsKept() {
    Table train = uneven(1_000).withTarget("label");
    Table test = uneven(300);
    Split split = Split.given(train, test, 5);
    assertThat(split.rule())
        .isEqualTo(
            "test rows as given, the others stratified by label, seed 5: 900 train, 100 validation,"
                + " 300 test");
    assertThat(ids(split.test())).isEqualTo(ids(test));
    assertThat(split.test().target()).isEqualTo(Optional.of("label"));
    assertThat(count(split.validation(), "rare")).isEqualTo(1);
  }

  @Test
  void aGivenTestTableLosesItsRowsWithoutATarget() {
    Table train = table(numbers("id", 40, r -> r), numbers("y", 40, r -> r / 3.0)).withTarget("y");
    Table test = table(numbers("id", 3, r -> r), numbers("y", new double[] {1, Double.NaN, 2}));
    Split split = Split.given(train, test, 5);
    assertThat(ids(split.test())).containsExactly(0, 2);
    assertThat(split.rule())
        .isEqualTo(
            "test rows as given, the others shuffled, seed 5: 36 train, 4 validation, 2 test; 1"
                + " without y left out");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 80, Double.NaN, Double.POSITIVE_INFINITY})
  void aFractionOutsideOfZeroToOneIsRefused(double fraction) {
    assertThatThrownBy(() -> Split.stratified(uneven(100), "label", fraction, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("between 0 and 1, such as 0.8; got " + fraction);
  }

  @Test
  void tooFewRowsAreRefusedWithHowManyAreNeeded() {
    assertThatThrownBy(() -> Split.stratified(uneven(2), "label", 0.8, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "test.csv has 2 rows with a known 'label'; train, validation and test need at least 3");
    Table one = uneven(1).withTarget("label");
    assertThatThrownBy(() -> Split.given(one, uneven(5), 1))
        .hasMessageContaining("1 rows")
        .hasMessageContaining("at least 2");
    Table unknown = table(numbers("label", Double.NaN, Double.NaN));
    assertThatThrownBy(() -> Split.given(uneven(9).withTarget("label"), unknown, 1))
        .hasMessageContaining("the test need at least 1");
    assertThatThrownBy(() -> Split.stratified(unknown, "label", 0.5, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("0 rows");
  }

  @Test
  void anUnknownTargetSuggestsTheNearest() {
    assertThatThrownBy(() -> Split.stratified(uneven(9), "lable", 0.8, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("did you mean 'label'?");
    assertThatThrownBy(() -> Split.given(uneven(9), uneven(9), 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("which column is to be predicted?");
    assertThatThrownBy(() ->
            Split.given(
                uneven(9).withTarget("label"), table(numbers("id", new double[] {1, 2})), 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column 'label'");
  }

  @Test
  void imagesAreNoTarget() {
    Table table = table(new Column.Pixels("image", 1, 1, new byte[9]));
    assertThatThrownBy(() -> Split.stratified(table, "image", 0.8, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds images");
  }
}
