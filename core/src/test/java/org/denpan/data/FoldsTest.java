package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

class FoldsTest {
  private static double[] values(Table part, String column) {
    return ((Column.Numbers) part.column(column)).values();
  }

  private static double[] tested(List<Split> splits) {
    return splits.stream()
        .flatMapToDouble(s -> Arrays.stream(values(s.test(), "id")))
        .sorted()
        .toArray();
  }

  private static double[] ids(Split split) {
    return Stream.of(split.train(), split.validation(), split.test())
        .flatMapToDouble(part -> Arrays.stream(values(part, "id")))
        .sorted()
        .toArray();
  }

  private static double[] upTo(int rows) {
    return IntStream.range(0, rows).mapToDouble(r -> r).toArray();
  }

  private static long count(Table part, String label) {
    Column column = part.column("y");
    return IntStream.range(0, part.rows()).filter(row -> column.text(row).equals(label)).count();
  }

  private static Table uneven(int rows) {
    return table(
            numbers("id", rows, r -> r),
            numbers("g", rows, r -> Math.floor(r / 4.0)),
            texts("y", rows, r -> r % 11 == 0 ? "rare" : "many"))
        .withTarget("y");
  }

  @Test
  void everyRowIsTestedOnceInEveryRepeatAndIsNeverInTwoParts() {
    for (Splitting rule :
        List.of(Splitting.stratified(), Splitting.shuffled(), Splitting.byGroup("g"))) {
      List<Split> splits = Folds.of(uneven(123), rule, 5, 2, 42).splits();
      assertThat(splits).hasSize(10);
      assertThat(tested(splits.subList(0, 5))).as(rule.toString()).containsExactly(upTo(123));
      assertThat(tested(splits.subList(5, 10))).as(rule.toString()).containsExactly(upTo(123));
      assertThat(splits).allSatisfy(split -> assertThat(ids(split)).containsExactly(upTo(123)));
      assertThat(values(splits.get(5).test(), "id"))
          .isNotEqualTo(values(splits.get(0).test(), "id"));
    }
  }

  @Test
  void foldsAreOfOneSizeAndClassesHaveTheirSharesOfThem() {
    // 12 rare rows of 123: two or three in each of five folds
    for (Split split : Folds.of(uneven(123), Splitting.stratified(), 5, 1, 42).splits()) {
      assertThat(split.test().rows()).isBetween(24, 25);
      assertThat(count(split.test(), "rare")).isBetween(2L, 3L);
      assertThat(count(split.validation(), "rare")).isEqualTo(1);
    }
  }

  @Test
  void theRuleNamesTheFold() {
    Folds folds = Folds.of(uneven(100), Splitting.stratified(), 5, 2, 7);
    assertThat(folds.rule()).isEqualTo("5 folds, 2 times, stratified by y, seed 7");
    assertThat(folds.splits().get(6).rule())
        .isEqualTo(
            "fold 2 of 5, repeat 2 of 2, stratified by y, seed 7: 72 train, 8 validation, 20 test");
    assertThat(Folds.of(uneven(100), Splitting.shuffled(), 4, 1, 7).splits().get(0).rule())
        .startsWith("fold 1 of 4, shuffled, seed 7: ");
  }

  @Test
  void theSameSeedGivesTheSameFoldsInAnyOrderOfAsking() {
    List<Split> once = Folds.of(uneven(100), Splitting.stratified(), 5, 1, 7).splits();
    double[] third = values(once.get(2).validation(), "id");
    List<Split> again = Folds.of(uneven(100), Splitting.stratified(), 5, 1, 7).splits();
    assertThat(values(again.get(2).validation(), "id")).isEqualTo(third);
    List<Split> other = Folds.of(uneven(100), Splitting.stratified(), 5, 1, 8).splits();
    assertThat(values(other.get(2).validation(), "id")).isNotEqualTo(third);
  }

