package org.denpan.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StyleTest {
  /// WCAG 2.2, success criterion 1.4.3 (AA).
  private static final double LEGIBLE = 4.5;

  private static final Pattern HEX = Pattern.compile("--(\\w+): #(\\w{6});");
  private static final Pattern TINT = Pattern.compile("--(right|wrong): (\\d+), (\\d+), (\\d+);");
  private static final Pattern DEPTH = Pattern.compile("--depth-most: ([0-9.]+);");

  @Test
  void theSheetHoldsNothingThatMarkupWouldEscape() {
    assertThat(Style.SHEET).doesNotContain("<", ">", "&");
  }

  @Test
  void textIsLegibleInLightAndDark() {
    for (String theme : themes()) {
      Map<String, double[]> colours = colours(theme);
      for (String text : List.of("ink", "muted", "accent", "second")) {
        for (String ground : List.of("page", "panel")) {
          assertThat(contrast(colours.get(text), colours.get(ground)))
              .as(text + " on " + ground)
              .isGreaterThan(LEGIBLE);
        }
      }
    }
  }

  @Test
  void figuresAreLegibleOnTheDeepestTint() {
    for (String theme : themes()) {
      Map<String, double[]> colours = colours(theme);
      Matcher depth = DEPTH.matcher(theme);
      assertThat(depth.find()).isTrue();
      double alpha = Double.parseDouble(depth.group(1));
      Stream.of("right", "wrong")
          .forEach(tint ->
              assertThat(
                      contrast(
                          colours.get("ink"), mix(colours.get(tint), colours.get("page"), alpha)))
                  .as(tint)
                  .isGreaterThan(LEGIBLE));
    }
  }

  private static List<String> themes() {
    int dark = Style.SHEET.indexOf("prefers-color-scheme: dark");
    return List.of(Style.SHEET.substring(0, dark), Style.SHEET.substring(dark));
  }

  private static Map<String, double[]> colours(String theme) {
    Map<String, double[]> colours = new HashMap<>();
    Matcher hex = HEX.matcher(theme);
    while (hex.find()) {
      int rgb = Integer.parseInt(hex.group(2), 16);
      colours.put(hex.group(1), new double[] {rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF});
    }
    Matcher tint = TINT.matcher(theme);
    while (tint.find()) {
      colours.put(
          tint.group(1),
          new double[] {
            Double.parseDouble(tint.group(2)),
            Double.parseDouble(tint.group(3)),
            Double.parseDouble(tint.group(4))
          });
    }
    return colours;
  }

  private static double[] mix(double[] above, double[] below, double alpha) {
    double[] mixed = new double[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = alpha * above[i] + (1 - alpha) * below[i];
    }
    return mixed;
  }

  private static double contrast(double[] a, double[] b) {
    double lighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(double[] rgb) {
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      double c = rgb[i] / 255;
      linear[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
}
