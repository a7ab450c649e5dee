package org.denpan.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.denpan.Seed;

/// Rows divided by chance, so that each class has its share of every part.
///
/// @param table its name, for messages
/// @param classes the class of each row, -1 for a row that is in no part
record ChanceDivision(String table, int[] classes, String words) implements Division {
  @Override
  public int[] rows() {
    return Groups.known(classes);
  }

  @Override
  public int[][] three(int learnt, Seed seed) {
    return draw(classes, learnt, seed);
  }

  @Override
  public int[][] two(int[] some, Seed seed) {
    int[] among = new int[classes.length];
    Arrays.fill(among, -1);
    Arrays.stream(some).forEach(row -> among[row] = classes[row]);
    int[][] parts = draw(among, some.length, seed);
    return new int[][] {parts[0], parts[1]};
  }

  /// Rows are dealt out class by class, going on where the class before ended: the folds' sizes
  /// differ by at most one row, and so do those of each class. The only row of a class is always
  /// learnt from.
  @Override
  public List<Fold> folds(int k, Seed seed) {
    int[] order = rows();
    seed.stream("split").shuffle(order);
    int[] sizes = sizes(classes);
    int[] starts = new int[sizes.length];
    int dealt = 0;
    for (int c = 0; c < sizes.length; c++) {
      starts[c] = dealt;
      dealt += sizes[c] > 1 ? sizes[c] : 0;
    }
    needRows(dealt, k);
    int[] fold = new int[classes.length];
    Arrays.fill(fold, -1);
    for (int row : order) {
      if (sizes[classes[row]] > 1) {
        fold[row] = starts[classes[row]]++ % k;
      }
    }
    return Division.apart(rows(), Division.gather(fold, k));
  }

  /// Every fold tests a row at least, and leaves two to learn from and to validate with.
  private void needRows(int dealt, int k) {
    int needed = Math.max(k, 4);
    if (dealt < needed) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %,d rows that can be tested, whose target is known and stands in another row"
                  + " too; %,d folds need at least %,d",
              table,
              dealt,
              k,
              needed));
    }
  }

  private static int[] sizes(int[] classes) {
    int[] sizes = new int[Arrays.stream(classes).max().orElse(-1) + 1];
    IntStream.of(classes).filter(c -> c >= 0).forEach(c -> sizes[c]++);
    return sizes;
  }

  /// The rows of train, validation and test, ascending: `learnt` of them are for the first two.
  private static int[][] draw(int[] classes, int learnt, Seed seed) {
    int[] order = Groups.known(classes);
    seed.stream("split").shuffle(order);
    int[] sizes = sizes(classes);
    int[] learn =
        Apportionment.share(learnt, sizes, ChanceDivision::fewest, n -> n > 1 ? n - 1 : n);
    int[] watch =
        Apportionment.share(
            Division.held(learnt), learn, n -> n > 1 ? 1 : 0, n -> Math.max(0, n - 1));
    int[] seen = new int[sizes.length];
    int[] parts = new int[classes.length];
    Arrays.fill(parts, -1);
    for (int row : order) {
      int mine = classes[row];
      int nth = seen[mine]++;
      parts[row] = nth < watch[mine] ? 1 : nth < learn[mine] ? 0 : 2;
    }
    return Division.gather(parts, 3);
  }

  /// How many rows of a class of `size` must be learnt from for it to be in as many parts as it
  /// can.
  private static int fewest(int size) {
    return size < 2 ? size : Math.min(size - 1, 2);
  }
}
