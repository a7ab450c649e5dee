package org.denpan.cli.textbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.denpan.data.Batch;
import org.denpan.data.Datasets;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.model.Evaluation;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;

/// T4: the three pairs of output and error, each with δ = y − d.
final class T4Outputs implements Row {
  private static final int ROWS = 64;
  private static final int SHOWN = 3;
  private static final int MOST = 3;
  private static final double WITHIN = 1e-6;
  private static final double STEP = 1e-5;

  @Override
  public String number() {
    return "T4";
  }

  @Override
  public String title() {
    return "Outputs and errors";
  }

  @Override
  public String shows() {
    return "a number, two classes, K classes: δ = y − d in all three, and training";
  }

  @Override
  public String anchor() {
    return "outputs";
  }

  @Override
  public void run(Sheet sheet) {
    byHand(sheet);
    sheet.heading("A number: identity with ½‖y − d‖²; `moons`, x2 from x1 and the label");
    Split moons = Split.shuffled(Datasets.load("moons"), "x2", 0.8, sheet.setting().seed());
    Model number = pair(sheet, moons);
    Evaluation errors = number.evaluate(moons.test());
    sheet.below(
        "rmse on rows not seen",
        errors.metric("rmse"),
        0.6 * errors.baseline().getOrDefault("rmse", 0.0));
    sheet.say("The bound is six tenths of what always guessing the mean gives.");

    sheet.heading("Two classes: logistic with −[d ln y + (1 − d) ln(1 − y)]; `moons`");
    Split two = Split.stratified(Datasets.load("moons"), "label", 0.8, sheet.setting().seed());
    accuracy(sheet, pair(sheet, two), two.test(), 0.95);

    if (sheet.setting().data().isPresent()) {
      Setting.Data data = sheet.setting().data().get();
      sheet.heading("K classes: softmax with −Σ d ln y; " + data.name());
      Split own = Split.given(data.train(), data.test(), sheet.setting().seed());
      accuracy(sheet, pair(sheet, own), own.test(), 0.9);
    } else {
      sheet.heading("K classes: softmax with −Σ d ln y; `blobs`, three of them");
      Split blobs = Split.stratified(Datasets.load("blobs"), "label", 0.8, sheet.setting().seed());
      accuracy(sheet, pair(sheet, blobs), blobs.test(), 0.95);
    }
  }

  private static void byHand(Sheet sheet) {
    sheet.heading("By hand");
    sheet.lines(
        "u = (1, 2, 3), the third class is right: E = −ln 0.6652, δ = (0.0900, 0.2447, 0.6652 − 1)",
        "u = 2, d = 1:  y = 1/(1 + e⁻²) = 0.8808, E = −ln y = 0.1269, δ = 0.8808 − 1");
    hand(
        sheet,
        "K classes",
        Loss.crossEntropy(),
        Net.floats(1, 2, 3),
        2,
        0.4076,
        0.0900,
        0.2447,
        -0.3348);
    hand(sheet, "two classes, d = 1", Loss.binaryCrossEntropy(), Net.floats(2), 1, 0.1269, -0.1192);
    hand(sheet, "two classes, d = 0", Loss.binaryCrossEntropy(), Net.floats(2), 0, 2.1269, 0.8808);
    hand(sheet, "a number, y = 2, d = 1", Loss.squaredError(), Net.floats(2), 1, 0.5, 1);
  }

  private static void hand(
      Sheet sheet, String what, Loss loss, float[] u, float d, double e, double... delta) {
    float[] found = new float[u.length];
    Batch batch = Batch.of(u, new float[] {d}, 1);
    double error = loss.value(u, u.length, batch, new double[1], found);
    sheet.near(what + ": E", error, e, 6e-5);
    sheet.near(what + ": δ", Net.doubles(found), delta, 6e-5);
  }

