package org.denpan.model;

import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denpan.Seed;
import org.denpan.data.Encoder;
import org.denpan.data.LeftOut;
import org.denpan.data.NumberTransform;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.TextTransform;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;

/// Small models with values that were drawn, not learnt.
final class Models {
  private Models() {}

  /// Three classes from a number with missing values and a text; every kind of layer.
  static Model classifier() {
    Encoder encoder =
        new Encoder(
            List.of(
                new NumberTransform.Standardize("age", 40.5, 12.25, true),
                new TextTransform.OneHot(
                    "plan", List.of("", "blue", "gold", "zoë \"ü\" \\"), true)),
            new Target.Classes("churned", List.of("maybe", "no", "yes"), List.of(3, 20, 7)),
            List.of(new LeftOut("id", "only counts the rows")));
    return model(
        Network.of(
            Dense.of(6, Activation.relu()),
            BatchNorm.of(),
            Dropout.of(0.25),
            Dense.of(3, Activation.identity())),
        encoder);
  }

  /// A number from two numbers.
  static Model regression() {
    return model(
        Network.of(Dense.of(4, Activation.tanh()), Dense.of(1, Activation.identity())),
        houseEncoder());
  }

  /// The same with so many weights that threads share the rows.
  static Model wide() {
    return model(
        Network.of(
            Dense.of(90, Activation.relu()),
            Dense.of(70, Activation.logistic()),
            Dense.of(1, Activation.identity())),
        houseEncoder());
  }

  private static Encoder houseEncoder() {
    return new Encoder(
        List.of(
            new NumberTransform.Standardize("rooms", 5, 1.5, false),
            new NumberTransform.Standardize("income", 3.1, 0.1, false)),
        new Target.Number("price", 200_000, 115_000.5),
        List.of());
  }

  /// Two classes and one weight: the smallest file.
  static Model smallest() {
    Encoder encoder =
        new Encoder(
            List.of(new NumberTransform.Standardize("x", 0, 1, false)),
            new Target.Classes("y", List.of("a", "b"), List.of(1, 1)),
            List.of());
    return model(Network.of(Dense.of(1, Activation.identity())), encoder);
  }

  static Model model(Network network, Encoder encoder) {
    Parameters parameters = network.initialise(encoder.width(), new Seed(5));
    Seed.Stream noise = new Seed(6).stream("noise");
    float[] values = parameters.values();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.1f * (float) noise.nextDouble(); // so that biases and statistics count too
    }
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("seed", "5");
    provenance.put("data", "a \"quoted\" ñame.csv");
    return new Model(network, parameters, encoder, Loss.of(encoder.target()), provenance);
  }

  /// Rows for [#classifier]: usual, missing and unknown values.
  static Table customers() {
    return table(
            texts("plan", "gold", "blue", "red", "", "zoë \"ü\" \\"),
            numbers("age", 20, Double.NaN, 42.125, 1e6, -7),
            texts("churned", "no", "yes", "no", "maybe", "no"),
            numbers("id", 1, 2, 3, 4, 5))
        .withTarget("churned");
  }

  /// Rows for [#regression].
  static Table houses() {
    return table(
            numbers("rooms", 3, 5, Double.NaN, 9),
            numbers("income", 3, 3.2, 2.9, Double.NaN),
            numbers("price", 150_000, 210_000.5, 180_000, 320_000))
        .withTarget("price");
  }
}
