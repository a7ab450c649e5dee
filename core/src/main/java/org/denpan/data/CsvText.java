package org.denpan.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The characters of a [Source]: UTF-8, or UTF-16 where a byte order mark says so. Bytes that are
/// no such text are refused with the line they stand in.
final class CsvText {
  private static final int SAMPLE = 1 << 20;
  private static final int CHUNK = 1 << 14;
  private static final char REPLACEMENT = '\uFFFD';

  /// First characters of files that are often taken for text.
  private static final Map<String, String> BINARY =
      Map.of(
          "PAR1", "a Parquet file",
          "PK\3\4", "a zip archive or a spreadsheet",
          "\u0089PNG", "a picture",
          "%PDF", "a PDF",
          "SQLi", "an SQLite database");

  private final Source source;
  private final Charset charset;
  private final int mark;

  /// @throws DataException if the source is empty, binary or unreadable
  CsvText(Source source) {
    this.source = source;
    byte[] head = source.head(4);
    if (head.length == 0) {
      throw new DataException(source.name() + " is empty");
    }
    String first = new String(head, StandardCharsets.ISO_8859_1);
    Optional<String> binary = Optional.ofNullable(BINARY.get(first));
    if (binary.isPresent() || first.startsWith("\0\0\b")) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s is %s, not delimited text",
              source.name(),
              binary.orElse("an IDX file (images or labels)")));
    }
    if (first.startsWith("\u00EF\u00BB\u00BF")) {
      charset = StandardCharsets.UTF_8;
      mark = 3;
    } else if (first.startsWith("\u00FE\u00FF") || first.startsWith("\u00FF\u00FE")) {
      charset = head[0] == (byte) 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
      mark = 2;
    } else {
      charset = StandardCharsets.UTF_8;
      mark = 0;
    }
  }

  Source source() {
    return source;
  }

  /// UTF-8 or UTF-16.
  Charset charset() {
    return charset;
  }

  /// From the first character after a byte order mark; throws [CharacterCodingException] where
  /// bytes are no text.
  Reader open() throws IOException {
    return open(CodingErrorAction.REPORT);
  }

  private Reader open(CodingErrorAction malformed) throws IOException {
    InputStream bytes = source.open();
    bytes.skipNBytes(mark);
    return new InputStreamReader(
        bytes, charset.newDecoder().onMalformedInput(malformed).onUnmappableCharacter(malformed));
  }

  /// About a million characters from the start, in complete lines.
  ///
  /// @throws DataException where this is not text
  String sample() {
    StringBuilder sample = new StringBuilder();
    char[] buffer = new char[CHUNK];
    boolean complete = false;
    int lastBreak = 0;
    try (Reader reader = open()) {
      while (!complete && (sample.length() < SAMPLE || lastBreak == 0)) {
        int count = reader.read(buffer, 0, CHUNK);
        complete = count < 0;
        for (int i = 0; i < count; i++) {
          lastBreak = buffer[i] == '\n' || buffer[i] == '\r' ? sample.length() + i + 1 : lastBreak;
        }
        sample.append(buffer, 0, Math.max(count, 0));
      }
    } catch (IOException e) {
      throw problem(e);
    }
    if (sample.indexOf("\0") >= 0) {
      throw new DataException(
          source.name() + " is not text: it has bytes of value 0 (UTF-16 needs a byte order mark)");
    }
    return complete ? sample.toString() : sample.substring(0, lastBreak);
  }

  /// What to say of a problem met while reading.
  DataException problem(IOException problem) {
    if (problem instanceof CharacterCodingException) {
      try (BufferedReader reader = new BufferedReader(open(CodingErrorAction.REPLACE))) {
        return malformed(reader, problem);
      } catch (IOException e) {
        return Source.unreadable(source.name(), e);
      }
    }
    return Source.unreadable(source.name(), problem);
  }

  private DataException malformed(BufferedReader reader, IOException cause) throws IOException {
    long line = 1;
    StringBuilder before = new StringBuilder();
    for (int c = reader.read(); c >= 0 && c != REPLACEMENT; c = reader.read()) {
      before.append((char) c);
      if (c == '\n') {
        line++;
        before.setLength(0);
      }
    }
    String near = before.substring(Math.max(0, before.length() - 20));
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s:%d: a byte after '%s' is not %s; save the file as UTF-8 text",
            source.name(),
            line,
            near,
            charset),
        cause);
  }
}
