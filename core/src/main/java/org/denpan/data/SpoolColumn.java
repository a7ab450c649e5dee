package org.denpan.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How a column lies in a [SpoolFile]: gathers the values of a block, writes them, and reads blocks
/// back.
abstract sealed class SpoolColumn {
  final String name;

  private SpoolColumn(String name) {
    this.name = name;
  }

  static SpoolColumn of(Column column) {
    return switch (column) {
      case Column.Numbers n -> new Numbers(n.name());
      case Column.Times t -> new Times(t.name(), t.days());
      case Column.Categories c -> new Texts(c.name());
      case Column.Pixels p -> new Pixels(p);
    };
  }

  /// A column of this kind without rows.
  abstract Column empty();

  /// The most bytes of a block.
  abstract int mostBytes();

  /// Takes values of a column as the values [at, at + count) of the block.
  abstract void take(Column column, int from, int count, int at);

  /// Writes the first values of the block.
  abstract void write(ByteBuffer buffer, int count);

  /// Room for values read back.
  abstract Values values(int rows);

  DataException differs(String table, Column now) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: column '%s' holds %s first and %s later",
            table,
            name,
            empty().kind(),
            now.kind()));
  }

  /// Values on their way from a file to a column.
  interface Values {
    /// Reads a block's values to [at, at + count).
    void read(ByteBuffer buffer, int at, int count);

    Column column();
  }

  private static final class Numbers extends SpoolColumn {
    private static final byte FLOATS = 4;
    private static final byte DOUBLES = 8;

    private final double[] block = new double[Spool.BLOCK];

    Numbers(String name) {
      super(name);
    }

    @Override
    Column empty() {
      return new Column.Numbers(name, new double[0]);
    }

    @Override
    int mostBytes() {
      return 1 + 8 * Spool.BLOCK;
    }

    @Override
    void take(Column column, int from, int count, int at) {
      System.arraycopy(((Column.Numbers) column).values(), from, block, at, count);
    }

    @Override
    void write(ByteBuffer buffer, int count) {
      boolean exact = true;
      for (int i = 0; i < count; i++) {
        exact &= Double.isNaN(block[i]) || (float) block[i] == block[i];
      }
      buffer.put(exact ? FLOATS : DOUBLES);
      for (int i = 0; i < count; i++) {
        if (exact) {
          buffer.putFloat((float) block[i]);
        } else {
          buffer.putDouble(block[i]);
        }
      }
    }

    @Override
    Values values(int rows) {
      double[] values = new double[rows];
      return new Values() {
        @Override
        public void read(ByteBuffer buffer, int at, int count) {
          if (buffer.get() == DOUBLES) {
            buffer.asDoubleBuffer().get(values, at, count);
            buffer.position(buffer.position() + 8 * count);
          } else {
            int start = buffer.position();
            for (int i = 0; i < count; i++) {
              values[at + i] = buffer.getFloat(start + 4 * i);
            }
            buffer.position(start + 4 * count);
          }
        }

        @Override
        public Column column() {
          return new Column.Numbers(name, values);
        }
      };
    }
  }

  private static final class Times extends SpoolColumn {
    private boolean days;
    private final long[] block = new long[Spool.BLOCK];

    Times(String name, boolean days) {
      super(name);
      this.days = days;
    }

    @Override
    Column empty() {
      return new Column.Times(name, new long[0], days);
    }

    @Override
    int mostBytes() {
      return 8 * Spool.BLOCK;
    }

    @Override
    void take(Column column, int from, int count, int at) {
      Column.Times times = (Column.Times) column;
      days &= times.days();
      System.arraycopy(times.micros(), from, block, at, count);
    }

    @Override
    void write(ByteBuffer buffer, int count) {
      buffer.asLongBuffer().put(block, 0, count);
      buffer.position(buffer.position() + 8 * count);
    }

    @Override
    Values values(int rows) {
      long[] values = new long[rows];
      return new Values() {
        @Override
        public void read(ByteBuffer buffer, int at, int count) {
          buffer.asLongBuffer().get(values, at, count);
          buffer.position(buffer.position() + 8 * count);
        }

        @Override
        public Column column() {
          return new Column.Times(name, values, days);
        }
      };
    }
  }

  /// Codes of texts, with one dictionary for all blocks. Beyond so many as nobody can use, texts
  /// are not told apart.
  private static final class Texts extends SpoolColumn {
    private static final String OTHERS = "(others)";

    private final Map<String, Integer> index = new HashMap<>();
    private final List<String> dictionary = new ArrayList<>();
    private final int[] block = new int[Spool.BLOCK];

    /// The dictionary of the piece that came last, and what its codes are here.
    private List<String> pieceTexts = List.of();

    private int[] pieceCodes = {};

    Texts(String name) {
      super(name);
    }

    @Override
    Column empty() {
      return new Column.Categories(name, dictionary, new int[0]);
    }

    @Override
    int mostBytes() {
      return 4 * Spool.BLOCK;
    }

    @SuppressWarnings(
        "ReferenceEquality") // a dictionary is compared by what it is, not by what it says
    @Override
    void take(Column column, int from, int count, int at) {
      Column.Categories texts = (Column.Categories) column;
      if (texts.dictionary() != pieceTexts) {
        pieceTexts = texts.dictionary();
        pieceCodes = pieceTexts.stream().mapToInt(this::code).toArray();
      }
      for (int i = 0; i < count; i++) {
        int code = texts.codes()[from + i];
        block[at + i] = code < 0 ? code : pieceCodes[code];
      }
    }

    private int code(String text) {
      if (dictionary.size() > TextScan.MOST_CATEGORIES && !index.containsKey(text)) {
        return add(OTHERS);
      }
      return add(text);
    }

    private int add(String text) {
      return index.computeIfAbsent(
          text,
          t -> {
            dictionary.add(t);
            return dictionary.size() - 1;
          });
    }

    @Override
    void write(ByteBuffer buffer, int count) {
      buffer.asIntBuffer().put(block, 0, count);
      buffer.position(buffer.position() + 4 * count);
    }

    @Override
    Values values(int rows) {
      int[] values = new int[rows];
      List<String> texts = texts();
      return new Values() {
        @Override
        public void read(ByteBuffer buffer, int at, int count) {
          buffer.asIntBuffer().get(values, at, count);
          buffer.position(buffer.position() + 4 * count);
        }

        @Override
        public Column column() {
          return new Column.Categories(name, texts, values);
        }
      };
    }

    private List<String> frozen = List.of();

    /// The dictionary, which is complete once blocks are read.
    private synchronized List<String> texts() {
      if (frozen.size() != dictionary.size()) {
        frozen = List.copyOf(dictionary);
      }
      return frozen;
    }
  }

  private static final class Pixels extends SpoolColumn {
    private final int height;
    private final int width;
    private final byte[] block;

    Pixels(Column.Pixels pixels) {
      super(pixels.name());
      height = pixels.height();
      width = pixels.width();
      block = new byte[Math.multiplyExact(Spool.BLOCK, pixels.size())];
    }

    @Override
    Column empty() {
      return new Column.Pixels(name, height, width, new byte[0]);
    }

    @Override
    int mostBytes() {
      return block.length;
    }

    @Override
    void take(Column column, int from, int count, int at) {
      Column.Pixels pixels = (Column.Pixels) column;
      int size = height * width;
      for (int i = 0; i < count; i++) {
        System.arraycopy(pixels.values(), pixels.start(from + i), block, (at + i) * size, size);
      }
    }

    @Override
    void write(ByteBuffer buffer, int count) {
      buffer.put(block, 0, count * height * width);
    }

    @Override
    Values values(int rows) {
      int size = height * width;
      byte[] values = new byte[Math.multiplyExact(rows, size)];
      return new Values() {
        @Override
        public void read(ByteBuffer buffer, int at, int count) {
          buffer.get(values, at * size, count * size);
        }

        @Override
        public Column column() {
          return new Column.Pixels(name, height, width, values);
        }
      };
    }
  }
}
