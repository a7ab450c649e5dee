package org.denpan.onnx.read;

import java.util.Locale;
import org.denpan.model.ModelFormatException;

/// Counts the parts of a file before objects are made of them: messages, names, attributes. Each
/// takes two bytes in a file, but fifty times that in memory. Values of tensors and lists of
/// numbers do not count.
///
/// Protocol Buffers, "Encoding": a file is a list of fields; a field is its number and wire type,
/// and then a varint, 8 bytes, 4 bytes, or a length and so many bytes.
final class WireScan {
  private static final int MOST = 500_000;
  private static final int DEEPEST = 40;

  /// What messages hold, as far as messages of that kind may be many.
  private enum Kind {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    FUNCTION,
    /// All others, not looked into.
    OTHER;

    Kind of(int field) {
      return switch (this) {
        case MODEL -> field == 7 ? GRAPH : field == 25 ? FUNCTION : OTHER;
        case GRAPH -> field == 1 ? NODE : field == 5 ? TENSOR : OTHER;
        case NODE -> field == 5 ? ATTRIBUTE : OTHER;
        case ATTRIBUTE ->
            switch (field) {
              case 5, 10 -> TENSOR;
              case 6, 11 -> GRAPH;
              default -> OTHER;
            };
        case FUNCTION -> field == 7 ? NODE : OTHER;
        default -> OTHER;
      };
    }

    /// Whether a field holds messages of other kinds, whose parts may be as short as two bytes.
    boolean messages(int field) {
      return switch (this) {
        case MODEL -> field == 8 || field == 14 || field == 20;
        case GRAPH -> field >= 11 && field <= 15;
        case ATTRIBUTE -> field == 14 || field == 15 || field == 22 || field == 23;
        case TENSOR -> field == 3 || field == 13;
        case FUNCTION -> field == 9;
        default -> false;
      };
    }

    /// Whether a field is a list of numbers.
    boolean numbers(int field) {
      return switch (this) {
        case TENSOR -> field == 4 || field == 5 || field == 7 || field == 10 || field == 11;
        case ATTRIBUTE -> field == 7 || field == 8;
        default -> false;
      };
    }
  }

  private final byte[] bytes;
  private int at;
  private long parts;

  private WireScan(byte[] bytes) {
    this.bytes = bytes;
  }

  /// @throws ModelFormatException for a file of more parts than a network has, or that is torn
  static void check(byte[] bytes) {
    new WireScan(bytes).message(Kind.MODEL, bytes.length, 0);
  }

  private void message(Kind kind, int end, int depth) {
    if (depth > DEEPEST) {
      throw new ModelFormatException("graphs nest deeper than " + DEEPEST + " levels");
    }
    while (at < end) {
      long tag = varint(end);
      int field = (int) (tag >>> 3);
      count(kind.numbers(field) ? 0 : 1);
      switch ((int) (tag & 7)) {
        case 0 -> varint(end);
        case 1 -> skip(8, end);
        case 2 -> {
          long length = varint(end);
          if (length < 0 || length > end - at) {
            throw torn();
          }
          Kind inner = kind.of(field);
          if (inner == Kind.OTHER) {
            count(kind.messages(field) ? (int) length / 2 : 0);
            at += (int) length;
          } else {
            message(inner, at + (int) length, depth + 1);
          }
        }
        case 3, 4 -> {
          // a group's begin or end: its fields are counted like others
        }
        case 5 -> skip(4, end);
        default -> throw torn();
      }
    }
  }

  private void count(int more) {
    parts += more;
    if (parts > MOST) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "the file has more than %,d nodes, names and attributes; a feed-forward network has a"
                  + " few hundred",
              MOST));
    }
  }

  private void skip(int count, int end) {
    if (count > end - at) {
      throw torn();
    }
    at += count;
  }

  private long varint(int end) {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at >= end) {
        throw torn();
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw torn();
  }

  private ModelFormatException torn() {
    return new ModelFormatException(
        String.format(
            Locale.ROOT,
            "not an ONNX file, or a torn one: what begins at byte %,d does not fit",
            at));
  }
}
