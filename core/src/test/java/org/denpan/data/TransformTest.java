package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.DenpanException;
import org.junit.jupiter.api.Test;

class TransformTest {
  private static final Transform STANDARDIZE = new NumberTransform.Standardize("age", 40, 10, true);
  private static final Transform ONE_HOT =
      new TextTransform.OneHot("plan", List.of("1", "gold"), true);
  private static final Transform IMAGES = new Transform.Images("image", 2, 2);

  private static Column texts(String... values) {
    return TestColumns.texts("any", values);
  }

  private static Column numbers(double... values) {
    return TestColumns.numbers("any", values);
  }

  /// All rows of the column, one after the other.
  private static float[] apply(Transform transform, Column column) {
    float[] x = new float[column.rows() * transform.width()];
    int[] rows = IntStream.range(0, column.rows()).toArray();
    transform.bind("a.csv", column).fill(rows, 0, rows.length, x, 0, transform.width());
    return x;
  }

  @Test
  void codesThatLostTheirZerosAreRefusedAndNotTakenForUnknown() {
    Transform codes = new TextTransform.OneHot("code", List.of("01", "02", "A1"), false);
    assertThatThrownBy(() -> codes.bind("a.csv", new Column.Numbers("code", new double[] {1, 2})))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column 'code' was text in training, here it holds number");
  }

  @Test
  void standardizeSubtractsTheMeanAndDividesByTheDeviation() {
    Transform plain = new NumberTransform.Standardize("age", 40, 10, false);
    assertThat(plain.width()).isEqualTo(1);
    assertThat(apply(plain, numbers(40, 50, 25))).containsExactly(0f, 1f, -1.5f);
  }

  @Test
  void robustIsNearlyLinearInTheMiddleAndStaysWithinThree() {
    Transform robust = new NumberTransform.Robust("age", 40, 10, true);
    // z = 1: 1/√(1 + 1/9); z = −3: −3/√2
    assertThat(apply(robust, numbers(40, 50, 10, 1e300, Double.NaN)))
        .containsExactly(
            0f,
            0f,
            (float) (1 / Math.sqrt(10.0 / 9)),
            0f,
            (float) (-3 / Math.sqrt(2)),
            0f,
            3f,
            0f,
            0f,
            1f);
  }

  @Test
  void robustFallsBackToTheExtremesWhereTheQuartilesAreEqual() {
    assertThat(NumberTransform.Robust.of("x", new double[] {0, 5, 5, 5, 5, 5, 5, 8}, false))
        .isEqualTo(new NumberTransform.Robust("x", 5, 4, false));
    assertThat(NumberTransform.Robust.of("x", new double[] {5, 5}, true).spread()).isEqualTo(1);
  }

  @Test
  void quantilesAreThoseOfANormalDistribution() {
    NumberTransform.Quantiles ranks =
        NumberTransform.Quantiles.of("x", new double[] {1, 2, 3, 4, 10}, 5, false);
    assertThat(ranks.knots()).containsExactly(1.0, 2.0, 3.0, 4.0, 10.0);
    // of 0.1, 0.3, 0.5, 0.7, 0.9, from a table of the normal distribution
    assertThat(apply(ranks, numbers(1, 2, 3, 4, 10, 7, -5, 99)))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(
            -1.2815516f,
            -0.5244005f,
            0f,
            0.5244005f,
            1.2815516f,
            0.9029760f,
            -1.2815516f,
            1.2815516f);
  }

  @Test
  void equalQuantilesAreOneKnotInTheMiddleOfTheirPlaces() {
    NumberTransform.Quantiles ranks =
        NumberTransform.Quantiles.of("x", new double[] {0, 0, 0, 0, 9}, 5, false);
    assertThat(ranks.knots()).containsExactly(0.0, 9.0);
    assertThat(ranks.normals().getFirst()).isEqualTo(Normals.quantile(0.4));
  }

