package org.denpan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.denpan.Seed;

/// Whole groups of rows divided by chance.
///
/// @param table its name, for messages
/// @param column its name
/// @param group of each row, -1 for a row that is in no part
record GroupDivision(String table, String column, int[] group) implements Division {
  static GroupDivision of(Table table, Column column) {
    int[] groups = Groups.classes(column).clone();
    int[] known = Groups.one(table.targetColumn());
    for (int row = 0; row < groups.length; row++) {
      groups[row] = known[row] < 0 ? -1 : groups[row];
    }
    return new GroupDivision(table.name(), column.name(), groups);
  }

  @Override
  public int[] rows() {
    return Groups.known(group);
  }

  @Override
  public int[][] three(int learnt, Seed seed) {
    int[] rows = rows();
    needGroups(rows, 3, "train, validation and test");
    int[][] parts = cut(rows, rows.length - learnt, 2, seed);
    int[][] learn = two(parts[0], seed);
    return new int[][] {learn[0], learn[1], parts[1]};
  }

  @Override
  public int[][] two(int[] some, Seed seed) {
    needGroups(some, 2, "train and validation");
    return cut(some, Division.held(some.length), 1, seed);
  }

  /// Groups in an order by chance, but the larger ones first (by powers of two), each go to the
  /// fold that has the fewest rows then.
  @Override
  public List<Fold> folds(int k, Seed seed) {
    int[] rows = rows();
    needGroups(rows, Math.max(k, 3), k + " folds");
    int[] sizes = sizes(rows);
    int[] order =
        Arrays.stream(order(rows, sizes, seed))
            .boxed()
            .sorted((a, b) -> Integer.compare(magnitude(sizes[b]), magnitude(sizes[a])))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] have = new int[k];
    int[] fold = new int[sizes.length];
    for (int g : order) {
      int fewest = 0;
      for (int f = 1; f < k; f++) {
        fewest = have[f] < have[fewest] ? f : fewest;
      }
      fold[g] = fewest;
      have[fewest] += sizes[g];
    }
    int[] part = Arrays.stream(group).map(g -> g < 0 ? -1 : fold[g]).toArray();
    return Division.apart(rows, Division.gather(part, k));
  }

  private static int magnitude(int size) {
    return 31 - Integer.numberOfLeadingZeros(size);
  }

  @Override
  public String words() {
    return "by group of " + column;
  }

  @Override
  public String about(int[][] parts) {
    List<String> counts = new ArrayList<>();
    for (int[] part : parts) {
      counts.add(String.format(Locale.ROOT, "%,d", groups(part)));
    }
    return "; groups: " + String.join(", ", counts);
  }

  /// The rows kept and the rows held out: groups in an order by chance, each held out if that
  /// brings their rows nearer to `wanted`, and the smallest where none does.
  ///
  /// @param kept how many groups must be kept at least
  private int[][] cut(int[] rows, int wanted, int kept, Seed seed) {
    int[] sizes = sizes(rows);
    int[] order = order(rows, sizes, seed);
    boolean[] out = new boolean[sizes.length];
    int have = 0;
    int most = order.length - kept;
    for (int g : order) {
      if (most > 0 && Math.abs(have + sizes[g] - wanted) < Math.abs(have - wanted)) {
        out[g] = true;
        have += sizes[g];
        most--;
      }
    }
    if (have == 0) {
      int smallest = order[0];
      for (int g : order) {
        smallest = sizes[g] < sizes[smallest] ? g : smallest;
      }
      out[smallest] = true;
    }
    return new int[][] {
      Arrays.stream(rows).filter(row -> !out[group[row]]).toArray(),
      Arrays.stream(rows).filter(row -> out[group[row]]).toArray()
    };
  }

  /// The groups that these rows have, in an order by chance.
  private static int[] order(int[] rows, int[] sizes, Seed seed) {
    int[] order = IntStream.range(0, sizes.length).filter(g -> sizes[g] > 0).toArray();
    seed.stream("split", rows.length).shuffle(order);
    return order;
  }

  private int[] sizes(int[] rows) {
    int[] sizes = new int[Arrays.stream(group).max().orElse(-1) + 1];
    Arrays.stream(rows).forEach(row -> sizes[group[row]]++);
    return sizes;
  }

  private int groups(int[] rows) {
    return (int) Arrays.stream(rows).map(row -> group[row]).distinct().count();
  }

  private void needGroups(int[] rows, int needed, String parts) {
    int groups = groups(rows);
    if (groups < needed) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: '%s' has %,d different groups; %s need at least %,d, since a group stays"
                  + " together",
              table,
              column,
              groups,
              parts,
              needed));
    }
  }
}
