package org.denpan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.denpan.Family;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.onnx.proto.ModelProto;
import org.denpan.onnx.proto.OperatorSetIdProto;
import org.denpan.onnx.proto.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each transform as a graph gives the numbers that the library fills a batch with.
class InputGraphTest {
  private static final long SEED = Long.getLong("denpan.seed", 3);

  private static final double[] NUMBERS = {
    Double.NaN,
    0,
    -0.0,
    1,
    1.5,
    2,
    2.5,
    3,
    4,
    5,
    20_261_121,
    20_261_122,
    1e300,
    -1e300,
    1e-300,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE
  };

  private static final List<String> TEXTS =
      List.of(
          "",
          "gold",
          "Gold",
          " gold",
          "never seen",
          "true",
          "True",
          "TRUE",
          "tRuE",
          "false",
          "FALSE",
          "zoë ü",
          "3",
          "3.0",
          "007",
          "日本",
          "a\nb",
          "\"");

  static List<Transform> transforms() {
    List<Double> knots = List.of(-1.0, 0.0, 2.0, 2.5, 1e300);
    List<Double> normals = List.of(-2.0, -0.5, 0.0, 0.7, 2.0);
    List<String> categories = List.of("True", "false", "gold", "zoë ü", "3", "日本", "a\nb");
    return List.of(
        new NumberTransform.Standardize("c", 20_261_121.25, 0.125, true),
        new NumberTransform.Standardize("c", 1.3, 1e-3, false),
        new NumberTransform.Robust("c", 2, 0.7, true),
        new NumberTransform.Robust("c", 2, 1e-300, false),
        new NumberTransform.Quantiles("c", knots, normals, true),
        new NumberTransform.Quantiles("c", List.of(2.0), List.of(0.3), false),
        new NumberTransform.Quantiles("c", List.of(1.0, 4.0), List.of(-1.0, 1.0), false),
        new TextTransform.OneHot("c", categories, true),
        new TextTransform.OneHot("c", List.of("true", "TRUE", "FALSE"), false),
        new TextTransform.OneHot("c", List.of("gold"), false),
        new TextTransform.Embedding("c", categories, true, 4),
        new TextTransform.Embedding("c", categories, false, 4),
        new Transform.Calendar("c", 1.6e9, 1e7, true, true, true, true),
        new Transform.Calendar("c", 1.6e9, 1e-9, true, false, false, false),
        new Transform.Calendar("c", 0, 1, false, false, false, false),
        new Transform.Images("c", 3, 2));
  }

  private static Column column(Transform transform) {
    return switch (transform) {
      case NumberTransform _ -> new Column.Numbers("c", NUMBERS);
      case TextTransform _ -> {
        List<String> dictionary = TEXTS.subList(1, TEXTS.size());
        int[] codes = TEXTS.stream().mapToInt(dictionary::indexOf).toArray();
        yield new Column.Categories("c", dictionary, codes);
      }
      case Transform.Calendar _ -> new Column.Times("c", times(), false);
      case Transform.Images images -> {
        byte[] pixels = new byte[50 * images.width()];
        for (int i = 0; i < pixels.length; i++) {
          pixels[i] = (byte) i;
        }
        yield new Column.Pixels("c", images.height(), images.columns(), pixels);
      }
    };
  }

  /// The ends of years and centuries, what lies before 1970, and any day of ten thousand years.
  private static long[] times() {
    List<Long> times =
        new ArrayList<>(
            List.of(
                Column.Times.MISSING,
                -9_223_372_000_000_000_000L,
                Long.MAX_VALUE,
                0L,
                -1L,
                1L,
                951_782_399_999_999L,
                951_782_400_000_000L,
                951_868_800_000_000L));
    for (int year = -10; year < 4100; year += 7) {
      long micros = LocalDate.of(year, 1, 1).toEpochDay() * 86_400_000_000L;
      times.add(micros);
      times.add(micros - 1);
    }
    Seed.Stream random = new Seed(SEED).stream("times");
    for (int i = 0; i < 500; i++) {
      times.add((long) (random.nextGaussian() * 1e17));
    }
    return times.stream().mapToLong(t -> t).toArray();
  }

  @Test
  void everyTransformIsTried() {
    Set<Class<?>> tried = new HashSet<>();
    transforms().forEach(transform -> tried.add(transform.getClass()));
    assertThat(tried).containsAll(Family.of(Transform.class).members());
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void aTransformFillsTheSameNumbers(Transform transform) throws OrtException {
    Table table = Table.of("rows", List.of(column(transform)));
    Encoder encoder = new Encoder(List.of(transform), new Target.Number("y", 0, 1), List.of());
    float[] expected = filled(encoder, table);
    float[] found = found(encoder, table);
    // sines are nowhere the same to the last bit
    double tolerance = transform instanceof Transform.Calendar ? 1e-7 : 0;
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      int row = i / transform.width();
      assertThat(found[i])
          .as("input %d of '%s'", i % transform.width(), table.columns().getFirst().text(row))
          .isCloseTo(expected[i], within((float) tolerance));
    }
  }

  private static float[] filled(Encoder encoder, Table table) {
    int[] rows = new int[table.rows()];
    Arrays.setAll(rows, row -> row);
    Batch batch = new Batch(rows.length, encoder.width(), 1);
    encoder.encodeInputs(table).fill(rows, 0, rows.length, batch);
    return batch.inputs();
  }

  private static float[] found(Encoder encoder, Table table) throws OrtException {
    Graph graph = new Graph();
    String inputs = new InputGraph(graph).of(encoder);
    graph.output("x", inputs, DataType.FLOAT, "encoded", encoder.width());
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(Graph.ML).setVersion(2))
            .setGraph(graph.build("inputs", ""))
            .build();
    Map<String, OnnxTensor> columns = new HashMap<>();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    for (Transform transform : encoder.inputs()) {
      columns.put(
          transform.column(),
          OnnxRuntime.tensor(environment, transform, table.column(transform.column())));
    }
    try (OrtSession session = environment.createSession(model.toByteArray());
        OrtSession.Result result = session.run(columns)) {
      float[] all = new float[table.rows() * encoder.width()];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(all);
      return all;
    }
  }
}