  /// Shows δ = y − d on rows of the data, and trains a net for it.
  private static Model pair(Sheet sheet, Split split) {
    Encoder encoder = Encoder.fit(split.train());
    Examples examples = encoder.encode(split.train());
    int rows = Math.min(ROWS, examples.rows());
    Batch batch = new Batch(rows, examples.width(), 1);
    int[] order = new int[rows];
    Arrays.setAll(order, i -> i);
    examples.fill(order, 0, rows, batch);
    Loss loss = Loss.of(encoder.target());
    int outputs = encoder.target().outputs();
    Network network =
        Network.of(Dense.of(32, Activation.tanh()), Dense.of(outputs, Activation.identity()));
    Net net = Net.of(network, examples.width(), rows, sheet.seed());
    net.pass(loss, batch);
    delta(sheet, net, loss, batch, outputs);
    return Trainer.of(Network.of(Dense.of(32, Activation.tanh())))
        .optimizer(Optimizer.adam(0.005))
        .epochs(split.train().rows() > 5000 ? 4 : 60)
        .seed(sheet.setting().seed())
        .fit(split.train(), split.validation());
  }

  private static void delta(Sheet sheet, Net net, Loss loss, Batch batch, int outputs) {
    float[] u = Net.floats(net.output("dense2"));
    float[] y = new float[u.length];
    loss.outputs(u, y, batch.rows(), outputs);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("sample", "y", "d", "y − d", "N·δ", "∂E/∂u, by differences"));
    double worst = 0;
    double slope = 0;
    for (int row = 0; row < batch.rows(); row++) {
      double[] d = target(batch.targets()[row], outputs);
      double[] residual = new double[outputs];
      double[] delta = new double[outputs];
      double[] numeric = numeric(loss, u, batch.targets()[row], row, outputs);
      for (int k = 0; k < outputs; k++) {
        residual[k] = y[row * outputs + k] - d[k];
        delta[k] = net.delta()[row * outputs + k] * batch.rows();
        worst = Math.max(worst, Math.abs(delta[k] - residual[k]));
        slope = Math.max(slope, Math.abs(delta[k] - numeric[k]));
      }
      if (row < SHOWN) {
        table.add(
            List.of(
                Integer.toString(row + 1),
                shown(2, slice(y, row, outputs)),
                shown(outputs == 1 ? 2 : 0, d),
                shown(2, residual),
                shown(2, delta),
                shown(2, numeric)));
      }
    }
    sheet.table(table);
    sheet.below("largest |N·δ − (y − d)| of " + batch.rows() + " rows", worst, WITHIN);
    sheet.below("largest |N·δ − ∂E/∂u| by differences", slope, WITHIN);
  }

  /// All of a few numbers, the first of many.
  private static String shown(int decimals, double... values) {
    return Arrays.stream(values)
        .limit(MOST)
        .mapToObj(v -> Numbers.fixed(v, decimals))
        .collect(Collectors.joining(" ", "", values.length > MOST ? " …" : ""));
  }

  private static double[] target(float d, int outputs) {
    double[] target = new double[outputs];
    if (outputs == 1) {
      target[0] = d;
    } else {
      target[(int) d] = 1;
    }
    return target;
  }

  private static double[] slice(float[] y, int row, int outputs) {
    return Net.doubles(Arrays.copyOfRange(y, row * outputs, (row + 1) * outputs));
  }

  private static double[] numeric(Loss loss, float[] u, float d, int row, int outputs) {
    double[] at = slice(u, row, outputs);
    double[] slopes = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      double here = at[k];
      at[k] = here + STEP;
      double above = loss.formula(at, new float[] {d});
      at[k] = here - STEP;
      double below = loss.formula(at, new float[] {d});
      at[k] = here;
      slopes[k] = (above - below) / (2 * STEP);
    }
    return slopes;
  }

  private static void accuracy(Sheet sheet, Model model, Table test, double least) {
    sheet.atLeast("accuracy on rows not seen", model.evaluate(test).metric("accuracy"), least);
  }
}
