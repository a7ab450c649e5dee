package org.denpan.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Encoder;
import org.denpan.data.LeftOut;
import org.denpan.data.NumberTransform;
import org.denpan.data.Row;
import org.denpan.data.Target;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.model.Adjustment;
import org.denpan.model.Model;
import org.denpan.model.Prediction;
import org.denpan.model.Predictor;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Bounded;
import org.denpan.net.ClassLoss;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.Embedding;
import org.denpan.net.Layer;
import org.denpan.net.LayerNorm;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.NumberLoss;
import org.denpan.net.Parameters;
import org.denpan.net.Periodic;
import org.denpan.net.Prelu;
import org.denpan.net.Rectifier;
import org.denpan.net.Residual;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a model says as Java, compiled, is bit for bit what it says in the library: for each layer,
/// activation, loss and transform, on usual rows and on awkward ones.
class JavaScorerTest {
  private static final int INPUTS = 5;
  private static final float[] AWKWARD = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -1e-30f,
    1f,
    -1f,
    0.5f,
    2.5f,
    14.5f,
    -14.5f,
    88.8f,
    -88.8f,
    104f,
    -104f,
    1e6f,
    -1e6f,
    1e30f,
    -1e30f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  @TempDir private Path folder;

  /// One of each activation and more where there are cases; a new kind has to be added.
  static Stream<Activation> activations() {
    return Stream.of(
        new Activation.Identity(),
        new Activation.Softmax(),
        new Bounded.BinaryStep(),
        new Bounded.Logistic(),
        new Bounded.Tanh(),
        new Bounded.Arctan(),
        new Rectifier.Relu(),
        new Rectifier.LeakyRelu(0.07),
        new Rectifier.Elu(1.3),
        new Rectifier.Selu(),
        new Rectifier.Softplus(),
        new Rectifier.Silu(),
        new Rectifier.Gelu(),
        new Prelu(false),
        new Prelu(true));
  }

  static Stream<Layer> layers() {
    return Stream.of(
        Dense.of(4, Activation.identity()),
        new BatchNorm(0.9, 1e-3),
        new LayerNorm(1e-4),
        Dropout.of(0.5),
        Residual.of(
            Dropout.of(0.1),
            Dense.of(3, Activation.tanh()),
            Residual.of(Dense.of(3, Activation.relu())),
            Dense.of(INPUTS, Activation.identity())),
        Embedding.of(Embedding.field(3, 4, 2), Embedding.field(1, 2, 3)),
        new Periodic(4, 3, 0.5, List.of(0, 4)),
        new Periodic(2, 3, 0.5, List.of(0, 2, 1, 3)),
        Periodic.of());
  }

  static Stream<Loss> losses() {
    return Stream.of(
        new NumberLoss.SquaredError(),
        new NumberLoss.MeanSquaredError(),
        new NumberLoss.MeanAbsoluteError(),
        new NumberLoss.Huber(),
        new NumberLoss.Quantile(0.3),
        new ClassLoss.BinaryCrossEntropy(),
        new ClassLoss.CrossEntropy(0.1),
        new ClassLoss.ProbabilityCrossEntropy(),
        new ClassLoss.Perceptron());
  }

  private static Stream<Class<?>> records(Class<?> family) {
    if (family.isRecord()) {
      return Stream.of(family);
    }
    Class<?>[] members = family.getPermittedSubclasses(); // none of a user's own
    return members == null
        ? Stream.empty()
        : Arrays.stream(members).flatMap(JavaScorerTest::records);
  }

