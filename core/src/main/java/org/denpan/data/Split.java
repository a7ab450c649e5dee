package org.denpan.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.denpan.Seed;

/// Rows to learn from, rows to watch the learning with, and rows to judge the result by.
///
/// A tenth of the rows to learn from, rounded and at least one, is held out as the validation part,
/// by the same rule as the test part. Rows without a target are left out. Inside each part the rows
/// keep their order. The same table, rule and seed give the same parts on every machine.
///
/// @param train the rows that the weights are fitted to
/// @param validation the rows that decide when to stop
/// @param test the rows that neither has seen
/// @param splitting the rule by which rows were divided
/// @param seed of the chance in it
/// @param rule how the rows were divided, with seed and sizes, in words for reports
public record Split(
    Table train, Table validation, Table test, Splitting splitting, long seed, String rule) {
  private static final int FEWEST_ROWS = 3;

  /// Divides the rows of a table that names its target.
  ///
  /// @param fraction how much of the rows is learnt from, in (0, 1); the rest is the test part
  /// @throws DataException for a fraction outside of (0, 1), an unsuitable target or column of the
  ///   rule, or rows, times or groups that do not suffice for three parts
  public static Split of(Table table, Splitting splitting, double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new DataException(
          "the fraction of rows to learn from must lie between 0 and 1, such as 0.8; got "
              + fraction);
    }
    Division division = Division.of(table, splitting);
    int known = division.rows().length;
    needRows(table, known, FEWEST_ROWS, "train, validation and test");
    int learnt = Math.clamp(Math.round(fraction * known), 2, known - 1);
    int[][] parts = division.three(learnt, new Seed(seed));
    Table train = table.select(parts[0]);
    Table validation = table.select(parts[1]);
    Table test = table.select(parts[2]);
    String sizes = sizes(train, validation, test) + division.about(parts);
    return new Split(
        train,
        validation,
        test,
        splitting,
        seed,
        how(division.words(), seed) + sizes + leftOut(table, splitting));
  }

  /// As [#of] with [Splitting#stratified], the usual division.
  ///
  /// @param target the column to predict, set in all parts
  public static Split stratified(Table table, String target, double fraction, long seed) {
    return of(aimed(table, target), Splitting.stratified(), fraction, seed);
  }

  /// As [#of] with [Splitting#shuffled].
  ///
  /// @param target the column to predict, set in all parts
  public static Split shuffled(Table table, String target, double fraction, long seed) {
    return of(aimed(table, target), Splitting.shuffled(), fraction, seed);
  }

  /// The table with this target; what was said about its task is kept.
  private static Table aimed(Table table, String target) {
    return table.target().equals(Optional.of(target)) ? table : table.withTarget(target);
  }

  /// As [#given(Table, Table, Splitting, long)] with [Splitting#stratified].
  public static Split given(Table train, Table test, long seed) {
    return given(train, test, Splitting.stratified(), seed);
  }

  /// Keeps a test table that came with the data; only the validation part is drawn, from `train`. A
  /// rule by time or by group must hold for the test rows too.
  ///
  /// @param train a table that names its target
  /// @param test a table with a column of that name, and with the rule's
  /// @throws DataException if the target is not named or missing in `test`, where rows whose target
  ///   is known are too few (two are needed in `train`, one in `test`), if a test row is not later
  ///   than all of `train`, or a group is in both
  public static Split given(Table train, Table test, Splitting splitting, long seed) {
    Column column = train.targetColumn();
    Division division = Division.of(train, splitting);
    int[] learnt = division.rows();
    int[] testRows = Groups.known(Groups.one(test.column(column.name())));
    needRows(train, learnt.length, 2, "train and validation");
    Table known = test.select(testRows).withTarget(column.name(), train.task());
    needRows(known, testRows.length, 1, "the test");
    GivenTest.check(train.select(learnt), known, splitting);
    int[][] parts = division.two(learnt, new Seed(seed));
    Table fitted = train.select(parts[0]);
    Table validation = train.select(parts[1]);
    String how = how("test rows as given, the others " + division.words(), seed);
    int unknown = test.rows() - testRows.length;
    String sizes = sizes(fitted, validation, known) + division.about(parts);
    return new Split(
        fitted,
        validation,
        known,
        splitting,
        seed,
        how + sizes + leftOut(train, splitting, unknown));
  }

  /// The same parts without this column, such as the groups by which they were divided: a group
  /// that is tested was never learnt, so that its name says nothing.
  public Split without(String column) {
    return new Split(
        train.without(column),
        validation.without(column),
        test.without(column),
        splitting,
        seed,
        rule);
  }

  /// Refuses classes that stand in the validation or test rows and were not learnt.
  ///
  /// @throws DataException naming them and their rows
  public void checkClasses(Target target) {
    if (target instanceof Target.Classes classes) {
      classes.checkLearnt(validation, "validation");
      classes.checkLearnt(test, "test");
    }
  }

  static String how(String words, long seed) {
    return words + ", seed " + seed + ": ";
  }

  static String sizes(Table train, Table validation, Table test) {
    return String.format(
        Locale.ROOT,
        "%,d train, %,d validation, %,d test",
        train.rows(),
        validation.rows(),
        test.rows());
  }

  /// The rows that are in no part, and why.
  static String leftOut(Table table, Splitting splitting) {
    return leftOut(table, splitting, 0);
  }

  /// @param more rows of another table without a target
  private static String leftOut(Table table, Splitting splitting, int more) {
    Column target = table.targetColumn();
    int[] known = Groups.known(Groups.one(target));
    String words = without(table.rows() - known.length + more, target.name());
    return switch (splitting) {
      case Splitting.ByTime t -> words + missing(table.column(t.column()), known);
      case Splitting.ByGroup g -> words + missing(table.column(g.column()), known);
      case Splitting.Shuffled s -> words;
      case Splitting.Stratified s -> words;
    };
  }

  private static String missing(Column column, int[] rows) {
    return without((int) Arrays.stream(rows).filter(column::missing).count(), column.name());
  }

  private static String without(int rows, String column) {
    return rows == 0 ? "" : String.format(Locale.ROOT, "; %,d without %s left out", rows, column);
  }

  static void needRows(Table table, int rows, int needed, String parts) {
    if (rows < needed) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %d rows with a known '%s'; %s need at least %d",
              table.name(),
              rows,
              table.targetColumn().name(),
              parts,
              needed));
    }
  }
}
