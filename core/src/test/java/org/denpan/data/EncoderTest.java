package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.List;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

class EncoderTest {
  private static final Column.Numbers USEFUL = numbers("useful", 40, row -> row % 7 - 0.5);
  private static final Column.Categories LABEL =
      texts("label", 40, row -> row % 2 == 0 ? "a" : "b");

  /// The encoder of `column` beside a useful one.
  private static Encoder fit(Column column) {
    int[] rows = IntStream.range(0, column.rows()).toArray();
    return Encoder.fit(
        table(repeated(USEFUL, rows), column, repeated(LABEL, rows)).withTarget("label"));
  }

  private static Column repeated(Column column, int[] rows) {
    return column.select(IntStream.of(rows).map(r -> r % column.rows()).toArray());
  }

  private static void leftOut(Column column, String reason) {
    Encoder encoder = fit(column);
    assertThat(encoder.leftOut()).containsExactly(new LeftOut(column.name(), reason));
    assertThat(encoder.inputs()).extracting(Transform::column).containsExactly("useful");
  }

  private static Transform kept(Column column) {
    Encoder encoder = fit(column);
    assertThat(encoder.leftOut()).isEmpty();
    assertThat(encoder.inputs()).extracting(Transform::column).contains(column.name());
    return encoder.inputs().get(1);
  }

  @Test
  void numbersAreStandardisedByTheirOwnMeanAndDeviation() {
    assertThat(kept(numbers("x", 2, 4, 4, 4, 5, 5, 7, 9)))
        .isEqualTo(new NumberTransform.Standardize("x", 5, 2, false));
  }

  @Test
  void missingNumbersDoNotCountAndGetAnIndicator() {
    assertThat(kept(numbers("x", 2, 4, 4, 4, Double.NaN, 5, 5, 7, 9)))
        .isEqualTo(new NumberTransform.Standardize("x", 5, 2, true));
  }

  @Test
  void textsAreOneHotInAlphabeticalOrderOfThoseThatOccur() {
    Column column = texts("plan", "silver", "gold", "blue", "gold").select(new int[] {1, 0, 1, 0});
    assertThat(kept(column))
        .isEqualTo(new TextTransform.OneHot("plan", List.of("gold", "silver"), false));
    assertThat(kept(texts("plan", "silver", "", "gold")))
        .isEqualTo(new TextTransform.OneHot("plan", List.of("gold", "silver"), true));
  }

  @Test
  void imagesKeepTheirSize() {
    Column images = new Column.Pixels("image", 2, 3, new byte[2 * 3 * 4]);
    assertThat(kept(images)).isEqualTo(new Transform.Images("image", 2, 3));
  }

  @Test
  void inputsKeepTheOrderOfTheColumnsAndTheTargetIsNoInput() {
    Encoder encoder =
        Encoder.fit(
            table(
                    texts("plan", "a", "b", "c", "a"),
                    LABEL.select(new int[] {0, 1, 2, 3}),
                    numbers("x", 1, 2, 4, Double.NaN))
                .withTarget("label"));
    assertThat(encoder.inputs()).extracting(Transform::column).containsExactly("plan", "x");
    assertThat(encoder.width()).isEqualTo(3 + 2);
  }

  @Test
  void theWeightsAreNoInputAndChangeNoStatistics() {
    Table table =
        table(
                numbers("x", 1, 2, 4, 9),
                numbers("w", 1, 0, 3, 5),
                texts("label", "a", "b", "a", "a"))
            .withTarget("label");
    Table weighted = table.withWeights("w");
    Encoder encoder = Encoder.fit(weighted);
    assertThat(encoder.weights()).contains("w");
    assertThat(encoder.leftOut()).isEmpty();
    Encoder without =
        Encoder.fit(table(table.column("x"), table.column("label")).withTarget("label"));
    assertThat(encoder.inputs()).isEqualTo(without.inputs());
    assertThat(encoder.target()).isEqualTo(without.target());
    assertThat(encoder.encode(weighted.select(new int[] {3, 0})).weights()).containsExactly(5, 1);
    assertThat(encoder.encode(table).weights()).containsExactly(1, 0, 3, 5);
    assertThat(without.encode(table).weights()).containsExactly(1, 1, 1, 1);
  }

