package org.denpan.train;

import java.util.Locale;
import org.denpan.DenpanException;
import org.denpan.Family;

/// In what order the rows of an epoch are learnt from, drawn anew for each epoch from the trainer's
/// seed.
public sealed interface Shuffle {
  /// A shuffle from words: `full`, `blocks 256`.
  ///
  /// @throws DenpanException naming the wrong word and the nearest right one
  static Shuffle parse(String words) {
    return Family.of(Shuffle.class).parse(words);
  }

  /// All orders equally likely, see [Full].
  static Shuffle full() {
    return new Full();
  }

  /// By blocks and windows of them, see [Blocks].
  static Shuffle blocks(int window) {
    return new Blocks(window);
  }

  /// All orders are equally likely. The rows must be in memory.
  record Full() implements Shuffle {
    @Override
    public String toString() {
      return "full()";
    }
  }

  /// Two levels: blocks of 1,024 neighbouring rows are put into a random order, and cut into
  /// windows of so many blocks; the rows of a window are put into a random order. A table that fits
  /// into one window is shuffled fully.
  ///
  /// Rows that are far apart meet as they would in a full shuffle of windows. Neighbours are always
  /// in the same window, so that two rows of a block meet in a batch more often, by n over the rows
  /// of a window. If a table of n rows is sorted, so that each block holds one class only, the
  /// share p of a class in a window of k blocks deviates by √(p(1−p)/k), 3 % for p = ½ and k = 256,
  /// instead of 0.1 %.
  ///
  /// @param window blocks in a window, at least 1
  record Blocks(int window) implements Shuffle {
    public Blocks {
      if (window < 1) {
        throw new DenpanException(
            String.format(Locale.ROOT, "a window needs at least 1 block, got %d", window));
      }
    }

    public Blocks() {
      this(256);
    }

    @Override
    public String toString() {
      return "blocks(" + window + ")";
    }
  }
}
