package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.denpan.Seed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Value by value a row becomes what a table of one row becomes, or is refused in the same words,
/// whatever the transform.
class RowEncoderTest {
  private static final long NOON = 1_773_059_400_000_000L;
  private static final double[] NUMBERS = {
    0, -0.0, 1, 2, 3, -1, 42.125, 1e-300, -1e300, Double.MAX_VALUE, 7, 1e15, 0.1, Double.NaN
  };
  private static final String[] TEXTS = {
    "",
    "gold",
    "Gold",
    "true",
    "TRUE",
    "False",
    "false",
    "1",
    "007",
    "42.125",
    "2026-03-09",
    "2026-03-09T14:30:12.25+02:00",
    "2026-02-30",
    "NaN",
    "?",
    "zoë"
  };
  private static final long[] TIMES = {
    0, NOON, -NOON, Column.Times.MISSING, 951_782_400_000_000L, Long.MAX_VALUE, Long.MIN_VALUE + 1
  };

  /// Some of each kind; a kind that is new has to be added.
  static Stream<Transform> transforms() {
    List<String> words = List.of("True", "gold", "false", "zoë");
    List<Transform> all = new ArrayList<>();
    for (boolean indicator : new boolean[] {false, true}) {
      all.add(new NumberTransform.Standardize("a", 40.5, 12.25, indicator));
      all.add(new NumberTransform.Robust("a", 40, 10, indicator));
      all.add(
          new NumberTransform.Quantiles(
              "a", List.of(-1.0, 2.0, 40.0), List.of(-2.0, 0.25, 2.5), indicator));
      for (List<String> categories :
          List.of(words, List.of("0", "1", "42.125", "1.0E15", "gold"), List.of("007", "7"))) {
        all.add(new TextTransform.OneHot("a", categories, indicator));
        all.add(new TextTransform.Embedding("a", categories, indicator, 3));
      }
      all.add(new Transform.Calendar("a", 1.7e9, 1e7, true, true, true, indicator));
      all.add(new Transform.Calendar("a", 1.7e9, 1e7, false, true, false, indicator));
    }
    all.add(new Transform.Images("a", 2, 3));
    return all.stream();
  }

  private static Stream<Class<?>> records(Class<?> family) {
    Class<?>[] members = family.getPermittedSubclasses();
    return members == null ? Stream.of(family) : Arrays.stream(members).flatMap(c -> records(c));
  }

