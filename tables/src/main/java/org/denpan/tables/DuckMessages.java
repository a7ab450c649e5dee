package org.denpan.tables;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.denpan.data.DataException;

/// DuckDB's messages in one line: what went wrong and where, without advice on settings that nobody
/// can reach from here.
final class DuckMessages {
  private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
  private static final Pattern FILE = Pattern.compile("(?m)^  file = (.*)$");
  private static final Pattern FIELDS =
      Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
  private static final Pattern VALUE =
      Pattern.compile(
          "(?s)Error when converting column \"(.*?)\". Could not convert string \"(.*?)\" to"
              + " '(\\w+)");
  private static final Pattern REMOTE =
      Pattern.compile("File (\\S+) requires the extension httpfs");
  private static final Pattern BESIDE =
      Pattern.compile("(?s)\\n\\n.*|\\nLINE \\d+:.*|\\nPossible .*|\\n\\s*\\^.*");

  private DuckMessages() {}

  /// @param source what was being read
  static DataException of(String source, SQLException problem) {
    String message = String.valueOf(problem.getMessage()).replace("\r", "");
    Matcher line = LINE.matcher(message);
    String text =
        line.find()
            ? csv(first(FILE, message).orElse(source) + ":" + line.group(1), message)
            : plain(source, message);
    return new DataException(text, problem);
  }

  /// Why something could not be written.
  static String reason(SQLException problem) {
    String message = one(String.valueOf(problem.getMessage()));
    return message.replaceFirst("^Could not write file \"[^\"]*\": ", "");
  }

  private static String csv(String where, String message) {
    Matcher fields = FIELDS.matcher(message);
    if (fields.find()) {
      String found = fields.group(2).equals("1") ? "1 field" : fields.group(2) + " fields";
      return "%s: %s, expected %s; a value that contains the delimiter must stand in quotes"
          .formatted(where, found, fields.group(1));
    }
    Matcher value = VALUE.matcher(message);
    if (value.find()) {
      boolean time = value.group(3).startsWith("TIME") || value.group(3).equals("DATE");
      return ("%s: '%s' in column '%s' is not a %s, as the values before it are; correct it, name"
              + " it as a missing value, or read the column as text")
          .formatted(where, shortened(value.group(2)), value.group(1), time ? "time" : "number");
    }
    if (message.contains("unterminated quote") || message.contains("quoted value")) {
      return where
          + ": a value that begins with a quote must end with it, and inside of it each quote is"
          + " written twice; if it is a plain character in this file, set another quote";
    }
    if (message.contains("Invalid unicode") || message.contains("not utf-8")) {
      return where + ": a byte is not UTF-8; save the file as UTF-8 text";
    }
    return where + ": " + one(message.replaceFirst("(?s).*?Original Line:[^\\n]*\\n", ""));
  }

  private static String plain(String source, String message) {
    Optional<String> remote = first(REMOTE, message);
    if (remote.isPresent()) {
      return "%s names %s, which is not in this machine's files; reading uses no"
              .formatted(source, remote.get())
          + " network: fetch the file first";
    }
    if (message.contains("too small to be a Parquet") || message.contains("No magic bytes")) {
      return source
          + " is cut short or no Parquet file: it lacks the bytes PAR1 at its end; copy it again";
    }
    return source + " cannot be read: " + one(message);
  }

  /// The first part of a message, in one line.
  private static String one(String message) {
    String kind = message.replaceFirst("^(\\w+ )*?Error: (?=\\S)", "");
    return shortened(BESIDE.matcher(kind).replaceFirst("").strip().replaceAll("\\s+", " "));
  }

  private static String shortened(String text) {
    return text.length() <= 300
        ? text
        : text.substring(0, 300) + String.format(Locale.ROOT, "… (%,d characters)", text.length());
  }

  private static Optional<String> first(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }
}
