package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

class SplittingTest {
  private static double[] values(Table part, String column) {
    return ((Column.Numbers) part.column(column)).values();
  }

  private static Set<String> distinct(Table part, String column) {
    Column values = part.column(column);
    Set<String> texts = new HashSet<>();
    IntStream.range(0, part.rows()).forEach(row -> texts.add(values.text(row)));
    return texts;
  }

  private static Split byTime(double fraction, Column time) {
    int rows = time.rows();
    Table table =
        table(numbers("id", rows, r -> r), numbers("y", rows, r -> r / 3.0), time)
            .withTarget("y", Task.NUMBER);
    return Split.of(table, Splitting.byTime(time.name()), fraction, 42);
  }

  @Test
  void byTimeTheTestRowsAreTheLatestAndTheValidationRowsComeBeforeThem() {
    // the time runs against the order of the rows
    Split split = byTime(0.8, numbers("when", 100, r -> 99.5 - r));
    assertThat(values(split.test(), "when"))
        .containsExactly(IntStream.range(0, 20).mapToDouble(r -> 99.5 - r).toArray());
    assertThat(values(split.validation(), "when")).hasSize(8).contains(72.5, 79.5);
    assertThat(values(split.train(), "when")).hasSize(72).contains(0.5, 71.5);
    assertThat(split.rule())
        .isEqualTo(
            "by time of when, seed 42: 72 train, 8 validation, 20 test; validation from 72.5, test"
                + " from 80.5");
  }

  @Test
  void rowsOfOneMomentAreNeverOnBothSides() {
    // ten years of ten rows: 0.83 would cut a year in two, and so would a tenth of the rest
    Split split = byTime(0.83, numbers("year", 100, r -> 2010 + r % 10));
    assertThat(distinct(split.test(), "year")).containsExactlyInAnyOrder("2018", "2019");
    assertThat(distinct(split.validation(), "year")).containsExactly("2017");
    assertThat(split.train().rows()).isEqualTo(70);
    assertThat(split.rule()).endsWith("; validation from 2017, test from 2018");
  }

  @Test
  void aMomentOfMostRowsIsLearntFromOrTestedAsTheOthersLeaveIt() {
    Split late = byTime(0.8, numbers("t", 100, r -> Math.max(r, 10)));
    assertThat(late.test().rows()).isEqualTo(20);
    // all but the first two rows are of one moment
    Split ties = byTime(0.8, numbers("t", 100, r -> Math.min(r, 2)));
    assertThat(ties.train().rows()).isEqualTo(1);
    assertThat(ties.validation().rows()).isEqualTo(1);
    assertThat(ties.test().rows()).isEqualTo(98);
  }

