package org.denpan.onnx.read;

/// Names out of a file, fit for a message: short, and without control characters.
final class Said {
  private static final int LONGEST = 80;

  private Said() {}

  static String name(String raw) {
    String plain = raw.replaceAll("\\p{Cntrl}", "?");
    if (plain.codePointCount(0, plain.length()) <= LONGEST) {
      return plain;
    }
    return plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