  @Test
  void foldsOfGroupsHaveNearlyAsManyRows() {
    Seed seed = TestSeed.draw();
    for (int trial = 0; trial < 100; trial++) {
      Seed.Stream random = seed.stream("groups", trial);
      Table table =
          table(
                  numbers("id", 400, r -> r),
                  numbers("g", 400, r -> r < 60 ? r : random.nextInt(60)),
                  numbers("y", 400, r -> r / 3.0))
              .withTarget("y", Task.NUMBER);
      String replay = "%s, trial %d".formatted(TestSeed.replay(seed), trial);
      List<double[]> groups = new ArrayList<>();
      for (Split split : Folds.of(table, Splitting.byGroup("g"), 5, 1, trial).splits()) {
        assertThat(split.test().rows()).as(replay).isBetween(70, 90);
        double[] tested = Arrays.stream(values(split.test(), "g")).distinct().toArray();
        assertThat(values(split.train(), "g")).as(replay).doesNotContain(tested);
        assertThat(values(split.validation(), "g")).as(replay).doesNotContain(tested);
        groups.add(tested);
      }
      assertThat(groups.stream().flatMapToDouble(DoubleStream::of).count())
          .as(replay)
          .isEqualTo(60);
    }
  }

  @Test
  void byTimeTheWindowExpandsAndTestsAreLaterThanAllThatIsLearnt() {
    // 12 years of 10 rows: blocks of two years
    Table table =
        table(
                numbers("id", 120, r -> r),
                numbers("year", 120, r -> 2010 + r % 12),
                numbers("y", 120, r -> r / 3.0))
            .withTarget("y", Task.NUMBER);
    List<Split> splits = Folds.of(table, Splitting.byTime("year"), 5, 1, 42).splits();
    assertThat(splits.stream().map(s -> s.test().rows())).containsExactly(20, 20, 20, 20, 20);
    assertThat(splits.stream().map(s -> s.train().rows() + s.validation().rows()))
        .containsExactly(20, 40, 60, 80, 100);
    for (Split split : splits) {
      double last = Arrays.stream(values(split.train(), "year")).max().orElseThrow();
      double first = Arrays.stream(values(split.validation(), "year")).min().orElseThrow();
      assertThat(first).isGreaterThan(last);
      assertThat(Arrays.stream(values(split.test(), "year")).min().orElseThrow())
          .isGreaterThan(Arrays.stream(values(split.validation(), "year")).max().orElseThrow());
    }
    assertThat(splits.get(4).rule())
        .isEqualTo(
            "fold 5 of 5, by time of year, seed 42: 90 train, 10 validation, 20 test; validation"
                + " from 2019, test from 2020");
  }

  @Test
  void theOnlyRowOfAClassIsAlwaysLearntFrom() {
    Table table =
        table(numbers("id", 30, r -> r), texts("y", 30, r -> r == 7 ? "once" : "c" + r % 2))
            .withTarget("y");
    for (Split split : Folds.of(table, Splitting.stratified(), 5, 1, 3).splits()) {
      assertThat(count(split.train(), "once")).isEqualTo(1);
    }
  }

  @Test
  void tooFewRowsTimesOrGroupsAreRefusedWithHowManyAreNeeded() {
    Table table = uneven(9);
    assertThatThrownBy(() -> Folds.of(table, Splitting.shuffled(), 10, 1, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("test.csv has 9 rows that can be tested")
        .hasMessageContaining("10 folds need at least 10");
    assertThatThrownBy(() -> Folds.of(table, Splitting.byGroup("g"), 5, 1, 1))
        .hasMessage(
            "test.csv: 'g' has 3 different groups; 5 folds need at least 5, since a group stays"
                + " together");
    assertThatThrownBy(() -> Folds.of(table, Splitting.byTime("g"), 3, 1, 1))
        .hasMessageContaining("'g' has 3 different times; 3 folds")
        .hasMessageContaining("need at least 5");
    assertThatThrownBy(() -> Folds.of(table, Splitting.byTime("id"), 3, 2, 1))
        .hasMessageContaining("each of 2 repeats would be the same");
    assertThatThrownBy(() -> Folds.of(table, Splitting.shuffled(), 1, 1, 1))
        .hasMessageContaining("at least 2 folds");
  }

  @Test
  void manyFoldsOfFewRowsAreStillDisjoint() {
    List<Split> splits = Folds.of(uneven(12), Splitting.shuffled(), 12, 1, 1).splits();
    assertThat(splits.stream().map(s -> s.test().rows()).max(Comparator.naturalOrder()))
        .contains(1);
    assertThat(tested(splits)).containsExactly(upTo(12));
  }
}
