package org.denpan.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.denpan.cli.textbook.Item;
import org.denpan.cli.textbook.Numbers;
import org.denpan.cli.textbook.Row;

/// A row of the textbook as text, item by item, and as an object for programs.
final class TextbookPage implements Consumer<Item> {
  private static final int WIDTH = 96;
  private static final int LONGEST_WHAT = 44;

  /// A tolerance at which it is of interest how far off a number is.
  private static final double LOOSE = 1e-3;

  private static final String INDENT = "    ";

  private final Optional<PrintStream> out;
  private final Function<Item.Drawn, List<String>> draw;
  private final List<Item.Comparison> waiting = new ArrayList<>();
  private final List<Item.Comparison> checks = new ArrayList<>();
  private final List<String> pictures = new ArrayList<>();

  /// @param out where to print, if anywhere
  /// @param draw makes a picture's files and says which
  TextbookPage(Optional<PrintStream> out, Function<Item.Drawn, List<String>> draw) {
    this.out = out;
    this.draw = draw;
  }

  /// `docs/textbook.md#units`
  static String section(Row row) {
    return "docs/textbook.md#" + row.anchor();
  }

  boolean passed() {
    return checks.stream().allMatch(Item.Comparison::passed);
  }

  void begin(Row row) {
    String left = row.number() + "  " + row.title();
    print(left + Layout.padLeft(section(row), WIDTH - left.length()));
    print("═".repeat(WIDTH));
    wrapped("", Character.toUpperCase(row.shows().charAt(0)) + row.shows().substring(1) + ".");
  }

  @Override
  public void accept(Item item) {
    if (item instanceof Item.Comparison comparison) {
      waiting.add(comparison);
      checks.add(comparison);
      return;
    }
    flush();
    switch (item) {
      case Item.Heading heading -> {
        print("");
        print(heading.text());
      }
      case Item.Words words -> wrapped(INDENT, words.text());
      case Item.Lines lines -> lines.lines().forEach(line -> print(INDENT + line));
      case Item.Table table ->
          Layout.align(table.rows(), 1, Integer.MAX_VALUE).forEach(line -> print(INDENT + line));
      case Item.Drawn drawn -> pictures.addAll(draw.apply(drawn));
      case Item.Comparison none -> throw new AssertionError(none);
    }
  }

  void end() {
    flush();
    long wrong = checks.stream().filter(c -> !c.passed()).count();
    print("");
    print(
        wrong == 0
            ? "%d of %d right".formatted(checks.size(), checks.size())
            : "%d of %d WRONG".formatted(wrong, checks.size()));
    if (!pictures.isEmpty()) {
      wrapped("", "Pictures: " + String.join(", ", pictures));
    }
    print("");
  }

  /// Prints the comparisons that came one after the other, under each other.
  private void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    boolean near = waiting.stream().anyMatch(c -> c.relation() == Item.Relation.NEAR);
    rows.add(List.of("", "got", "expected", near ? "within" : "", ""));
    for (Item.Comparison c : waiting) {
      rows.add(
          List.of(
              Layout.cut(c.what(), LONGEST_WHAT),
              text(c, c.got()),
              expected(c),
              c.relation() == Item.Relation.NEAR ? within(c) : "",
              c.passed() ? "right" : "WRONG"));
    }
    Layout.align(rows, 1, 4).forEach(line -> print(INDENT + line));
    waiting.clear();
  }

  private static String within(Item.Comparison c) {
    return c.within() == 0 ? "exactly" : Numbers.power(c.within(), 0);
  }

  private static String expected(Item.Comparison c) {
    return switch (c.relation()) {
      case NEAR, SAME -> text(c, c.expected());
      case AT_LEAST -> "≥ " + text(c, c.expected());
      case BELOW -> "< " + text(c, c.expected());
    };
  }

  private static String text(Item.Comparison c, Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(v -> text(c, v)).collect(Collectors.joining(" "));
      case Long whole -> Layout.whole(whole);
      case Double number -> number(c, number);
      default -> value.toString();
    };
  }

  private static String number(Item.Comparison c, double value) {
    return switch (c.relation()) {
      case NEAR -> Numbers.upTo(value, c.passed() ? printed(c) : c.within());
      case BELOW, AT_LEAST, SAME -> Numbers.about(value);
    };
  }

  /// The last digit that is worth printing: of the tolerance, or of what is expected where that is
  /// short.
  private static double printed(Item.Comparison c) {
    List<?> expected = c.expected() instanceof List<?> list ? list : List.of(c.expected());
    int decimals =
        expected.stream()
            .mapToInt(v -> new BigDecimal(v.toString()).stripTrailingZeros().scale())
            .max()
            .orElse(0);
    if (c.within() >= LOOSE) {
      return c.within() / 10;
    }
    return Math.max(c.within(), Math.pow(10, -Math.max(0, decimals)));
  }

  private void print(String line) {
    out.ifPresent(stream -> stream.println(line.stripTrailing()));
  }

  private void wrapped(String indent, String text) {
    Layout.wrap(text, WIDTH - indent.length()).forEach(line -> print(indent + line));
  }

  Map<String, Object> json(Row row) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("row", row.number());
    object.put("title", row.title());
    object.put("section", section(row));
    object.put("passed", passed());
    object.put("checks", checks.stream().map(TextbookPage::json).toList());
    object.put("pictures", pictures);
    return object;
  }

  private static Map<String, Object> json(Item.Comparison c) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("what", c.what());
    object.put("got", finite(c.got()));
    object.put("expected", c.expected());
    object.put("relation", c.relation().name().toLowerCase(Locale.ROOT));
    object.put("within", c.within());
    object.put("passed", c.passed());
    return object;
  }

  /// JSON has no numbers that are not finite; they are told as texts.
  private static Object finite(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(TextbookPage::finite).toList();
      case Double d when !Double.isFinite(d) -> d.toString();
      default -> value;
    };
  }
}
