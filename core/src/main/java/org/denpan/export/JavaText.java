package org.denpan.export;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Texts and names as Java writes them. Whatever a model's columns and classes are called, it stays
/// a text: nothing ends a literal or a comment before its time.
final class JavaText {
  private static final Set<String> KEYWORDS =
      Set.of(
          ("abstract assert boolean break byte case catch char class const continue default do"
                  + " double else enum extends final finally float for goto if implements import"
                  + " instanceof int interface long native new package private protected public"
                  + " return short static strictfp super switch synchronized this throw throws"
                  + " transient try void volatile while true false null var yield record sealed"
                  + " permits _")
              .split(" ", -1));

  private static final int LINE = 100;

  private JavaText() {}

  /// A text as a literal, in ASCII.
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> literal.append('\\').append(c);
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> {
          if (c >= ' ' && c < 127) {
            literal.append(c);
          } else if (c < ' ') {
            literal.append(String.format(Locale.ROOT, "\\%03o", (int) c));
          } else {
            literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          }
        }
      }
    }
    return literal.append('"').toString();
  }

  /// A text within a comment: in ASCII, and without what would end the comment or be an escape.
  static String comment(String text) {
    StringBuilder comment = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      comment.append(c < ' ' || c > 126 || c == '\\' || c == '<' || c == '@' ? '?' : c);
    }
    return comment.toString().replace("*/", "* /").replace("/*", "/ *");
  }

  /// Whether it may be the name of a class or a part of a package's name.
  static boolean isName(String text) {
    return text.matches("[A-Za-z_$][A-Za-z0-9_$]*") && !KEYWORDS.contains(text);
  }

  /// The words of a text, each but the first with a capital: `hoursPerWeek` of `hours-per-week`.
  private static String camel(String text) {
    StringBuilder name = new StringBuilder();
    boolean capital = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
        name.append(capital ? Character.toUpperCase(c) : c);
        capital = false;
      } else {
        capital = !name.isEmpty();
      }
    }
    return name.isEmpty() ? "column" : name.toString();
  }

  /// Different names for different texts.
  static final class Names {
    private final Set<String> taken = new HashSet<>();

    /// A name for a variable, with a small letter at its beginning.
    String variable(String text) {
      String plain = camel(text);
      String small = plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
      String legal = isName(small) ? small : "the" + capital(plain);
      String name = legal;
      for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
        name = legal + "_" + i;
      }
      return name;
    }
  }

  /// Texts as literals with commas between, broken into lines of about a hundred characters.
  static String literals(List<String> texts) {
    return joined(texts.stream().map(JavaText::literal).toList(), LINE / 2);
  }

  /// A line of code, broken between the parameters if it is the head of a method.
  static String wrapped(String line) {
    return line.startsWith("  public ") && !line.contains("\"")
        ? joined(List.of(line.split(", ", -1)), 0)
        : line;
  }

  /// @param before how long what stands before them is
  private static String joined(List<String> parts, int before) {
    StringBuilder joined = new StringBuilder();
    int length = before;
    for (String part : parts) {
      if (!joined.isEmpty()) {
        boolean full = length + part.length() > LINE;
        joined.append(full ? ",\n      " : ", ");
        length = full ? 6 : length + 2;
      }
      joined.append(part);
      length += part.length();
    }
    return joined.toString();
  }

  static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /// The name of a constant: `DENSE1_WEIGHT` of `dense1.weight`, `HOURS_PER_WEEK` of
  /// `hoursPerWeek`.
  static String constant(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9_]", "_")
        .toUpperCase(Locale.ROOT);
  }
}
