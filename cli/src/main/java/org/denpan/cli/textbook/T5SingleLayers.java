package org.denpan.cli.textbook;

import java.util.Arrays;
import org.denpan.check.GradientCheck;
import org.denpan.data.Batch;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;

/// T5: layers and errors on their own, forward and backward.
final class T5SingleLayers implements Row {
  private static final double WITHIN = 6e-5;
  private static final double[] RIGHT = {0, 0, 1};

  @Override
  public String number() {
    return "T5";
  }

  @Override
  public String title() {
    return "Single layers";
  }

  @Override
  public String shows() {
    return "affine, ReLU, softmax, cross-entropy, MSE: alone, forward and backward";
  }

  @Override
  public String anchor() {
    return "single-layers";
  }

  @Override
  public void run(Sheet sheet) {
    affine(sheet);
    relu(sheet);
    softmax(sheet);
    crossEntropy(sheet);
    squared(sheet);
    inARow(sheet);
    whyFused(sheet);
    checks(sheet);
  }

  private static void affine(Sheet sheet) {
    sheet.heading("Affine: Y = X·W + 1·b;  dX = dY·Wᵀ, dW = Xᵀ·dY, db = Σ rows of dY");
    sheet.lines(
        "X = [1 2]   W = [1 0 −1]   b = [0.5 0 −0.5]   dY = [1 0  1]",
        "    [3 4]       [2 1  0]                           [0 2 −1]",
        "y₁₁ = 1·1 + 2·2 + 0.5 = 5.5     dx₁₁ = 1·1 + 0·0 + 1·(−1) = 0     dw₁₁ = 1·1 + 3·0 = 1");
    Net net = Net.of(Network.of(Dense.of(3, Activation.identity())), 2, 2);
    net.set("dense1.weight", 1, 0, -1, 2, 1, 0).set("dense1.bias", 0.5, 0, -0.5);
    double[] x = {1, 2, 3, 4};
    sheet.near("Y, by rows", net.run(x), new double[] {5.5, 2, -1.5, 11.5, 4, -3.5}, 1e-6);
    double[] dx = net.back(x, new double[] {1, 0, 1, 0, 2, -1});
    sheet.near("dX", dx, new double[] {0, 2, 1, 2}, 1e-6);
    sheet.near("dW", net.gradient("dense1.weight"), new double[] {1, 6, -2, 2, 8, -2}, 1e-6);
    sheet.near("db", net.gradient("dense1.bias"), new double[] {1, 2, 0}, 1e-6);
  }

  private static void relu(Sheet sheet) {
    sheet.heading("ReLU: y = max(0, x);  dx = dy where x > 0, else 0");
    Net net = Net.of(Network.of(Activation.relu()), 3, 1);
    double[] x = {-1, 0, 2};
    sheet.lines("x = (−1, 0, 2)     dy = (1, 2, 3)");
    sheet.near("y", net.run(x), new double[] {0, 0, 2}, 0);
    sheet.near("dx", net.back(x, new double[] {1, 2, 3}), new double[] {0, 0, 3}, 0);
  }

  private static void softmax(Sheet sheet) {
    sheet.heading("Softmax: y = e^x / Σ e^x;  dx = y ∘ (dy − Σ dy·y)");
    sheet.lines(
        "x = (1, 2, 3)     dy = (0, 0, −1.5032)     Σ dy·y = −1.5032·0.6652 = −1",
        "dx = y ∘ (dy + 1) = (0.0900·1, 0.2447·1, 0.6652·(−0.5032))");
    Net net = Net.of(Network.of(Activation.softmax()), 3, 1);
    double[] x = {1, 2, 3};
    sheet.near("y", net.run(x), new double[] {0.0900, 0.2447, 0.6652}, WITHIN);
    double[] dx = net.back(x, new double[] {0, 0, -1.50321});
    sheet.near("dx", dx, new double[] {0.0900, 0.2447, -0.3348}, WITHIN);
    sheet.near("its sum", Arrays.stream(dx).sum(), 0, WITHIN);
  }