  @Test
  void eachKindOfTransformIsHere() {
    assertThat(transforms().map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(records(Transform.class).toList());
  }

  @FunctionalInterface
  private interface Setter {
    void set(RowEncoder encoder, float[] x, int at);
  }

  /// What becomes of a value, or the message of the error.
  private record Outcome(@Nullable List<Integer> bits, @Nullable String refusal) {}

  private static Outcome single(Transform transform, Setter setter) {
    Target target = new Target.Number("t", 0, 1);
    RowEncoder encoder = new RowEncoder(new Encoder(List.of(transform), target, List.of()));
    float[] x = new float[transform.width() + 5];
    Arrays.fill(x, 99f);
    try {
      encoder.begin(x, 2);
      setter.set(encoder, x, 2);
      encoder.end(x, 2);
    } catch (DataException e) {
      return new Outcome(null, e.getMessage());
    }
    assertThat(new float[] {x[0], x[1], x[x.length - 1]}).containsOnly(99f);
    return outcome(Arrays.copyOfRange(x, 2, 2 + transform.width()));
  }

  private static Outcome ofTable(Transform transform, Column column) {
    float[] x = new float[transform.width()];
    try {
      transform.bind("the row", column).fill(new int[] {0}, 0, 1, x, 0, x.length);
    } catch (DataException e) {
      return new Outcome(null, e.getMessage());
    }
    return outcome(x);
  }

  private static Outcome outcome(float[] x) {
    List<Integer> bits = new ArrayList<>();
    for (float value : x) {
      bits.add(Float.floatToRawIntBits(value));
    }
    return new Outcome(bits, null);
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void aNumberIsWhatItIsInATable(Transform transform) {
    Seed seed = TestSeed.draw();
    Seed.Stream random = seed.stream("numbers");
    for (int i = 0; i < 200; i++) {
      double value = i < NUMBERS.length ? NUMBERS[i] : 100 * random.nextGaussian();
      Column column = new Column.Numbers("a", new double[] {value});
      if (!(transform instanceof Transform.Images && Double.isNaN(value))) {
        assertThat(single(transform, (encoder, x, at) -> encoder.number(0, value, x, at)))
            .as("%s, %s", value, TestSeed.replay(seed))
            .isEqualTo(ofTable(transform, column));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void aTextIsWhatItIsInATable(Transform transform) {
    for (String text : TEXTS) {
      Column column = TestColumns.texts("a", text);
      if (!(transform instanceof Transform.Images && text.isEmpty())) {
        assertThat(single(transform, (encoder, x, at) -> encoder.text(0, text, x, at)))
            .as(text)
            .isEqualTo(ofTable(transform, column));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void aTimeIsWhatItIsInATable(Transform transform) {
    for (long time : TIMES) {
      Column column = new Column.Times("a", new long[] {time}, false);
      if (!(transform instanceof Transform.Images && column.missing(0))) {
        assertThat(single(transform, (encoder, x, at) -> encoder.time(0, time, x, at)))
            .as("%d", time)
            .isEqualTo(ofTable(transform, column));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void anImageIsWhatItIsInATableOrRefused(Transform transform) {
    byte[] bytes = {9, 9, 0, 1, 127, -128, -1, 55, 9};
    Outcome outcome = single(transform, (encoder, x, at) -> encoder.image(0, bytes, 2, x, at));
    if (transform instanceof Transform.Images) {
      Column column = new Column.Pixels("a", 2, 3, Arrays.copyOfRange(bytes, 2, 8));
      assertThat(outcome).isEqualTo(ofTable(transform, column));
      assertThat(single(transform, (encoder, x, at) -> encoder.missing(0, x, at)).refusal())
          .isEqualTo("the row: column 'a' was images of 2×3 in training, here it is missing");
    } else {
      assertThat(outcome.refusal()).endsWith("in training, here it holds pixels");
    }
  }

  private static RowEncoder customers() {
    return new RowEncoder(
        new Encoder(
            List.of(
                new NumberTransform.Standardize("age", 40, 10, true),
                new TextTransform.OneHot("plan", List.of("blue", "gold"), false)),
            new Target.Number("bill", 0, 1),
            List.of(new LeftOut("id", "counts the rows")),
            Optional.of("weight")));
  }

  @Test
  void columnsHaveNamesAndPlaces() {
    RowEncoder encoder = customers();
    assertThat(encoder.columns()).containsExactly("age", "plan");
    assertThat(encoder.width()).isEqualTo(4);
    assertThat(encoder.column("plan")).isEqualTo(1);
    assertThat(Stream.of("bill", "id", "weight").map(encoder::column))
        .containsOnly(RowEncoder.UNUSED);
    assertThatThrownBy(() -> encoder.column("plam"))
        .isInstanceOf(DataException.class)
        .hasMessage("the row has 'plam', which the model does not know; did you mean 'plan'?");
  }

  @Test
  void aRowStandsWhereItIsWantedAndWhatIsUnusedIsPassedOver() {
    float[] x = new float[10];
    customers()
        .encode(
            new Row(
                java.util.Map.of(
                    "plan", "gold", "age", 50, "id", 7, "bill", "?", "weight", Double.NaN)),
            x,
            5);
    assertThat(x).containsExactly(0, 0, 0, 0, 0, 1, 0, 0, 1, 0);
  }

  @Test
  void aColumnThatIsNotSetIsNamedAlsoAfterARowThatHadIt() {
    RowEncoder encoder = customers();
    float[] x = new float[4];
    encoder.encode(Row.of("age", 50, "plan", "gold"), x, 0);
    assertThatThrownBy(() -> encoder.encode(Row.of("age", 50), x, 0))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the row lacks the column 'plan' that the model was trained on; a row needs age, plan");
  }

  @Test
  void infinityIsNoNumber() {
    assertThatThrownBy(() -> customers().number(0, Double.NEGATIVE_INFINITY, new float[4], 0))
        .isInstanceOf(DataException.class)
        .hasMessage("the value of 'age' is -Infinity; a number must be finite, or NaN for missing");
  }
}
