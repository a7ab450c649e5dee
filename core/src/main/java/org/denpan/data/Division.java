package org.denpan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.denpan.Seed;

/// What a [Splitting] does with the rows of one table. Rows are numbers of rows, ascending; rows
/// whose target, time or group is missing are in no part.
interface Division {
  /// Rows that are learnt from and rows that are tested with.
  record Fold(int[] learn, int[] test) {}

  /// The rows that are divided.
  int[] rows();

  /// The rows of train, validation and test; about `learnt` of them are in the first two.
  ///
  /// @param learnt at least 2, and fewer than there are rows
  int[][] three(int learnt, Seed seed);

  /// Some of the rows as train and validation, of which the latter is about a tenth.
  int[][] two(int[] some, Seed seed);

  /// The rows divided `k` times, each time to be tested with others.
  ///
  /// @throws DataException if the rows do not suffice
  List<Fold> folds(int k, Seed seed);

  /// How it is done, in words: `stratified by churned`.
  String words();

  /// More words, about these parts; empty where there is nothing to add.
  ///
  /// @param parts train, validation and test
  default String about(int[][] parts) {
    return "";
  }

  /// What the rule does with the rows of this table, which names its target.
  ///
  /// @throws DataException if the table lacks the rule's column, or it holds what cannot be used
  static Division of(Table table, Splitting rule) {
    Column target = table.targetColumn();
    return switch (rule) {
      case Splitting.Stratified s when table.task() == Task.CLASSES ->
          new ChanceDivision(
              table.name(), Groups.classes(target), "stratified by " + target.name());
      case Splitting.Stratified s -> shuffled(table);
      case Splitting.Shuffled s -> shuffled(table);
      case Splitting.ByTime t ->
          TimeDivision.of(table, other(table, t.column(), "the time of its rows"));
      case Splitting.ByGroup g ->
          GroupDivision.of(table, other(table, g.column(), "the group of its rows"));
    };
  }

  private static Division shuffled(Table table) {
    return new ChanceDivision(table.name(), Groups.one(table.targetColumn()), "shuffled");
  }

  private static Column other(Table table, String name, String what) {
    Column column = table.column(name);
    if (name.equals(table.targetColumn().name())) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: '%s' is the target and cannot be %s too; name another column",
              table.name(),
              name,
              what));
    }
    return column;
  }

  /// How many of so many rows are held out to validate with: a tenth, rounded, and at least one.
  static int held(int learnt) {
    return Math.max(1, (int) Math.rint(learnt / 10.0));
  }

  /// The rows whose part this is, for parts 0 to `parts` − 1.
  static int[][] gather(int[] part, int parts) {
    return IntStream.range(0, parts)
        .mapToObj(p -> IntStream.range(0, part.length).filter(row -> part[row] == p).toArray())
        .toArray(int[][]::new);
  }

  /// Each of the parts once as the test.
  static List<Fold> apart(int[] all, int[][] parts) {
    List<Fold> folds = new ArrayList<>();
    for (int[] part : parts) {
      folds.add(new Fold(Division.without(all, part), part));
    }
    return folds;
  }

  /// The rows of `all` that are not among `some`.
  static int[] without(int[] all, int[] some) {
    return Arrays.stream(all).filter(row -> Arrays.binarySearch(some, row) < 0).toArray();
  }
}