  private static void crossEntropy(Sheet sheet) {
    sheet.heading("Cross-entropy on given probabilities: E = −Σ t ln x;  dx = −t/x");
    sheet.lines(
        "x = (0.0900, 0.2447, 0.6652)     t = (0, 0, 1)",
        "E = −ln 0.6652     dx = (0, 0, −1/0.6652)");
    Net net = Net.of(Network.of(Activation.identity()), 3, 1);
    double[] x = {0.09003057, 0.24472848, 0.66524094};
    double error = net.pass(Loss.probabilityCrossEntropy(), batch(x, RIGHT));
    sheet.near("E", error, 0.4076, WITHIN);
    sheet.near("dx", net.delta(), new double[] {0, 0, -1.5032}, WITHIN);
  }

  private static void squared(Sheet sheet) {
    sheet.heading("Mean squared error: E = (1/C)‖x − t‖²;  dx = (2/C)(x − t)");
    sheet.lines("x = (1, 2)     t = (0, 4)     E = (1 + 4)/2     dx = (1 − 0, 2 − 4)");
    Net net = Net.of(Network.of(Activation.identity()), 2, 1);
    Batch batch = batch(new double[] {1, 2}, new double[] {0, 4});
    sheet.near("E", net.pass(Loss.mse(), batch), 2.5, 1e-6);
    sheet.near("dx", net.delta(), new double[] {1, -2}, 1e-6);
  }

  private static void inARow(Sheet sheet) {
    sheet.heading("Softmax, then cross-entropy, come to dx = y − t; so does the loss that is both");
    Net two = Net.of(Network.of(Activation.identity(), Activation.softmax()), 3, 1);
    Net one = Net.of(Network.of(Activation.identity()), 3, 1);
    Batch batch = batch(new double[] {1, 2, 3}, RIGHT);
    two.pass(Loss.probabilityCrossEntropy(), batch);
    one.pass(Loss.crossEntropy(), batch);
    double[] expected = {0.0900, 0.2447, -0.3348};
    sheet.near("dx of the two layers", two.delta("identity1"), expected, WITHIN);
    sheet.near("δ of `crossentropy`, from logits", one.delta(), expected, WITHIN);
  }

  private static void whyFused(Sheet sheet) {
    sheet.heading("Why fuse them? x = (0, 1000), the first class is right");
    sheet.lines(
        "e⁰/(e⁰ + e¹⁰⁰⁰) is 0 in the machine, and −ln 0 is infinite; from logits, E = 1000 − 0");
    Net net = Net.of(Network.of(Activation.identity()), 2, 1);
    double error =
        net.pass(Loss.crossEntropy(), batch(new double[] {0, 1000}, new double[] {1, 0}));
    sheet.near("E from logits", error, 1000, 1e-6);
    sheet.near("δ", net.delta(), new double[] {-1, 1}, 1e-6);
  }

  private static void checks(Sheet sheet) {
    sheet.heading("Each beside numerical derivatives, on random numbers: the worst relative error");
    check(sheet, "affine", Network.of(Dense.of(4, Activation.identity())), Loss.squaredError());
    check(sheet, "ReLU", Network.of(Activation.relu()), Loss.squaredError());
    check(sheet, "softmax", Network.of(Activation.softmax()), Loss.squaredError());
    check(
        sheet,
        "cross-entropy on probabilities",
        Network.of(Activation.softmax()),
        Loss.probabilityCrossEntropy());
    check(sheet, "mean squared error", Network.of(Activation.identity()), Loss.mse());
    check(
        sheet, "cross-entropy from logits", Network.of(Activation.identity()), Loss.crossEntropy());
  }

  private static void check(Sheet sheet, String what, Network network, Loss loss) {
    double worst = Net.worst(network, 5, loss, sheet.seed());
    sheet.below(what, worst, GradientCheck.TOLERANCE);
  }

  private static Batch batch(double[] x, double[] t) {
    return Batch.of(Net.floats(x), Net.floats(t), 1);
  }
}
