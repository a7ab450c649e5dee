package org.denpan.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.denpan.Seed;

/// Rows to learn from, rows to watch the learning with, and rows to judge the result by.
///
/// A tenth of the rows to learn from, rounded and at least one, is held out as the validation part.
/// Rows without a target are left out. Inside each part the rows keep their order. The same table
/// and seed give the same parts on every machine.
///
/// @param train the rows that the weights are fitted to
/// @param validation the rows that decide when to stop
/// @param test the rows that neither has seen
/// @param rule how the rows were divided, with seed and sizes, for reports
public record Split(Table train, Table validation, Table test, String rule) {
  private static final int FEWEST_ROWS = 3;

  /// Divides the rows so that each class has the same share of every part, as nearly as whole rows
  /// allow; a class of three rows or more is in all parts, where the sizes permit. Where the target
  /// is a number ([Task]) the rows are divided as [#shuffled] does.
  ///
  /// @param target the column to predict, set in all parts
  /// @param fraction how much of the rows is learnt from, in (0, 1); the rest is the test part
  /// @throws DataException for a fraction outside of (0, 1), an unknown or unsuitable target, or
  ///   fewer than three rows whose target is known
  public static Split stratified(Table table, String target, double fraction, long seed) {
    Table aimed = aimed(table, target);
    return aimed.task() == Task.CLASSES
        ? divide(
            aimed, Groups.classes(aimed.targetColumn()), fraction, seed, "stratified by " + target)
        : shuffled(aimed, target, fraction, seed);
  }

  /// Divides the rows by chance alone.
  ///
  /// @throws DataException as [#stratified] does
  public static Split shuffled(Table table, String target, double fraction, long seed) {
    Table aimed = aimed(table, target);
    return divide(aimed, Groups.one(aimed.targetColumn()), fraction, seed, "shuffled");
  }

  /// The table with this target; what was said about its task is kept.
  private static Table aimed(Table table, String target) {
    return table.target().equals(Optional.of(target)) ? table : table.withTarget(target);
  }

  /// Keeps a test table that came with the data; only the validation part is drawn, from `train`.
  ///
  /// @param train a table that names its target
  /// @param test a table with a column of that name
  /// @throws DataException if the target is not named or missing in `test`, or where rows whose
  ///   target is known are too few: two are needed in `train`, one in `test`
  public static Split given(Table train, Table test, long seed) {
    Column column = train.targetColumn();
    String target = column.name();
    boolean classes = train.task() == Task.CLASSES;
    int[] groups = classes ? Groups.classes(column) : Groups.one(column);
    int[] testRows = Groups.known(Groups.one(test.column(target)));
    int learnt = Groups.known(groups).length;
    needRows(train, target, learnt, 2, "train and validation");
    needRows(test, target, testRows.length, 1, "the test");
    int[][] parts = draw(groups, learnt, seed);
    String drawn = classes ? "stratified by " + target : "shuffled";
    return of(
        train.select(parts[0]),
        train.select(parts[1]),
        test.select(testRows).withTarget(target, train.task()),
        "test rows as given, the others " + drawn,
        seed,
        train.rows() - learnt + test.rows() - testRows.length);
  }

  private static Split divide(Table table, int[] groups, double fraction, long seed, String how) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new DataException(
          "the fraction of rows to learn from must lie between 0 and 1, such as 0.8; got "
              + fraction);
    }
    int known = Groups.known(groups).length;
    String target = table.targetColumn().name();
    needRows(table, target, known, FEWEST_ROWS, "train, validation and test");
    int learnt = Math.clamp(Math.round(fraction * known), 2, known - 1);
    int[][] parts = draw(groups, learnt, seed);
    return of(
        table.select(parts[0]),
        table.select(parts[1]),
        table.select(parts[2]),
        how,
        seed,
        table.rows() - known);
  }

  private static void needRows(Table table, String target, int rows, int needed, String parts) {
    if (rows < needed) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %d rows with a known '%s'; %s need at least %d",
              table.name(),
              rows,
              target,
              parts,
              needed));
    }
  }

  private static Split of(
      Table train, Table validation, Table test, String how, long seed, int leftOut) {
    String rule =
        String.format(
            Locale.ROOT,
            "%s, seed %d: %,d train, %,d validation, %,d test",
            how,
            seed,
            train.rows(),
            validation.rows(),
            test.rows());
    String rest =
        leftOut == 0
            ? ""
            : String.format(
                Locale.ROOT, "; %,d without %s left out", leftOut, train.targetColumn().name());
    return new Split(train, validation, test, rule + rest);
  }

  /// The rows of train, validation and test, ascending: `learnt` of them are for the first two.
  private static int[][] draw(int[] groups, int learnt, long seed) {
    int[] order = Groups.known(groups);
    new Seed(seed).stream("split").shuffle(order);
    int[] sizes = new int[Arrays.stream(groups).max().orElse(-1) + 1];
    Arrays.stream(order).forEach(row -> sizes[groups[row]]++);
    int[] learn = Apportionment.share(learnt, sizes, Split::fewest, n -> n > 1 ? n - 1 : n);
    int held = Math.max(1, (int) Math.rint(learnt / 10.0));
    int[] watch = Apportionment.share(held, learn, n -> n > 1 ? 1 : 0, n -> Math.max(0, n - 1));
    int[] seen = new int[sizes.length];
    int[] parts = new int[groups.length];
    Arrays.fill(parts, -1);
    for (int row : order) {
      int group = groups[row];
      int nth = seen[group]++;
      parts[row] = nth < watch[group] ? 1 : nth < learn[group] ? 0 : 2;
    }
    return IntStream.range(0, 3)
        .mapToObj(part -> IntStream.range(0, parts.length).filter(r -> parts[r] == part).toArray())
        .toArray(int[][]::new);
  }

  /// How many rows of a class of `size` must be learnt from for it to be in as many parts as it
  /// can.
  private static int fewest(int size) {
    return size < 2 ? size : Math.min(size - 1, 2);
  }
}