  @Test
  void textsThatSayTimesAreTimes() {
    Transform calendar =
        new Transform.Calendar("at", 978_307_200, 86_400, false, false, false, true);
    assertThat(apply(calendar, texts("2001-01-01", "", "2001-01-02T12:00")))
        .containsExactly(0f, 0f, 0f, 1f, 1.5f, 0f);
    assertThatThrownBy(() -> calendar.bind("a.csv", texts("2001-01-01", "yesterday")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column 'at' was a time in training, here it holds text");
  }

  @Test
  void equalValuesStayOneKnotWhateverTheirBits() {
    double[] sorted =
        IntStream.range(0, 1234).mapToDouble(i -> i < 700 ? 13.37 : i + 100).toArray();
    NumberTransform.Quantiles ranks = NumberTransform.Quantiles.of("x", sorted, 100, false);
    assertThat(ranks.knots().stream().filter(knot -> Math.abs(knot - 13.37) < 1e-9))
        .containsExactly(13.37);
  }

  @Test
  void normalQuantilesAreThoseOfTheTables() {
    assertThat(Normals.quantile(0.975)).isEqualTo(1.959963984540054, within(1e-14));
    assertThat(Normals.quantile(0.001)).isEqualTo(-3.090232306167813, within(1e-13));
    assertThat(Normals.quantile(1e-12)).isEqualTo(-7.034483825301131, within(1e-12));
    assertThat(Normals.quantile(0.25)).isEqualTo(-0.674489750196082, within(1e-14));
  }

  @Test
  void aTimeIsALineAndPlacesOnCircles() {
    // 2001-01-01 was a Monday: all circles begin there
    long start = 978_307_200_000_000L;
    Transform calendar = new Transform.Calendar("at", 978_307_200, 86_400, true, true, true, true);
    long halfDay = 43_200_000_000L;
    float[] x =
        apply(
            calendar,
            new Column.Times(
                "at", new long[] {start, start + halfDay, Column.Times.MISSING}, false));
    assertThat(x)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(
            0f,
            0f,
            1f,
            0f,
            1f,
            0f,
            1f,
            0f,
            0.5f,
            (float) Math.sin(Math.PI / 365),
            (float) Math.cos(Math.PI / 365),
            (float) Math.sin(Math.PI / 7),
            (float) Math.cos(Math.PI / 7),
            0f,
            -1f,
            0f,
            0f,
            0f,
            0f,
            0f,
            0f,
            0f,
            0f,
            1f);
  }

  @Test
  void anEmbeddingIsTheNumberOfTheCategory() {
    Transform embedding = new TextTransform.Embedding("plan", List.of("a", "b"), true, 3);
    assertThat(embedding.width()).isEqualTo(1);
    assertThat(apply(embedding, texts("b", "", "zzz", "a"))).containsExactly(1f, 2f, 3f, 0f);
  }

  @Test
  void aMissingNumberIsTheMeanAndTheIndicatorSaysSo() {
    assertThat(STANDARDIZE.width()).isEqualTo(2);
    assertThat(apply(STANDARDIZE, numbers(50, Double.NaN))).containsExactly(1f, 0f, 0f, 1f);
  }

  @Test
  void aMissingNumberWhereTrainingSawNoneIsTheMean() {
    Transform plain = new NumberTransform.Standardize("age", 40, 10, false);
    assertThat(apply(plain, numbers(Double.NaN))).containsExactly(0f);
  }

  @Test
  void aColumnOfMissingTextsServesAsMissingNumbers() {
    assertThat(apply(STANDARDIZE, texts("", ""))).containsExactly(0f, 1f, 0f, 1f);
  }

  @Test
  void aTextWhereTrainingHadNumbersIsRefused() {
    assertThatThrownBy(() -> STANDARDIZE.bind("a.csv", texts("", "old")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "a.csv: column 'age' was a number in training, here it holds text such as 'old'");
  }

  @Test
  void imagesWhereTrainingHadNumbersAreRefused() {
    Column pixels = new Column.Pixels("age", 1, 1, new byte[1]);
    assertThatThrownBy(() -> STANDARDIZE.bind("a.csv", pixels))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "a.csv: column 'age' was a number in training, here it holds pixels such as 'image"
                + " 1×1'");
  }

  @Test
  void oneHotSetsTheInputOfItsCategory() {
    assertThat(ONE_HOT.width()).isEqualTo(3);
    assertThat(apply(ONE_HOT, texts("gold", "1"))).containsExactly(0, 1, 0, 1, 0, 0);
  }

  @Test
  void anUnknownCategoryIsAllZerosAndAMissingOneSetsTheIndicator() {
    assertThat(apply(ONE_HOT, texts("silver", ""))).containsExactly(0, 0, 0, 0, 0, 1);
    Transform without = new TextTransform.OneHot("plan", List.of("1", "gold"), false);
    assertThat(apply(without, texts("silver", ""))).containsExactly(0, 0, 0, 0);
  }

  @Test
  void numbersServeWhereTheirTextsWereLearnt() {
    assertThat(apply(ONE_HOT, numbers(1, 2, Double.NaN)))
        .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void imagesWhereTrainingHadTextsAreRefused() {
    assertThatThrownBy(() -> ONE_HOT.bind("a.csv", new Column.Pixels("plan", 1, 1, new byte[1])))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "a.csv: column 'plan' was text in training, here it holds pixels such as 'image 1×1'");
  }

  @Test
  void pixelsGoFromBlackAtZeroToWhiteAtOne() {
    byte[] values = {0, 51, (byte) 128, (byte) 255};
    assertThat(apply(IMAGES, new Column.Pixels("image", 2, 2, values)))
        .containsExactly(0f, 0.2f, 128 / 255f, 1f);
  }

  @Test
  void imagesOfAnotherSizeAreRefused() {
    assertThatThrownBy(() -> IMAGES.bind("a.idx", new Column.Pixels("image", 1, 4, new byte[4])))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "a.idx: column 'image' was images of 2×2 in training, here it holds pixels such as"
                + " 'image 1×4'");
    assertThatThrownBy(() -> IMAGES.bind("a.csv", numbers()))
        .isInstanceOf(DataException.class)
        .hasMessage("a.csv: column 'image' was images of 2×2 in training, here it holds number");
  }

  @Test
  void onlyTheRowsAskedForAreWrittenAtTheirPlace() {
    float[] x = new float[12];
    Arrays.fill(x, 7);
    // rows 3 and 1 of the column, as the places 1 and 2 of an order, two inputs from column 1 of 4
    STANDARDIZE.bind("a.csv", numbers(10, 20, 30, 40)).fill(new int[] {0, 3, 1}, 1, 3, x, 1, 4);
    assertThat(x).containsExactly(7, 7, 7, 7, 7, 0, 0, 7, 7, -2, 0, 7);
  }

  @Test
  void anOldOneIsOverwrittenInAReusedBatch() {
    float[] x = {1, 1, 1};
    ONE_HOT.bind("a.csv", texts("gold")).fill(new int[] {0}, 0, 1, x, 0, 3);
    assertThat(x).containsExactly(0, 1, 0);
  }

  @Test
  void aTransformThatCannotWorkIsRefused() {
    for (double[] wrong :
        new double[][] {{0, 0}, {0, -1}, {0, Double.NaN}, {Double.NaN, 1}, {0, 1.0 / 0}}) {
      assertThatThrownBy(() -> new NumberTransform.Standardize("age", wrong[0], wrong[1], false))
          .isInstanceOf(DenpanException.class)
          .hasMessageContaining("'age'");
    }
    assertThatThrownBy(() -> new TextTransform.OneHot("plan", List.of("a", "b", "a"), false))
        .isInstanceOf(DenpanException.class)
        .hasMessage("column 'plan' has the category 'a' twice");
    assertThatThrownBy(() -> new TextTransform.OneHot("plan", List.of(), false))
        .isInstanceOf(DenpanException.class)
        .hasMessage("column 'plan' has no categories");
    for (int[] wrong : new int[][] {{0, 4}, {-2, -2}, {65_536, 65_536}}) {
      assertThatThrownBy(() -> new Transform.Images("image", wrong[0], wrong[1]))
          .isInstanceOf(DenpanException.class)
          .hasMessage("column 'image' cannot hold images of " + wrong[0] + "×" + wrong[1]);
    }
  }
}