  /// Nothing of the rows held back may be seen: neither their mean nor their categories.
  @Test
  void onlyTheTrainingRowsAreLearntFrom() {
    Table all =
        table(
                numbers("x", 1, 2, 4, 1_000),
                texts("plan", "a", "b", "a", "z"),
                texts("label", "no", "yes", "no", "maybe"))
            .withTarget("label");
    Table train = all.select(new int[] {0, 1, 2});
    Encoder encoder = Encoder.fit(train);
    assertThat(((NumberTransform.Standardize) encoder.inputs().get(0)).mean())
        .isCloseTo(7.0 / 3, within(1e-12));
    assertThat(((TextTransform.OneHot) encoder.inputs().get(1)).categories())
        .containsExactly("a", "b");
    assertThat(((Target.Classes) encoder.target()).classes()).containsExactly("no", "yes");
  }

  @Test
  void aColumnWithoutValuesIsLeftOut() {
    leftOut(numbers("x", Double.NaN, Double.NaN, Double.NaN), "has no values");
    leftOut(texts("x", "", "", ""), "has no values");
  }

  @Test
  void aConstantColumnIsLeftOut() {
    leftOut(numbers("x", 0.1, 0.1, 0.1), "is always 0.1");
    leftOut(numbers("x", 7, 7, 7), "is always 7");
    leftOut(texts("x", "same", "same", "same"), "is always 'same'");
  }

  @Test
  void aConstantThatIsSometimesMissingIsKeptForItsIndicator() {
    assertThat(kept(numbers("x", 0.1, Double.NaN, 0.1, 0.1, 0.1, 0.1)))
        .isEqualTo(new NumberTransform.Standardize("x", 0.1, 1, true));
    assertThat(kept(texts("x", "same", "", "same")))
        .isEqualTo(new TextTransform.OneHot("x", List.of("same"), true));
  }

  @Test
  void whatOnlyCountsTheRowsIsLeftOut() {
    leftOut(numbers("id", 40, row -> row + 1), "only counts the rows");
    // a subset of a counted table, in its order
    leftOut(numbers("id", 40, row -> 1_000 + row + row / 3), "only counts the rows");
  }

  @Test
  void numbersThatRiseOtherwiseAreKept() {
    kept(numbers("x", 40, row -> row * row));
    kept(numbers("x", 40, row -> row + 0.5));
    kept(numbers("x", 40, row -> Math.floorDiv(row, 2)));
    kept(numbers("x", 20, row -> row));
  }

  @Test
  void textsThatAreNearlyAllDifferentAreLeftOut() {
    leftOut(
        texts("name", 40, row -> "name " + row),
        "has 40 different texts in 40 rows, an identifier");
    leftOut(
        texts("name", 40, row -> row < 10 ? "" : "name " + row % 25),
        "has 25 different texts in 30 rows, an identifier");
    kept(texts("name", 20, row -> "name " + row));
    kept(texts("name", 60, row -> "name " + row % 30));
  }

  @Test
  void manyTextsAreEmbeddedAndTooManyLeftOut() {
    assertThat(fit(texts("city", 640, row -> "city " + row % 64)).inputs().getLast())
        .isInstanceOf(TextTransform.OneHot.class);
    assertThat(fit(texts("city", 650, row -> "city " + row % 65)).inputs().getLast())
        .isInstanceOfSatisfying(
            TextTransform.Embedding.class,
            e -> {
              assertThat(e.size()).isEqualTo(8);
              assertThat(e.codes()).isEqualTo(65);
            });
    leftOut(
        texts("city", 400_000, row -> "city " + row % 100_002),
        "has more than 100,000 different texts in 400,000 rows, an identifier");
  }

  @Test
  void freeTextIsToldFromIdentifiers() {
    leftOut(
        texts("review", 40, row -> "this was visit number " + row),
        "has 40 different texts in 40 rows, free text");
  }

  @Test
  void wholeNumbersThatAreCalledIdentifiersAndAllDifferentAreLeftOut() {
    Column ids =
        new Column.Numbers(
            "customer_id", IntStream.range(0, 40).mapToDouble(i -> i * 7919 % 1009).toArray());
    leftOut(ids, "looks like an identifier: whole numbers, all different");
    kept(new Column.Numbers("paid", ((Column.Numbers) ids).values()));
  }

  @Test
  void aColumnIsPreparedAsItWasAsked() {
    Table table =
        table(
                numbers("age", 1, 2, 3, 4, 100),
                numbers("zip", 7, 8, 7, 9, 7),
                texts("name", "a", "b", "c", "d", "e"),
                texts("label", "a", "b", "a", "b", "a"))
            .withTarget("label");
    Encoder encoder =
        Encoder.fit(
            table,
            Preparation.standard()
                .withNumbers(new Treatment.Robust())
                .with("zip=embedding 4, name = drop"));
    assertThat(encoder.inputs())
        .containsExactly(
            new NumberTransform.Robust("age", 3, 2, false),
            new TextTransform.Embedding("zip", List.of("7", "8", "9"), false, 4));
    assertThat(encoder.leftOut()).containsExactly(new LeftOut("name", "was left out on request"));
  }

