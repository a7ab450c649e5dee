package org.denpan.cli.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The colours of drawings and of the page around them, on a light ground and on a dark one.
public enum Colour {
  /// What everything stands on.
  PAGE("#ffffff", "#14181d"),
  /// What stands out from it.
  PANEL("#f5f7f9", "#1c2229"),
  /// Text.
  INK("#1c2128", "#e4e8ec"),
  /// Text that says less.
  MUTED("#57606a", "#9aa6b2"),
  /// Lines of tables and grids.
  RULE("#d5dbe1", "#343d47"),
  /// The first series.
  ACCENT("#1f5fbf", "#7eb2ff"),
  /// The second series.
  SECOND("#b4530a", "#f2a35e"),
  /// The third series.
  THIRD("#1a7f5a", "#63cfa4"),
  /// The fourth series.
  FOURTH("#8a3ea8", "#d29be8"),
  /// The fifth series.
  FIFTH("#c2185b", "#ff8fb0"),
  /// The sixth series.
  SIXTH("#0a7a91", "#5fd0e6"),
  /// The seventh series.
  SEVENTH("#7d6608", "#d8c455"),
  /// The eighth series.
  EIGHTH("#4a5560", "#b8c2cc");

  private static final List<Colour> SERIES =
      List.of(ACCENT, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH);

  /// What drawings look like: rules of a style sheet that name a single class each, which is all
  /// that some readers of SVG understand.
  private static final String RULES =
      """
      .tick, .label { fill: $MUTED; }
      .grid { stroke: $RULE; stroke-width: 1; }
      .axis { stroke: $MUTED; stroke-width: 1; }
      .mark { stroke: $MUTED; stroke-width: 1; stroke-dasharray: 4 3; }
      .line { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; }
      .dashed { stroke-dasharray: 6 3; }
      .dot, .block { fill: currentColor; }
      .spot { fill: currentColor; stroke: $PAGE; stroke-width: 1; }
      .ring { fill: $PAGE; stroke: currentColor; stroke-width: 2; }
      .halo { fill: none; stroke: $PAGE; stroke-width: 4; stroke-opacity: 0.7; stroke-linejoin: round; }
      .contour { fill: none; stroke: $INK; stroke-width: 0.7; stroke-opacity: 0.45; }
      .boundary { fill: none; stroke: $INK; stroke-width: 1.6; }
      .band { fill: $INK; fill-opacity: 0; }
      .point { fill: $ACCENT; fill-opacity: 0.4; }
      .column { fill: $ACCENT; fill-opacity: 0.75; }
      """;

  private final String light;
  private final String dark;

  Colour(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /// On a light ground, as `#rrggbb`.
  public String light() {
    return light;
  }

  /// On a dark ground, as `#rrggbb`.
  public String dark() {
    return dark;
  }

  /// The name in a style sheet: `--accent`.
  public String variable() {
    return "--" + name().toLowerCase(Locale.ROOT);
  }

  /// All of them as variables of a style sheet, each with what the function gives.
  public static String variables(Function<Colour, String> value) {
    return Arrays.stream(values())
        .map(colour -> colour.variable() + ": " + value.apply(colour) + ";")
        .collect(Collectors.joining(" "));
  }

  /// The rules of drawings, with what the function writes for a colour.
  public static String rules(Function<Colour, String> value) {
    StringBuilder rules = new StringBuilder(RULES);
    for (int i = 0; i < SERIES.size(); i++) {
      rules.append(".%s { color: $%s; }\n".formatted(series(i), SERIES.get(i).name()));
    }
    String sheet = rules.toString();
    for (Colour colour : values()) {
      sheet = sheet.replace("$" + colour.name(), value.apply(colour));
    }
    return sheet;
  }

  /// The class of the style sheet for the series with this number, from 0; they begin again after
  /// the eighth.
  public static String series(int number) {
    return "series" + (number % SERIES.size() + 1);
  }

  /// The colour of the series with this number, from 0.
  static Colour of(int series) {
    return SERIES.get(series % SERIES.size());
  }

  /// On a light ground, as 0xRRGGBB.
  int rgb() {
    return Integer.parseInt(light.substring(1), 16);
  }
}
