package org.denpan.cli.textbook;

import org.denpan.check.GradientCheck;
import org.denpan.data.Batch;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Residual;

/// T8: back-propagation in matrix form, layer by layer, and in a deep net.
final class T8Backpropagation implements Row {
  private static final double EXACT = 1e-6;

  @Override
  public String number() {
    return "T8";
  }

  @Override
  public String title() {
    return "Back-propagation";
  }

  @Override
  public String shows() {
    return "U, Z, Δ and the gradients of a small net; a deep one beside differences";
  }

  @Override
  public String anchor() {
    return "backpropagation";
  }

  @Override
  public void run(Sheet sheet) {
    oneSample(sheet);
    batch(sheet);
    deep(sheet);
  }

  private static void oneSample(Sheet sheet) {
    sheet.heading("One sample through 1–1–1: x = 1, tanh with w = 0.5, identity with v = 2, d = 2");
    sheet.lines(
        "up      u = 0.5     z = tanh u     y = vz     E = ½(y − d)²",
        "down    δ⁽³⁾ = y − d                         ∂E/∂v = zδ⁽³⁾ = 0.462117·(−1.075766)",
        "        δ⁽²⁾ = (1 − z²)·vδ⁽³⁾                 ∂E/∂w = xδ⁽²⁾ = 0.786448·2·(−1.075766)");
    Net net =
        Net.of(
            Network.of(Dense.of(1, Activation.tanh()), Dense.of(1, Activation.identity())), 1, 1);
    net.set("dense1.weight", 0.5).set("dense2.weight", 2);
    double error = net.pass(Loss.squaredError(), Batch.of(Net.floats(1), Net.floats(2), 1));
    sheet.near("E", error, 0.578636, EXACT);
    sheet.near("y", net.output("dense2"), new double[] {0.924234}, EXACT);
    sheet.near("∂E/∂v", net.gradient("dense2.weight"), new double[] {-0.497130}, EXACT);
    sheet.near("∂E/∂w", net.gradient("dense1.weight"), new double[] {-1.692067}, EXACT);
  }

  private static void batch(Sheet sheet) {
    sheet.heading("A batch of N = 2 through 2–2–1: ReLU, then identity, E = ½(y − d)²");
    sheet.lines(
        "X = [ 1 2]   W⁽²⁾ = [0.5  −0.5]   b⁽²⁾ = [0 0.1]   W⁽³⁾ = [ 1]   b⁽³⁾ = 0.5   D = [ 1]",
        "    [−1 1]          [0.25  0.5]                           [−2]                   [−1]",
        "",
        "up      U⁽²⁾ = X·W⁽²⁾ + 1·b⁽²⁾            u₁₁ = 1·0.5 + 2·0.25 + 0 = 1",
        "        Z⁽²⁾ = max(0, U⁽²⁾)               u₂₁ = −1·0.5 + 1·0.25 + 0 = −0.25, so z₂₁ = 0",
        "        Y = Z⁽²⁾·W⁽³⁾ + 1·b⁽³⁾            y₁ = 1·1 + 0.6·(−2) + 0.5 = 0.3",
        "down    Δ⁽³⁾ = (Y − D)/N                  δ₁ = (0.3 − 1)/2 = −0.35",
        "        Δ⁽²⁾ = f′(U⁽²⁾) ∘ (Δ⁽³⁾·W⁽³⁾ᵀ)    δ₁₁ = 1·(−0.35·1) = −0.35     δ₂₁ = 0·(−0.35·1)"
            + " = 0",
        "grads   ∂E/∂W⁽ˡ⁾ = Z⁽ˡ⁻¹⁾ᵀ·Δ⁽ˡ⁾           ∂E/∂w₂₂⁽²⁾ = 2·0.7 + 1·0.7 = 2.1",
        "");
    Net net =
        Net.of(
            Network.of(
                Dense.of(2, Activation.identity()),
                Activation.relu(),
                Dense.of(1, Activation.identity())),
            2,
            2);
    net.set("dense1.weight", 0.5, -0.5, 0.25, 0.5).set("dense1.bias", 0, 0.1);
    net.set("dense2.weight", 1, -2).set("dense2.bias", 0.5);
    Batch batch = Batch.of(Net.floats(1, 2, -1, 1), Net.floats(1, -1), 2);
    double error = net.pass(Loss.squaredError(), batch);
    sheet.near("U⁽²⁾", net.output("dense1"), new double[] {1, 0.6, -0.25, 1.1}, EXACT);
    sheet.near("Z⁽²⁾", net.output("relu1"), new double[] {1, 0.6, 0, 1.1}, EXACT);
    sheet.near("Y", net.output("dense2"), new double[] {0.3, -1.7}, EXACT);
    sheet.near("E", error, 0.245, EXACT);
    sheet.near("Δ⁽³⁾", net.delta("dense2"), new double[] {-0.35, -0.35}, EXACT);
    sheet.near("Δ⁽²⁾", net.delta("dense1"), new double[] {-0.35, 0.7, 0, 0.7}, EXACT);
    gradient(sheet, net, batch, "∂E/∂W⁽³⁾", "dense2.weight", -0.35, -0.595);
    gradient(sheet, net, batch, "∂E/∂b⁽³⁾", "dense2.bias", -0.7);
    gradient(sheet, net, batch, "∂E/∂W⁽²⁾", "dense1.weight", -0.35, 0, -0.7, 2.1);
    gradient(sheet, net, batch, "∂E/∂b⁽²⁾", "dense1.bias", -0.35, 1.4);
  }

  private static void gradient(
      Sheet sheet, Net net, Batch batch, String what, String tensor, double... expected) {
    sheet.near(what + ", back-propagated", net.gradient(tensor), expected, EXACT);
    sheet.near(
        what + ", by differences",
        net.differences(tensor, Loss.squaredError(), batch),
        expected,
        EXACT);
  }

  private static void deep(Sheet sheet) {
    sheet.heading("A deep net of all kinds, random weights: back-propagation beside differences");
    Network network =
        Network.of(
            Dense.of(12, Activation.tanh()),
            BatchNorm.of(),
            Dense.of(12, Activation.relu()),
            Residual.of(Dense.of(16, Activation.logistic()), Dense.of(12, Activation.tanh())),
            Dense.of(10, Activation.softmax()),
            Dense.of(8, Activation.relu()),
            Dense.of(4, Activation.identity()));
    sheet.lines(
        "12 tanh, batchnorm, 12 relu, residual (16 logistic, 12 tanh), 10 softmax, 8 relu, 4");
    GradientCheck.of(network, 6, Loss.crossEntropy(), sheet.seed().value())
        .run()
        .layers()
        .forEach(layer -> sheet.below(layer.name(), layer.worst(), GradientCheck.TOLERANCE));
    sheet.say(
        "The same for any net or model of yours: denpan check --layers \"…\", or a model file.");
  }
}
