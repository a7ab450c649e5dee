package org.denpan.web;

import java.util.List;
import java.util.Map;
import org.denpan.Seed;
import org.denpan.data.Encoder;
import org.denpan.data.LeftOut;
import org.denpan.data.NumberTransform;
import org.denpan.data.Target;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.measure.Band;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;

/// Small models with values that were drawn, not learnt.
final class Models {
  private Models() {}

  /// Three classes from a number and a text that may lack, a number and a time that may not.
  static Model churn() {
    return churn(5);
  }

  /// The same with other weights.
  static Model churn(long seed) {
    Encoder encoder =
        new Encoder(
            List.of(
                new NumberTransform.Standardize("age", 40.5, 12.25, true),
                new NumberTransform.Standardize("income", 3000, 900, false),
                new TextTransform.OneHot("plan", List.of("blue", "gold", "zoë \"ü\" \\"), true),
                new Transform.Calendar("since", 1.7e9, 1e8, true, false, false, true)),
            new Target.Classes("churned", List.of("maybe", "no", "yes"), List.of(3, 20, 7)),
            List.of(new LeftOut("id", "only counts the rows")));
    return model(
        Network.of(Dense.of(6, Activation.relu()), Dense.of(3, Activation.identity())),
        encoder,
        seed);
  }

  /// A number with a band.
  static Model price() {
    Encoder encoder =
        new Encoder(
            List.of(
                new NumberTransform.Standardize("rooms", 5, 1.5, false),
                new NumberTransform.Standardize("income", 3.1, 0.1, false)),
            new Target.Number("price", 200_000, 115_000.5),
            List.of());
    Model model =
        model(
            Network.of(Dense.of(4, Activation.tanh()), Dense.of(1, Activation.identity())),
            encoder,
            5);
    return model.withAdjustment(
        model.adjustment().withBands(List.of(new Band("coverage_90", -1000, 2500))));
  }

  static Model model(Network network, Encoder encoder, long seed) {
    return new Model(
        network,
        network.initialise(encoder.width(), new Seed(seed)),
        encoder,
        Loss.of(encoder.target()),
        Map.of("seed", Long.toString(seed)));
  }
}
