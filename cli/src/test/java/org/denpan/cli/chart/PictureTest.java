package org.denpan.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PictureTest {
  private static final double NAN = Double.NaN;
  private static final double[] X = {1, 2, 3, 4, 5};

  private static LineChart lines(int count) {
    List<LineChart.Line> lines =
        IntStream.range(0, count)
            .mapToObj(i ->
                new LineChart.Line(
                    "line " + i, i, X, Arrays.stream(X).map(v -> Math.pow(10, -v * i)).toArray()))
            .toList();
    double[][] values = lines.stream().map(LineChart.Line::y).toArray(double[][]::new);
    return new LineChart(
        count + " lines",
        "They fall.",
        Axis.counting("epoch", 1, 5),
        Axis.logarithmic("loss", values),
        lines);
  }

  private static LineChart line(Axis y, double... values) {
    return new LineChart(
        "one line <&>",
        "A line.",
        Axis.counting("epoch", 1, 5),
        y,
        List.of(new LineChart.Line("a < b", 0, X, values)));
  }

  private static Field field() {
    Axis axis = Axis.tight("w", -2, 2);
    double[][] z = Surface.sample(axis, axis, 41, (x, y) -> x > 1.5 ? NAN : x * x - y * y);
    return Field.of("saddle", "It has paths.", axis, axis, new Surface(z, Ramp.depth(-4, 4), "E"))
        .withContours(Field.roundHeights(z, 8))
        .withBoundaries(0)
        .withPoints(List.of(new Field.Points("a", 0, new double[] {1, NAN}, new double[] {1, 1})))
        .withPaths(
            List.of(
                new Field.Path("SGD", 0, new double[] {0, 1, NAN}, new double[] {0, 1, 2}),
                new Field.Path("far", 1, new double[] {0, 1e300}, new double[] {0, -1e300}),
                new Field.Path("nowhere", 2, new double[] {NAN}, new double[] {0})));
  }

  private static Bars bars(boolean logarithmic) {
    return new Bars(
        "gradients",
        "By layer.",
        "size",
        logarithmic,
        List.of("dense1.weight", "dense2.weight", "dense3.weight", "dense4.weight"),
        List.of(
            new Bars.Group("before", 0, new double[] {1e-9, 0, 0.5, NAN}),
            new Bars.Group("after", 1, new double[] {-1, 2, Double.POSITIVE_INFINITY, 3})));
  }

  static Stream<Picture> pictures() {
    return Stream.of(
        Picture.of(lines(8), "Eight of them."),
        Picture.of(line(Axis.logarithmic("y", 1, 10), 1, 0, -1, NAN, 10), ""),
        Picture.of(
            line(Axis.linear("y", -1, 1), 0, 1e300, -1e300, Double.NEGATIVE_INFINITY, 0), ""),
        Picture.of(line(Axis.linear("y", new double[] {NAN}), NAN, NAN, NAN, NAN, NAN), ""),
        Picture.of(lines(0), ""),
        Picture.of(field(), "A caption that is so long that it needs a second line ".repeat(2)),
        Picture.of(Field.of("bare", "Nothing.", Axis.linear("", 0, 1), Axis.linear("", 0, 1)), ""),
        Picture.of(bars(true), ""),
        Picture.of(bars(false), ""),
        Picture.of(new Bars("none", "None.", "v", true, List.of(), List.of()), ""),
        Picture.of(Histogram.of("errors", X), ""),
        Picture.of(new Scatter("m", X, X, new int[] {0, 3}), ""),
        Picture.of("side by side", "Both.", 2, List.of(lines(2), field(), bars(true))));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void anSvgIsWellFormedStandsAloneAndHoldsNoBrokenNumber(Picture picture) {
    Document document = Pages.parse(picture.svg());
    assertThat(document.getDocumentElement().getAttribute("xmlns"))
        .isEqualTo("http://www.w3.org/2000/svg");
    assertThat(picture.svg()).doesNotContain("NaN", "Infinity", "var(", "null");
    List<String> ids =
        Pages.all(document, "*").stream()
            .map(e -> e.getAttribute("id"))
            .filter(id -> !id.isEmpty())
            .toList();
    assertThat(ids).doesNotHaveDuplicates();
    for (Element link : Pages.all(document, "image")) {
      assertThat(link.getAttribute("href")).startsWith("data:");
    }
    assertThat(picture.svg().length()).isLessThan(100_000);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPngIsTheSvgAtTwiceItsSizeAndNotBlank(Picture picture) throws IOException {
    Element svg = Pages.parse(picture.svg()).getDocumentElement();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));

    assertThat(image.getWidth())
        .isEqualTo((int) Math.ceil(2 * Double.parseDouble(svg.getAttribute("width"))));
    assertThat(image.getHeight())
        .isEqualTo((int) Math.ceil(2 * Double.parseDouble(svg.getAttribute("height"))));
    assertThat(colours(image)).hasSizeGreaterThan(5).contains(Colour.PAGE.rgb());
  }

  @Test
  void eightLinesHaveEightColoursInSvgAndPng() throws IOException {
    Picture picture = Picture.of(lines(8), "");
    Set<Integer> colours = colours(ImageIO.read(new ByteArrayInputStream(picture.png())));

    for (int series = 0; series < 8; series++) {
      assertThat(colours).contains(Colour.of(series).rgb());
    }
    assertThat(IntStream.range(0, 8).map(i -> Colour.of(i).rgb()).distinct().count()).isEqualTo(8);
  }

  @Test
  void aSurfaceIsDeepWhereItIsLowAndHasNoColourWhereItIsNotANumber() throws IOException {
    Ramp ramp = Ramp.depth(0, 1);
    double[][] z = {{0, 0, 0, NAN}, {1, 1, 1, NAN}};
    Axis axis = Axis.tight("", 0, 3);
    Picture picture = Picture.of(Field.of("t", "d", axis, axis, new Surface(z, ramp, "")), "");
    Set<Integer> colours = colours(ImageIO.read(new ByteArrayInputStream(picture.png())));

    assertThat(colours).contains(ramp.rgb(0), ramp.rgb(NAN));
    assertThat(ramp.rgb(0)).isNotEqualTo(ramp.rgb(1));
    assertThat(ramp.rgb(-5)).isEqualTo(ramp.rgb(0));
    assertThat(ramp.rgb(Double.POSITIVE_INFINITY)).isEqualTo(ramp.rgb(1));
  }

  @Test
  void aLegendThatAllDrawingsShareStandsOnce() {
    Picture same = Picture.of("h", "", 2, List.of(lines(2), lines(2)));
    Picture different = Picture.of("h", "", 2, List.of(lines(2), lines(3)));

    assertThat(Pages.texts(Pages.parse(same.svg()), "text")).containsOnlyOnce("line 0", "line 1");
    assertThat(Pages.texts(Pages.parse(different.svg()), "text").stream())
        .filteredOn("line 0"::equals)
        .hasSize(2);
  }

  @Test
  void barsWithoutAValueForEachNameAreRefused() {
    assertThatThrownBy(() ->
            new Bars(
                "t",
                "d",
                "v",
                false,
                List.of("a", "b"),
                List.of(new Bars.Group("g", 0, new double[] {1}))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'g' have 1 values for 2 names");
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y) & 0xFFFFFF);
      }
    }
    return colours;
  }
}
