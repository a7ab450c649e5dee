package org.denpan.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.denpan.Seed;

/// Test rows whose inputs all stand in a row that is learnt from, found by 64-bit hashes: of two
/// million rows, two that differ are taken for equal with a chance of one in ten million.
final class DuplicateRows {
  /// Hashes that are kept; of more rows, those whose hash happens to be divisible.
  private static final int MOST_KEPT = 2_000_000;

  private static final long MISSING = 0x6D69737369L;

  private DuplicateRows() {}

  static Optional<Leak> of(Split split, Collection<String> inputs, Target target) {
    int learnt = split.train().rows() + split.validation().rows();
    int oneIn = Math.ceilDiv(Math.max(learnt, split.test().rows()), MOST_KEPT);
    Hashes train = hashes(split.train(), inputs, target, oneIn);
    Hashes validation = hashes(split.validation(), inputs, target, oneIn);
    long[] rows = sorted(train.rows, validation.rows);
    long[] whole = sorted(train.whole, validation.whole);
    Hashes test = hashes(split.test(), inputs, target, oneIn);
    int again = 0;
    int otherwise = 0;
    for (int i = 0; i < test.rows.length; i++) {
      if (Arrays.binarySearch(rows, test.rows[i]) >= 0) {
        again++;
        otherwise += Arrays.binarySearch(whole, test.whole[i]) >= 0 ? 0 : 1;
      }
    }
    if (again == 0) {
      return Optional.empty();
    }
    double share = (double) again / test.rows.length;
    long different = Arrays.stream(rows).distinct().count();
    return Optional.of(
        new Leak(
            Leak.Kind.DUPLICATES,
            Optional.empty(),
            share,
            sentence(again, test.rows.length, otherwise, oneIn)
                + (different < rows.length / 10
                    ? String.format(
                        Locale.ROOT, "; the inputs have only %,d different rows", different)
                    : "")));
  }

  private static String sentence(int again, int rows, int otherwise, int oneIn) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d test rows (%.1f %%) have the same inputs as a row to learn from, %,d of them"
            + " another target%s",
        again,
        rows,
        100.0 * again / rows,
        otherwise,
        oneIn == 1 ? "" : String.format(Locale.ROOT, ", of every %,dth row by its hash", oneIn));
  }

  /// Of rows: of their inputs, and of these and the target.
  private record Hashes(long[] rows, long[] whole) {}

  private static long[] sorted(long[] some, long[] others) {
    long[] all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    Arrays.sort(all);
    return all;
  }

  private static Hashes hashes(Table table, Collection<String> inputs, Target target, int oneIn) {
    long[] rows = new long[table.rows()];
    inputs.stream().sorted().forEach(name -> add(rows, table.column(name)));
    long[] whole = rows.clone();
    float[] known = target.encode(table);
    for (int row = 0; row < whole.length; row++) {
      whole[row] = Seed.hash(whole[row], Float.floatToIntBits(known[row]));
    }
    if (oneIn == 1) {
      return new Hashes(rows, whole);
    }
    int kept = 0;
    for (int row = 0; row < rows.length; row++) {
      if (Long.remainderUnsigned(rows[row], oneIn) == 0) {
        rows[kept] = rows[row];
        whole[kept++] = whole[row];
      }
    }
    return new Hashes(Arrays.copyOf(rows, kept), Arrays.copyOf(whole, kept));
  }

  private static void add(long[] hashes, Column column) {
    long[] texts =
        column instanceof Column.Categories c
            ? c.dictionary().stream().mapToLong(DuplicateRows::hash).toArray()
            : new long[0];
    for (int row = 0; row < hashes.length; row++) {
      long value =
          switch (column) {
            case Column.Categories c -> c.missing(row) ? MISSING : texts[c.codes()[row]];
            case Column.Numbers n -> Double.doubleToLongBits(n.values()[row] + 0.0);
            case Column.Times t -> t.micros()[row];
            case Column.Pixels p -> hash(p, row);
          };
      hashes[row] = Seed.hash(hashes[row], value);
    }
  }

  private static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = Seed.hash(hash, text.charAt(i));
    }
    return hash;
  }

  private static long hash(Column.Pixels images, int row) {
    long hash = images.size();
    int start = images.start(row);
    for (int i = start; i < start + images.size(); i++) {
      hash = (hash * 0x100000001B3L) ^ images.values()[i]; // FNV-1's prime
    }
    return hash;
  }
}
