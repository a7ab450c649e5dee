package org.denpan.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.Words;

/// Data that Denpan makes itself, for a first try without a file. The same name and seed give the
/// same bits on every machine. Each table's target is its column `label`.
///
/// | name | rows | columns | what it asks of a network |
/// |---|---|---|---|
/// | `digits` | 12,000 | `image` 28×28 grey | to read handwritten-like digits, 10 classes |
/// | `xor` | 1,000 | `x1`, `x2` | one hidden layer: no line parts the classes |
/// | `moons` | 1,000 | `x1`, `x2` | a curved border between two half circles |
/// | `spirals` | 1,000 | `x1`, `x2` | patience: some 200 epochs, not 20 |
/// | `blobs` | 900 | `x1`, `x2` | three clouds that lines can part |
public final class Datasets {
  /// The seed of [#load(String)].
  public static final long DEFAULT_SEED = 42;

  private static final int DIGIT_ROWS = 12_000;
  private static final List<String> DIGITS =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  private static final Map<String, Function<Seed, Table>> SETS = new LinkedHashMap<>();

  static {
    SETS.put("digits", Datasets::digits);
    SETS.put("xor", Planes::xor);
    SETS.put("moons", Planes::moons);
    SETS.put("spirals", Planes::spirals);
    SETS.put("blobs", Planes::blobs);
  }

  private Datasets() {}

  /// What [#load(String)] knows.
  public static Collection<String> names() {
    return List.copyOf(SETS.keySet());
  }

  /// The set of this name, from [#DEFAULT_SEED].
  ///
  /// @throws DataException naming the nearest set where there is none of this name
  public static Table load(String name) {
    return load(name, DEFAULT_SEED);
  }

  /// The set of this name, drawn anew from another seed.
  ///
  /// @throws DataException naming the nearest set where there is none of this name
  public static Table load(String name, long seed) {
    Function<Seed, Table> set = SETS.get(name);
    if (set == null) {
      throw new DataException(
          "there is no built-in set '" + name + "'; " + Words.suggestion(name, names()));
    }
    return set.apply(new Seed(seed));
  }

  /// The truth table of the exclusive or: four rows, columns `x1`, `x2`, `label`.
  public static Table xorTable() {
    return Planes.table(
        "xor table",
        new double[] {0, 0, 1, 1},
        new double[] {0, 1, 0, 1},
        List.of("0", "1"),
        new int[] {0, 1, 1, 0});
  }

  private static Table digits(Seed seed) {
    int size = DigitPainter.SIDE * DigitPainter.SIDE;
    byte[] pixels = new byte[DIGIT_ROWS * size];
    int[] labels = new int[DIGIT_ROWS];
    Arrays.setAll(labels, row -> row % DIGITS.size());
    IntStream.range(0, DIGIT_ROWS)
        .parallel() // each image has a random stream of its own, so the order does not matter
        .forEach(row ->
            new DigitPainter().paint(labels[row], seed.stream("digits", row), pixels, row * size));
    List<Column> columns =
        List.of(
            new Column.Pixels("image", DigitPainter.SIDE, DigitPainter.SIDE, pixels),
            new Column.Categories("label", DIGITS, labels));
    return Table.of("digits", columns).withTarget("label");
  }
}
