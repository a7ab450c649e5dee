package org.denpan.cli.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A piece of a page. There is no way to put markup into it but by elements: every text and every
/// attribute is escaped when it is written, so names and values from data are safe by construction.
/// What is written is HTML and well-formed XML at once.
public sealed interface Html {
  /// Appends the markup.
  void write(StringBuilder out);

  public static Html text(String text) {
    return new Text(text);
  }

  public static Element element(String name, Html... children) {
    return new Element(name, Map.of(), Arrays.asList(children));
  }

  public static Element element(String name, List<? extends Html> children) {
    return new Element(name, Map.of(), List.copyOf(children));
  }

  public static Element element(String name, String text) {
    return element(name, text(text));
  }

  /// The markup as a text.
  default String markup() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  /// Characters to be read as they are.
  record Text(String text) implements Html {
    @Override
    public void write(StringBuilder out) {
      escape(text, false, out);
    }

    /// Escapes markup; what neither HTML nor XML may hold becomes U+FFFD.
    private static void escape(String text, boolean quoted, StringBuilder out) {
      text.codePoints()
          .forEach(c -> {
            switch (c) {
              case '<' -> out.append("&lt;");
              case '>' -> out.append("&gt;");
              case '&' -> out.append("&amp;");
              case '"' -> out.append(quoted ? "&quot;" : "\"");
              default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
          });
    }

    private static boolean allowed(int c) {
      boolean control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
      boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      return !control && !half && (c & 0xFFFE) != 0xFFFE;
    }
  }

  /// An element with its attributes, in their order, and children.
  record Element(String name, Map<String, String> attributes, List<Html> children) implements Html {
    private static final Set<String> VOID = Set.of("br", "img", "meta");
    private static final Set<String> INLINE =
        Set.of("a", "b", "code", "span", "strong", "td", "th", "title", "text", "dt");

    public Element {
      children = List.copyOf(children);
    }

    /// The same element with one more attribute.
    public Element with(String attribute, String value) {
      Map<String, String> more = new LinkedHashMap<>(attributes);
      more.put(attribute, value);
      return new Element(name, more, children);
    }

    /// The same element with a coordinate or size of a drawing as attribute.
    public Element with(String attribute, double value) {
      return with(attribute, Figures.coordinate(value));
    }

    /// The same element in a class of the style sheet.
    public Element in(String styleClass) {
      return with("class", styleClass);
    }

    /// The same element with more children.
    public Element add(Html... more) {
      List<Html> all = new ArrayList<>(children);
      all.addAll(Arrays.asList(more));
      return new Element(name, attributes, all);
    }

    @Override
    public void write(StringBuilder out) {
      out.append('<').append(name);
      attributes.forEach((key, value) -> {
        out.append(' ').append(key).append("=\"");
        Text.escape(value, true, out);
        out.append('"');
      });
      if (VOID.contains(name)) {
        out.append(" />");
      } else {
        out.append('>');
        children.forEach(child -> child.write(out));
        out.append("</").append(name).append('>');
      }
      if (!INLINE.contains(name)) {
        out.append('\n');
      }
    }
  }
}
