package org.denpan.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.denpan.Seed;
import org.denpan.data.Encoder;
import org.denpan.data.LeftOut;
import org.denpan.data.NumberTransform;
import org.denpan.data.Target;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.measure.Band;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.ClassLoss;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.Embedding;
import org.denpan.net.Init;
import org.denpan.net.Layer;
import org.denpan.net.LayerNorm;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Periodic;
import org.denpan.net.Prelu;
import org.denpan.net.Residual;

/// What golden files are made of: small models that hold, all together, every kind of thing that a
/// model file may hold. Their values are drawn, not learnt.
final class GoldenModels {
  private GoldenModels() {}

  /// By the names that their files get.
  static Map<String, Supplier<Model>> all() {
    Map<String, Supplier<Model>> all = new LinkedHashMap<>();
    all.put("columns", GoldenModels::columns);
    all.put("activations", GoldenModels::activations);
    all.put("normalised", GoldenModels::normalised);
    all.put("images", GoldenModels::images);
    all.put("two-classes", GoldenModels::twoClasses);
    all.put("perceptron", GoldenModels::perceptron);
    all.put("mse", () -> number(Loss.mse(), Init.constant(0.5)));
    all.put("mae", () -> number(Loss.mae(), Init.uniform(0.25)));
    all.put("huber", () -> number(Loss.huber(1.5), Init.normal(0.5)));
    all.put("quantile", () -> number(Loss.quantile(0.9), Init.lecun()));
    return all;
  }

  /// Every kind of column, with and without missing values; waves and vectors.
  private static Model columns() {
    Encoder encoder =
        new Encoder(
            List.of(
                new NumberTransform.Standardize("age", 40.5, 12.25, false),
                new NumberTransform.Standardize("height", 1.75, 0.1, true),
                new NumberTransform.Robust("income", 30_000, 12_000.5, false),
                new NumberTransform.Robust("debt", 0.5, 1e-3, true),
                new NumberTransform.Quantiles(
                    "score", List.of(-1.5, 0.0, 2.0, 1e3), List.of(-2.0, -0.5, 0.25, 2.0), false),
                new NumberTransform.Quantiles("rank", List.of(7.0), List.of(0.0), true),
                new TextTransform.OneHot("plan", List.of("basic", "gold", "zoë \"ü\" \\"), false),
                new TextTransform.OneHot("size", List.of("", "L", "S"), true),
                new TextTransform.Embedding("city", List.of("Bonn", "Kyōto", "Oslo"), false, 2),
                new TextTransform.Embedding("street", List.of("Elm", "Oak"), true, 3),
                new Transform.Calendar("sold", 1.6e9, 1e8, true, true, true, false),
                new Transform.Calendar("seen", 0, 86_400, false, false, false, true)),
            new Target.Classes("kind", List.of("a", "b", "c"), List.of(3, 20, 7)),
            List.of(new LeftOut("id", "only counts the rows")),
            Optional.of("weight"));
    Network network =
        Network.of(
                new Periodic(4, 2, 0.5, List.of(0, 3)),
                Embedding.of(
                    new Embedding.Field(placeOf(encoder, "city"), 3, 2),
                    new Embedding.Field(placeOf(encoder, "street"), 3, 3)),
                Dense.of(5, Activation.gelu()),
                Dense.of(3, Activation.identity()))
            .init(Init.orthogonal());
    return model(network, encoder, new ClassLoss.CrossEntropy(0.1));
  }

  private static int placeOf(Encoder encoder, String column) {
    int at = 0;
    for (Transform input : encoder.inputs()) {
      if (input.column().equals(column)) {
        return at;
      }
      at += input.width();
    }
    throw new IllegalArgumentException(column);
  }

  /// Every activation, of dense layers and as a layer of its own.
  private static Model activations() {
    List<Activation> all =
        List.of(
            Activation.identity(),
            Activation.logistic(),
            Activation.tanh(),
            Activation.arctan(),
            Activation.relu(),
            Activation.leakyRelu(0.125),
            new Prelu(false),
            new Prelu(true),
            Activation.elu(0.5),
            Activation.selu(),
            Activation.softplus(),
            Activation.silu(),
            Activation.gelu(),
            Activation.softmax(),
            Activation.binaryStep());
    List<Layer> layers = new ArrayList<>();
    layers.add(Dense.of(4, Activation.identity()));
    // added to what comes in, so that each shows in what goes out
    all.forEach(activation -> layers.add(Residual.of(Dense.of(4, activation))));
    all.forEach(activation -> layers.add(Residual.of(activation)));
    layers.add(Dense.of(1, Activation.identity()));
    return model(
        new Network(layers, Optional.of(Init.glorot())), twoNumbers(), Loss.squaredError());
  }

  /// Layers that normalise, drop and add.
  private static Model normalised() {
    Network network =
        Network.of(
            Dense.of(6, Activation.relu()),
            new BatchNorm(0.5, 1e-3),
            new LayerNorm(1e-2),
            new Dropout(0.25),
            Residual.of(
                Dense.of(9, Activation.relu()),
                LayerNorm.of(),
                Residual.of(Dense.of(9, Activation.tanh())),
                Dense.of(6, Activation.identity())),
            Dense.of(1, Activation.identity()));
    Model model = model(network.init(Init.he()), twoNumbers(), Loss.squaredError());
    return model.withAdjustment(
        Adjustment.none()
            .withBands(
                List.of(new Band("coverage_50", -10, 12.5), new Band("coverage_90", -20.25, 33))));
  }

  private static Model images() {
    Encoder encoder =
        new Encoder(
            List.of(new Transform.Images("image", 3, 5)),
            new Target.Classes("label", List.of("0", "1", "2"), List.of(5, 5, 6)),
            List.of());
    Network network = Network.of(Dense.of(4, Activation.relu()), Dense.of(3, Activation.softmax()));
    return model(network.init(Init.zeros()), encoder, Loss.probabilityCrossEntropy());
  }

  private static Model twoClasses() {
    Network network =
        Network.of(Dense.of(3, Activation.tanh()), Dense.of(1, Activation.identity()));
    return model(network, twoNumbers("no", "yes"), new ClassLoss.BinaryCrossEntropy(0.05))
        .withAdjustment(Adjustment.none().withTemperature(1.625).withThreshold(0.3125, "f1"));
  }

  private static Model perceptron() {
    return model(
        Network.of(Dense.of(1, Activation.identity())), twoNumbers("no", "yes"), Loss.perceptron());
  }

  private static Model number(Loss loss, Init init) {
    Network network =
        Network.of(Dense.of(3, Activation.relu()), Dense.of(1, Activation.identity()));
    return model(network.init(init), twoNumbers(), loss);
  }

  private static Encoder twoNumbers(String... classes) {
    Target target =
        classes.length == 0
            ? new Target.Number("price", 200_000, 115_000.5)
            : new Target.Classes("price", List.of(classes), List.of(7, 9));
    return new Encoder(
        List.of(
            new NumberTransform.Standardize("rooms", 5, 1.5, false),
            new NumberTransform.Standardize("income", 3.1, 0.1, true)),
        target,
        List.of());
  }

  private static Model model(Network network, Encoder encoder, Loss loss) {
    Parameters parameters = network.initialise(encoder.width(), new Seed(5));
    Seed.Stream noise = new Seed(6).stream("noise");
    float[] values = parameters.values();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.5f * (float) noise.nextDouble(); // so that all of them count
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("seed", "5");
    facts.put("data", "a \"quoted\" ñame.csv");
    return new Model(network, parameters, encoder, loss, facts);
  }
}
