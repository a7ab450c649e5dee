package org.denpan.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.denpan.Sha256;

/// The constants of a scorer: short lists stand in its source, long ones and all weights in the
/// file beside it, little-endian, in the order in which the source declares them. A text there is
/// its length in bytes and its UTF-8.
final class Tables {
  /// A source file holds some thousands of constants at most.
  private static final int MOST_WRITTEN = 64;

  /// What users of a scorer may want to see.
  private static final String PUBLIC = "List<String> CLASSES";

  private static final int LONGEST_TEXT = 200;
  private static final int MOST_IN_ALL = 3000;

  private final StringBuilder declarations = new StringBuilder();
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private int written;
  private boolean texts;
  private boolean doubles;

  /// Declares floats, which are read from the file.
  void floats(String name, float[] values, int at, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values, at, length);
    file.writeBytes(bytes.array());
    declare("float[] " + name, "floats(" + length + ")");
  }

  /// Declares doubles.
  void doubles(String name, List<Double> values) {
    if (isShort(values.size())) {
      declare(
          "double[] " + name,
          values.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}")));
      return;
    }
    doubles = true;
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(bytes::putDouble);
    file.writeBytes(bytes.array());
    declare("double[] " + name, "doubles(" + values.size() + ")");
  }

  /// The texts as the arguments of a method: one by one, or read from the file.
  String texts(List<String> values) {
    boolean plain = values.stream().allMatch(text -> text.length() <= LONGEST_TEXT);
    if (plain && isShort(values.size())) {
      return JavaText.literals(values);
    }
    texts = true;
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      file.writeBytes(length.putInt(bytes.length).array());
      file.writeBytes(bytes);
    }
    return "texts(" + values.size() + ")";
  }

  /// Declares a constant.
  void declare(String name, String value) {
    String access = name.equals(PUBLIC) ? "public" : "private";
    declarations.append("  " + access + " static final " + name + " = " + value + ";\n");
  }

  private boolean isShort(int size) {
    boolean few = size <= MOST_WRITTEN && written + size <= MOST_IN_ALL;
    written += few ? size : 0;
    return few;
  }

  String declarations() {
    return declarations.toString();
  }

  boolean readsTexts() {
    return texts;
  }

  boolean readsDoubles() {
    return doubles;
  }

  byte[] file() {
    return file.toByteArray();
  }

  String sha256() {
    Sha256 sum = new Sha256();
    sum.add(ByteBuffer.wrap(file()));
    return sum.hex();
  }
}