  @Test
  void allKindsAreTried() {
    assertThat(Stream.concat(layers(), activations()).map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(records(Layer.class).toList());
    assertThat(losses().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(records(Loss.class).toList());
    assertThat(columns(true).stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(records(Transform.class).toList());
  }

  private static Encoder numbers(Target target) {
    List<Transform> inputs = new ArrayList<>();
    for (int i = 0; i < INPUTS; i++) {
      inputs.add(new NumberTransform.Standardize("x" + i, 0, 1, false));
    }
    return new Encoder(inputs, target, List.of());
  }

  private static Model model(Network network, Encoder encoder, Loss loss) {
    Parameters parameters = network.initialise(encoder.width(), new Seed(5));
    Seed.Stream noise = new Seed(6).stream("noise");
    for (int i = 0; i < parameters.values().length; i++) {
      parameters.values()[i] += 0.2f * (float) noise.nextDouble();
    }
    return new Model(network, parameters, encoder, loss, Map.of());
  }

  private static Target classes(int count) {
    return classes(IntStream.range(0, count).mapToObj(i -> "class " + i).toList());
  }

  private static Target classes(List<String> names) {
    return new Target.Classes("kind", names, names.stream().map(name -> 7).toList());
  }

  private static float[][] rows(int width) {
    Seed.Stream random = new Seed(11).stream("rows");
    float[][] rows = new float[300][width];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < width; i++) {
        rows[row][i] =
            row < 100
                ? AWKWARD[random.nextInt(AWKWARD.length)]
                : (row < 200 ? 3 : 0.3f) * (float) random.nextGaussian();
      }
    }
    return rows;
  }

  /// The same bits; of what is no number, only that.
  private static void sameBits(float[] given, float[] wanted, Object row) {
    for (int k = 0; k < wanted.length; k++) {
      if (Float.floatToIntBits(given[k]) != Float.floatToIntBits(wanted[k])) {
        fail("row %s, output %d: %s, not %s", row, k, given[k], wanted[k]);
      }
    }
  }

  /// The models that are tried, by what is special in them.
  private static Map<String, Model> models() {
    Map<String, Model> models = new LinkedHashMap<>();
    activations()
        .forEach(activation -> {
          Network within =
              Network.of(Dense.of(9, activation), activation, Dense.of(3, Activation.identity()));
          models.put(activation + " in a network", classifier(within));
          models.put(activation + " as it comes out", bare(activation));
        });
    layers()
        .forEach(layer -> {
          Network within = Network.of(layer, Dense.of(3, Activation.identity()));
          models.put(layer + " in a network", classifier(within));
          models.put(layer + " as it comes out", bare(layer));
        });
    losses().forEach(loss -> models.put(loss.toString(), withLoss(loss)));
    Adjustment warm = Adjustment.none().withTemperature(1.7);
    models.put(
        "threshold",
        withLoss(Loss.binaryCrossEntropy()).withAdjustment(warm.withThreshold(0.3, "f1")));
    models.put("temperature", withLoss(Loss.crossEntropy()).withAdjustment(warm));
    List<String> awkward = new ArrayList<>(List.of(", ", "\", ", "a, b", "\\", "\\\", \""));
    IntStream.range(0, 30).forEach(i -> awkward.add("number, \"" + i + "\", "));
    models.put(
        "classes with commas",
        model(
            Network.of(Dense.of(awkward.size(), Activation.identity())),
            numbers(classes(awkward)),
            Loss.crossEntropy()));
    Model minusZero = bare(Dense.of(INPUTS, Activation.identity()));
    Arrays.fill(minusZero.parameters().values(), -1f);
    minusZero.parameters().values()[minusZero.parameters().tensor("dense1.bias").at()] = -0f;
    models.put("a bias of −0", minusZero);
    return models;
  }

  private static Model classifier(Network network) {
    return model(network, numbers(classes(3)), Loss.crossEntropy());
  }

  /// A model whose outputs are what comes out of the layer, without a product that might hide a
  /// bit.
  private static Model bare(Layer layer) {
    return model(
        Network.of(layer),
        numbers(classes(layer.outputs(INPUTS))),
        new ClassLoss.ProbabilityCrossEntropy());
  }

  private static Model withLoss(Loss loss) {
    Target target =
        Stream.of(new Target.Number("y", -3.7, 12.3), classes(2), classes(4))
            .filter(loss::suits)
            .findFirst()
            .orElseThrow();
    Network network =
        Network.of(
            Dense.of(6, Activation.tanh()), Dense.of(target.outputs(), Activation.identity()));
    return model(network, numbers(target), loss);
  }

  @Test
  void layersActivationsAndLossesHaveTheSameBits() {
    Map<String, Model> models = models();
    Map<String, Model> classes = new LinkedHashMap<>();
    models.values().forEach(model -> classes.put("Scorer" + classes.size(), model));
    List<CompiledScorer> scorers = List.copyOf(CompiledScorer.all(classes, folder).values());
    List<String> names = List.copyOf(models.keySet());
    for (int i = 0; i < names.size(); i++) {
      agree(names.get(i), models.get(names.get(i)), scorers.get(i));
    }
  }

  private static void agree(String name, Model model, CompiledScorer scorer) {
    Predictor predictor = model.predictor();
    float[] outputs = new float[predictor.outputs()];
    for (float[] row : rows(model.inputs())) {
      predictor.predict(row, outputs);
      Object said = scorer.ofInputs(row);
      String where = name + ", " + Arrays.toString(row);
      if (said instanceof Double number) {
        sameBits(new float[] {number.floatValue()}, outputs, where);
      } else {
        sameBits((float[]) said, outputs, where);
        List<String> labels = ((Target.Classes) model.target()).classes();
        assertThat(scorer.label((float[]) said))
            .isEqualTo(labels.get(predictor.classIndex(outputs, 0)));
      }
    }
  }

  private static List<Transform> columns(boolean indicator) {
    List<Double> knots = IntStream.range(0, 100).mapToObj(i -> i * i / 50.0).toList();
    List<Double> normals = IntStream.range(0, 100).mapToObj(i -> i / 30.0 - 1.5).toList();
    List<String> many = IntStream.range(0, 300).mapToObj(i -> "no. " + i + " é").toList();
    return List.of(
        new NumberTransform.Standardize("age", 40.5, 12.25, indicator),
        new NumberTransform.Robust("class", 1.5, 0.3, indicator),
        new NumberTransform.Quantiles(
            "hours-per-week", List.of(-1.0, 0.3, 40.0), List.of(-2.0, 0.25, 2.5), indicator),
        new NumberTransform.Quantiles("hours per week", knots, normals, indicator),
        new TextTransform.OneHot(
            "x", List.of("True", "gold", "zoë \"ü\" \\", "a\nb", "7", "\\u0022; */"), indicator),
        new TextTransform.OneHot("*/ System.exit(3); /*", many, indicator),
        new TextTransform.Embedding("été \\u000a", List.of("007", "b"), indicator, 3),
        new Transform.Calendar("at", 1.7e9, 1e7, true, true, true, indicator),
        new Transform.Calendar("day", 1.7e9, 1e7, false, true, false, indicator),
        new Transform.Images("1st", 2, 3));
  }

  private static Encoder columns(boolean indicator, Target target) {
    return new Encoder(
        columns(indicator).stream().filter(c -> !(c instanceof Transform.Images)).toList(),
        target,
        List.of(new LeftOut("id", "counts the rows")),
        Optional.of("weight"));
  }

  private static Row row(Seed.Stream random) {
    Object[] numbers = {0, -1.5, 40.5, 1e300, -1e300, 7, Double.NaN, "", 0.3, 39.2};
    Object[] texts = {"gold", "true", "TRUE", "zoë \"ü\" \\", "a\nb", 7, 7.5, "", "?", false};
    Object[] manies = {"no. 299 é", "no. 0 é", "no. 300 é", ""};
    Object[] codes = {"007", "b", "", Double.NaN, "7"};
    Object[] times = {
      "2026-03-09",
      "2024-02-29T23:59:59.123456789-0530",
      "",
      "1969-12-31 07:00Z",
      Float.NaN,
      "0000-01-01T00:00+18",
      "9999-12-31"
    };
    Map<String, Object> row = new LinkedHashMap<>();
    for (String column : List.of("age", "class", "hours-per-week", "hours per week")) {
      boolean usual = random.nextInt(2) == 0;
      row.put(column, usual ? 30 * random.nextGaussian() : numbers[random.nextInt(numbers.length)]);
    }
    row.put("x", texts[random.nextInt(texts.length)]);
    row.put("*/ System.exit(3); /*", manies[random.nextInt(manies.length)]);
    row.put("été \\u000a", codes[random.nextInt(codes.length)]);
    row.put("at", times[random.nextInt(times.length)]);
    row.put("day", times[random.nextInt(times.length)]);
    return new Row(row);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsOfEveryKindOfColumnHaveTheSameBits(boolean indicator) {
    Encoder encoder = columns(indicator, new Target.Number("pr\"ice", 200_000.25, 115_000.5));
    Model model =
        model(
            Network.of(Dense.of(7, Activation.tanh()), Dense.of(1, Activation.identity())),
            encoder,
            Loss.squaredError());
    CompiledScorer scorer = CompiledScorer.of(model, folder);
    Seed seed = new Seed(Long.getLong("denpan.seed", System.nanoTime()));
    Seed.Stream random = seed.stream("rows");
    Predictor predictor = model.predictor();
    for (int i = 0; i < 1000; i++) {
      Row row = row(random);
      assertThat(scorer.ofRow(row.values()))
          .as("%s, replay with -Ddenpan.seed=%d", row, seed.value())
          .isEqualTo(predictor.predict(row).value());
    }
    Row row =
        Row.of(
            "age",
            33,
            "class",
            2,
            "hours-per-week",
            17,
            "hours per week",
            18,
            "x",
            "gold",
            "*/ System.exit(3); /*",
            "no. 7 é",
            "été \\u000a",
            "b",
            "at",
            "2026-03-09",
            "day",
            "");
    assertThat(scorer.ofValues(33, 2, 17, 18, "gold", "no. 7 é", "b", "2026-03-09", ""))
        .isEqualTo(model.predict(row).value());
  }

  @Test
  void anImageIsAnArrayOfBytes() {
    Model model =
        model(
            Network.of(
                Dense.of(3, Activation.relu()),
                Dense.of(2, Activation.identity()),
                Dense.of(3, Activation.identity())),
            new Encoder(List.of(new Transform.Images("image", 2, 3)), classes(3), List.of()),
            Loss.crossEntropy());
    CompiledScorer scorer = CompiledScorer.of(model, folder);
    byte[] bytes = {0, 1, 127, -128, -1, 55};
    Predictor predictor = model.predictor();
    float[] inputs = new float[6];
    predictor.encoder().image(0, bytes, 0, inputs, 0);
    float[] outputs = new float[3];
    predictor.predict(inputs, outputs);
    sameBits((float[]) scorer.ofRow(Map.of("image", bytes)), outputs, "row");
    sameBits((float[]) scorer.ofValues((Object) bytes), outputs, "values");
    assertThatThrownBy(() -> scorer.ofRow(Map.of("image", new byte[5])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column 'image' was an image, a byte[] of 6");
  }

  private static Model customers() {
    return model(
        Network.of(Dense.of(8, Activation.relu()), Dense.of(1, Activation.identity())),
        new Encoder(
            List.of(
                new NumberTransform.Standardize("age", 40, 10, true),
                new TextTransform.OneHot("plan", List.of("blue", "gold"), false)),
            new Target.Classes("churned", List.of("no", "yes"), List.of(7, 3)),
            List.of(new LeftOut("id", "counts the rows"))),
        Loss.binaryCrossEntropy());
  }

  @Test
  void wrongRowsAreRefusedInWords() {
    CompiledScorer scorer = CompiledScorer.of(customers(), folder);
    Prediction wanted = customers().predict(Row.of("age", 20, "plan", "gold"));
    float[] said = (float[]) scorer.ofRow(Map.of("age", 20, "plan", "gold", "id", 5));
    sameBits(said, wanted.outputs(), "row");
    assertThat(scorer.label(said)).isEqualTo(wanted.label());
    assertThatThrownBy(() -> scorer.ofRow(Map.of("age", 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the row lacks the column 'plan' that the model was trained on");
    assertThatThrownBy(() -> scorer.ofRow(Map.of("age", 20, "plan", "gold", "Age", 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the row has 'Age', which the model does not know; known: [age, plan]");
    assertThatThrownBy(() -> scorer.ofInputs(new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the network takes 4 inputs, got 3");
    assertThatThrownBy(() -> scorer.ofRow(Map.of("age", "old", "plan", "gold")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column 'age' was a number in training, here it is 'old'");
  }

  @Test
  void weightsOfAnotherModelAreRefused() throws IOException {
    Path source = folder.resolve("Churn.java");
    JavaScorer.of(customers()).inPackage(CompiledScorer.PACKAGE).write(source);
    Path weights = JavaScorer.weights(source);
    assertThat(weights).hasFileName("Churn.weights");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[3] ^= 1;
    Files.write(weights, bytes);
    assertThatThrownBy(() -> CompiledScorer.load(folder, List.of("Churn")))
        .hasRootCauseMessage("Churn.weights is another than the one written with it");
  }

  /// A user's own activation.
  record Twice() implements Activation.Custom {
    @Override
    public double[] formula(double[] u) {
      return Arrays.stream(u).map(v -> 2 * v).toArray();
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      for (int i = from; i < to; i++) {
        z[i] = 2 * u[i];
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {}
  }

  @Test
  void whatIsYourOwnIsRefusedByName() {
    Model model =
        model(
            Network.of(Dense.of(4, new Twice()), Dense.of(1, Activation.identity())),
            numbers(classes(2)),
            Loss.binaryCrossEntropy());
    Path source = folder.resolve("Scorer.java");
    assertThatThrownBy(() -> JavaScorer.of(model).write(source))
        .isInstanceOf(DenpanException.class)
        .hasMessage(
            "the activation dense1 is your own, org.denpan.export.JavaScorerTest$Twice, and Denpan"
                + " cannot write it as Java; predict with the library instead");
    assertThat(source).doesNotExist();
  }

  @Test
  void namesThatJavaLacksAreRefused() {
    JavaScorer scorer = JavaScorer.of(customers());
    for (String name :
        List.of("Scorer.txt", "my-scorer.java", "1.java", "class.java", "Map.java")) {
      assertThatThrownBy(() -> scorer.write(folder.resolve(name)))
          .as(name)
          .isInstanceOf(DenpanException.class)
          .hasMessageContaining("'" + name + "' names no class");
    }
    assertThatThrownBy(() -> scorer.inPackage("com.new"))
        .isInstanceOf(DenpanException.class)
        .hasMessage("'com.new' cannot be the name of a Java package");
  }
}