  @Test
  void fewerThanThreeMomentsAreRefused() {
    assertThatThrownBy(() -> byTime(0.8, numbers("t", 100, r -> r % 2)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "test.csv: 't' has 2 different times; train, validation and test need at least 3, since"
                + " rows of one time stay together");
  }

  @Test
  void timesAndTextsInIsoAreInOrderOfTime() {
    Column.Times times =
        new Column.Times(
            "t", IntStream.range(0, 50).mapToLong(r -> -r * 86_400_000_000L).toArray(), true);
    Split split = byTime(0.8, times);
    assertThat(split.rule()).endsWith("; validation from 1969-12-19, test from 1969-12-23");
    Column written = texts("t", 50, times::text);
    assertThat(byTime(0.8, written).rule()).isEqualTo(split.rule());
    assertThat(byTime(0.8, written).test().column("t").kind()).isEqualTo("text");
    Column mixed =
        texts("t", "2026-01-01 10:00", "2026-01-01T09:59:59.5", "2026-01-01T12:00+02:30");
    assertThat(values(byTime(0.5, mixed).test(), "id")).containsExactly(0);
    assertThat(values(byTime(0.5, mixed).train(), "id")).containsExactly(2);
  }

  @Test
  void aTextThatIsNoTimeIsRefusedWithItsRow() {
    assertThatThrownBy(() -> byTime(0.8, texts("when", "2026-01-01", "", "3 March 2026", "x")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "test.csv: column 'when' cannot put rows in order of time: it holds '3 March 2026' in"
                + " row 3; write times like 2026-03-09 or 2026-03-09T14:30:00, or as numbers such"
                + " as years");
  }

  @Test
  void rowsWithoutATimeOrAGroupAreLeftOutAndCounted() {
    Split split = byTime(0.8, numbers("t", 100, r -> r % 10 == 0 ? Double.NaN : r));
    assertThat(split.rule())
        .contains("65 train, 7 validation, 18 test")
        .endsWith("; 10 without t left out");
    Table table =
        table(
            texts("g", 100, r -> r < 10 ? "" : "g" + r / 5),
            texts("y", 100, r -> r % 25 == 0 ? "" : "c" + r % 2));
    assertThat(Split.of(table.withTarget("y"), Splitting.byGroup("g"), 0.8, 1).rule())
        .endsWith("; 4 without y left out; 9 without g left out");
  }

  @Test
  void aGroupIsWhollyInOnePart() {
    Seed seed = TestSeed.draw();
    for (int trial = 0; trial < 200; trial++) {
      Seed.Stream random = seed.stream("groups", trial);
      int rows = 30 + random.nextInt(200);
      int groups = 3 + random.nextInt(20);
      Table table =
          table(
              numbers("id", rows, r -> r),
              numbers("g", rows, r -> r < groups ? r : random.nextInt(groups)),
              numbers("y", rows, r -> r / 3.0));
      Split split =
          Split.of(table.withTarget("y", Task.NUMBER), Splitting.byGroup("g"), 0.7, trial);
      String replay = "%s, trial %d".formatted(TestSeed.replay(seed), trial);
      List<Set<String>> parts =
          Stream.of(split.train(), split.validation(), split.test())
              .map(part -> distinct(part, "g"))
              .toList();
      assertThat(parts).as(replay).noneMatch(Set::isEmpty);
      assertThat(parts.stream().mapToInt(Set::size).sum()).as(replay).isEqualTo(groups);
      assertThat(split.train().rows() + split.validation().rows() + split.test().rows())
          .as(replay)
          .isEqualTo(rows);
    }
  }

  @Test
  void partsOfWholeGroupsAreAsLargeAsAskedWhereGroupsAreSmall() {
    Table table =
        table(numbers("g", 1_000, r -> Math.floor(r / 3.0)), texts("y", 1_000, r -> "c" + r % 2));
    Split split = Split.of(table.withTarget("y"), Splitting.byGroup("g"), 0.8, 5);
    assertThat(split.test().rows()).isBetween(198, 202);
    assertThat(split.validation().rows()).isBetween(78, 82);
    assertThat(split.rule()).startsWith("by group of g, seed 5: ").contains("; groups: ");
    Split again = Split.of(table.withTarget("y"), Splitting.byGroup("g"), 0.8, 5);
    assertThat(values(again.test(), "g")).isEqualTo(values(split.test(), "g"));
    Split other = Split.of(table.withTarget("y"), Splitting.byGroup("g"), 0.8, 6);
    assertThat(values(other.test(), "g")).isNotEqualTo(values(split.test(), "g"));
  }

  @Test
  void aHugeGroupIsLearntFromAndTwoGroupsAreTooFew() {
    Table huge =
        table(numbers("g", 100, r -> Math.max(0, r - 95)), numbers("y", 100, r -> r / 3.0));
    Split split = Split.of(huge.withTarget("y", Task.NUMBER), Splitting.byGroup("g"), 0.8, 5);
    assertThat(split.train().rows()).isGreaterThanOrEqualTo(96);
    Table two = table(numbers("g", 100, r -> r % 2), numbers("y", 100, r -> r / 3.0));
    assertThatThrownBy(
            () -> Split.of(two.withTarget("y", Task.NUMBER), Splitting.byGroup("g"), 0.8, 5))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "test.csv: 'g' has 2 different groups; train, validation and test need at least 3,"
                + " since a group stays together");
  }

  @Test
  void theTargetDividesNothing() {
    Table table = table(numbers("y", 9, r -> r / 3.0)).withTarget("y");
    assertThatThrownBy(() -> Split.of(table, Splitting.byTime("y"), 0.8, 1))
        .hasMessageContaining("'y' is the target and cannot be the time of its rows too");
    assertThatThrownBy(() -> Split.of(table, Splitting.byGroup("z"), 0.8, 1))
        .hasMessageContaining("has no column 'z'");
  }

  @Test
  void aGroupInBothGivenPartsIsRefusedWithTheCount() {
    Table train = table(texts("g", 20, r -> "g" + r / 4), numbers("y", 20, r -> r / 3.0));
    Table test = table(texts("g", "g4", "g7", "g4", "g0", "g8"), numbers("y", 5, r -> r / 7.0));
    Table aimed = train.withTarget("y", Task.NUMBER);
    assertThatThrownBy(() -> Split.given(aimed, test, Splitting.byGroup("g"), 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "3 of 5 test rows are of 2 groups of 'g' that are learnt from too, such as 'g0'");
    assertThat(Split.given(aimed, test, 1).test().rows()).isEqualTo(5);
    Split split = Split.given(aimed, test.select(new int[] {1, 4}), Splitting.byGroup("g"), 1);
    assertThat(split.rule())
        .startsWith(
            "test rows as given, the others by group of g, seed 1: 16 train, 4 validation, 2");
  }

  @Test
  void givenTestRowsMustBeLaterWhereRowsAreDividedByTime() {
    Table train =
        table(numbers("t", 20, r -> r), numbers("y", 20, r -> r / 3.0))
            .withTarget("y", Task.NUMBER);
    Table late = table(numbers("t", 5, r -> 19 + r), numbers("y", 5, r -> r / 7.0));
    assertThatThrownBy(() -> Split.given(train, late, Splitting.byTime("t"), 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "1 of 5 test rows are not later than the last row to learn from, of 't' 19");
    Table later = late.select(new int[] {1, 2, 3});
    Split split = Split.given(train, later, Splitting.byTime("t"), 1);
    assertThat(values(split.validation(), "t")).containsExactly(18, 19);
  }

  @Test
  void aRulePrintsTheCodeThatMakesIt() {
    assertThat(
            Arrays.asList(
                Splitting.byTime("sold"),
                Splitting.stratified(),
                Splitting.byGroup("a b"),
                Splitting.shuffled()))
        .hasToString("[byTime(\"sold\"), stratified(), byGroup(\"a b\"), shuffled()]");
  }
}
