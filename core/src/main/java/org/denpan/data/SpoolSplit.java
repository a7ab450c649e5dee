package org.denpan.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.denpan.Seed;

/// A table beyond memory, divided: the rows to learn from stay where they are, those to validate
/// and to test with are in memory. These are as many as in [Split], but no more than it takes to
/// know a share to a tenth of a percent: 100,000 and 200,000.
///
/// They are drawn evenly: the table is cut into as many parts of equal size as rows are held out,
/// and of each part one row is drawn. Rows without a target are left out.
///
/// @param rule how the rows were divided, with seed and sizes, for reports
public record SpoolSplit(Spool train, Table validation, Table test, String rule) {
  private static final int MOST_VALIDATION = 100_000;
  private static final int MOST_TEST = 200_000;
  private static final int FEWEST_ROWS = 3;

  /// Draws the rows to validate and to test with.
  ///
  /// @param table a table that names its target
  /// @param fraction how much of the rows is learnt from, in (0, 1), unless that leaves more to
  ///   test with than is needed
  /// @throws DataException for a fraction outside of (0, 1), or fewer than three rows whose target
  ///   is known
  public static SpoolSplit drawn(Spool table, double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new DataException(
          "the fraction of rows to learn from must lie between 0 and 1, such as 0.8; got "
              + fraction);
    }
    int[] unknown = unknown(table);
    Spool known = table.without(unknown);
    int rows = known.rows();
    if (rows < FEWEST_ROWS) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %d rows with a known '%s'; train, validation and test need at least %d",
              table.name(),
              rows,
              table.columns().targetColumn().name(),
              FEWEST_ROWS));
    }
    int learnt = Math.clamp(Math.round(fraction * rows), 2, rows - 1);
    int test = Math.min(rows - learnt, MOST_TEST);
    int validation = Math.min(Math.max(1, (int) Math.rint(learnt / 10.0)), MOST_VALIDATION);
    int[][] held = draw(known, validation, test, new Seed(seed));
    Spool train =
        known.without(
            IntStream.concat(Arrays.stream(held[0]), Arrays.stream(held[1])).sorted().toArray());
    String rule =
        String.format(
            Locale.ROOT,
            "drawn evenly, seed %d: %,d train, %,d validation, %,d test%s",
            seed,
            train.rows(),
            validation,
            test,
            unknown.length == 0
                ? ""
                : String.format(
                    Locale.ROOT,
                    "; %,d without %s left out",
                    unknown.length,
                    table.columns().targetColumn().name()));
    return new SpoolSplit(train, known.select(held[0]), known.select(held[1]), rule);
  }

  /// Keeps a test table that came apart; only the validation rows are drawn.
  ///
  /// @throws DataException if there are too few rows
  public static SpoolSplit given(Spool table, Table test, long seed) {
    String target = table.columns().targetColumn().name();
    int[] unknown = unknown(table);
    Spool known = table.without(unknown);
    int validation = Math.min(Math.max(1, (int) Math.rint(known.rows() / 10.0)), MOST_VALIDATION);
    if (known.rows() <= validation) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %d rows with a known '%s'; train and validation need at least 2",
              table.name(),
              known.rows(),
              target));
    }
    int[] rows = draw(known, validation, 0, new Seed(seed))[0];
    int[] testRows = Groups.known(Groups.one(test.column(target)));
    Table tested = test.select(testRows).withTarget(target, table.columns().task());
    String rule =
        String.format(
            Locale.ROOT,
            "test rows as given, the others drawn evenly, seed %d: %,d train, %,d validation, %,d"
                + " test",
            seed,
            known.rows() - validation,
            validation,
            testRows.length);
    return new SpoolSplit(known.without(rows), known.select(rows), tested, rule);
  }

  /// The rows whose target is missing.
  private static int[] unknown(Spool table) {
    String target = table.columns().targetColumn().name();
    IntStream.Builder unknown = IntStream.builder();
    int[] before = {0};
    table.forEach(piece -> {
      Column values = piece.column(target);
      for (int row = 0; row < values.rows(); row++) {
        if (values.missing(row)) {
          unknown.add(before[0] + row);
        }
      }
      before[0] += values.rows();
    });
    return table.numbers(unknown.build().toArray());
  }

  /// Numbers of rows for validation and for test, each ascending.
  private static int[][] draw(Spool known, int validation, int test, Seed seed) {
    int parts = validation + test;
    Seed.Stream random = seed.stream("split");
    int[] places = random.spread(known.rows(), parts);
    int[] numbers = known.numbers(places);
    int[] order = IntStream.range(0, parts).toArray();
    random.shuffle(order);
    return new int[][] {
      Arrays.stream(order, 0, validation).map(i -> numbers[i]).sorted().toArray(),
      Arrays.stream(order, validation, parts).map(i -> numbers[i]).sorted().toArray()
    };
  }
}