  @Test
  void aTreatmentThatDoesNotSuitAColumnIsRefused() {
    Table table =
        table(texts("plan", "x", "y", "x"), texts("label", "a", "b", "a")).withTarget("label");
    Preparation standard = Preparation.standard();
    assertThatThrownBy(() -> Encoder.fit(table, standard.with("plan=robust")))
        .hasMessage(
            "the column 'plan' holds texts, which cannot be prepared by robust; onehot, embedding"
                + " or leaveout can");
    assertThatThrownBy(() -> Encoder.fit(table, standard.with("plam=onehot")))
        .hasMessageContaining("did you mean 'plan'?");
    assertThatThrownBy(() -> Encoder.fit(table, standard.with("label=onehot")))
        .hasMessageContaining("'label' is the target");
    assertThatThrownBy(() -> standard.with("plan"))
        .hasMessageContaining("expected a treatment for each column as in");
    assertThatThrownBy(() -> standard.with("plan=onehott"))
        .hasMessageContaining("did you mean 'onehot'?");
  }

  @Test
  void itDoesNotMatterInWhatPiecesTheRowsCome() {
    int rows = 20_000;
    Seed.Stream random = new Seed(7).stream("pieces");
    Table table =
        table(
                new Column.Numbers(
                    "x",
                    IntStream.range(0, rows)
                        .mapToDouble(i -> i % 11 == 0 ? Double.NaN : random.nextInt(1000) * 0.37)
                        .toArray()),
                texts("city", rows, row -> "city " + row * 31 % 90),
                new Column.Times(
                    "at",
                    IntStream.range(0, rows).mapToLong(i -> i * 3_600_000_000L).toArray(),
                    false),
                numbers("y", IntStream.range(0, rows).mapToDouble(i -> i * 0.1).toArray()))
            .withTarget("y");
    for (Treatment numbers :
        List.of(new Treatment.Standardize(), new Treatment.Robust(), new Treatment.Quantile(50))) {
      Preparation preparation = Preparation.standard().withNumbers(numbers);
      EncoderFit fit = new EncoderFit(table.select(new int[] {0}), preparation);
      for (int from = 0; from < rows; ) {
        int to = Math.min(rows, from + 1 + random.nextInt(5000));
        fit.add(table.select(IntStream.range(from, to).toArray()));
        from = to;
      }
      assertThat(fit.encoder()).isEqualTo(Encoder.fit(table, preparation));
    }
  }

  @Test
  void aTableWithNothingToLearnFromSaysWhy() {
    assertThatThrownBy(() ->
            Encoder.fit(
                table(
                        numbers("x", 7, 7, 7, 7),
                        texts("y", "", "", "", ""),
                        texts("label", "a", "b", "a", "b"))
                    .withTarget("label")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "test.csv has no column to learn 'label' from: 'x' is always 7, 'y' has no values");
    assertThatThrownBy(
            () -> Encoder.fit(table(texts("label", "a", "b", "a", "b")).withTarget("label")))
        .isInstanceOf(DataException.class)
        .hasMessage("test.csv has no column to learn 'label' from");
  }

  @Test
  void veryLargeAndVerySmallNumbersKeepTheirDeviation() {
    for (double unit : new double[] {1e-300, 1e-12, 1e12, 1e300}) {
      NumberTransform.Standardize t =
          (NumberTransform.Standardize)
              kept(numbers("x", 40, row -> (row % 2 == 0 ? 3 : 5) * unit));
      assertThat(t.mean() / unit).isCloseTo(4, within(1e-9));
      assertThat(t.deviation() / unit).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void aColumnWithoutValuesCannotBePreparedEvenWhenAskedFor() {
    Table table =
        table(USEFUL, numbers("x", 40, row -> Double.NaN), texts("label", 40, row -> "a" + row % 2))
            .withTarget("label");
    for (String treatment : List.of("standardize", "robust", "quantile")) {
      assertThatThrownBy(() -> Encoder.fit(table, Preparation.standard().with("x=" + treatment)))
          .isInstanceOf(DataException.class)
          .hasMessage("the column 'x' has no values, so it cannot be prepared by " + treatment);
    }
  }

  @Test
  void numbersThatSpanMoreThanADoubleHoldsAreLeftOut() {
    leftOut(
        numbers("x", 40, row -> row % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE),
        "spans more than a number can hold");
  }
}
