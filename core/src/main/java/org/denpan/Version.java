package org.denpan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Which Denpan this is, as the build wrote it down.
public final class Version {
  private static final String TEXT = read();

  private Version() {}

  /// Such as `0.1.0`; `(development)` where no build has written it down.
  public static String text() {
    return TEXT;
  }

  private static String read() {
    try (InputStream stream = Version.class.getResourceAsStream("version.txt")) {
      String text =
          stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
      return text.isEmpty() || text.startsWith("$") ? "(development)" : text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
