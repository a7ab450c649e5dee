package org.denpan.cli.textbook;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.check.GradientCheck;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.LineChart;
import org.denpan.cli.chart.Picture;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.Init;
import org.denpan.net.LayerNorm;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Residual;
import org.denpan.net.ShapeException;

/// T11: batch normalisation by hand, in training and at inference, and the layers that go with it.
final class T11Normalisation implements Row {
  private static final double WITHIN = 6e-5;

  /// As good as none.
  private static final double EPSILON = 1e-12;

  private static final double[] X = {1, 2, 3, 4};
  private static final double[] DY = {1, 0, 0, 0};
  private static final double[] DX = {0.2683, -0.3578, -0.0894, 0.1789};
  private static final double[] Z = {-1.3416, -0.4472, 0.4472, 1.3416};

  @Override
  public String number() {
    return "T11";
  }

  @Override
  public String title() {
    return "Batch normalisation";
  }

  @Override
  public String shows() {
    return "training, backward, inference by hand; layer norm, residual, dropout";
  }

  @Override
  public String anchor() {
    return "batch-normalisation";
  }

  @Override
  public void run(Sheet sheet) {
    batch(sheet);
    layer(sheet);
    residual(sheet);
    dropout(sheet);
    checks(sheet);
    sheet.picture("t11-normalisation", () -> picture(sheet.seed()));
  }

  private static void batch(Sheet sheet) {
    sheet.heading(
        "In training: z = (x − μ)/√(v + ϵ), y = γz + β; a column x = (1, 2, 3, 4), γ = 1, β = 0, ϵ"
            + " = 0");
    sheet.lines(
        "μ = (1 + 2 + 3 + 4)/4 = 2.5     v = (2.25 + 0.25 + 0.25 + 2.25)/4 = 1.25     √v = 1.1180",
        "z₁ = (1 − 2.5)/1.1180 = −1.3416");
    Net net = Net.of(Network.of(new BatchNorm(0.9, EPSILON)), 1, 4);
    double[] dx = net.back(X, DY);
    sheet.near("y", net.output("batchnorm1"), Z, WITHIN);
    sheet.heading(
        "Backward: dβ = Σ dy, dγ = Σ dy∘z, dx = γ/√(v + ϵ) ∘ (dy − (dβ + z∘dγ)/B); dy = (1, 0, 0,"
            + " 0)");
    sheet.lines("dx₁ = (1 − (1 + 1.3416²)/4)/1.1180 = (1 − 0.7)/1.1180 = 0.2683");
    sheet.near("dβ", net.gradient("batchnorm1.beta"), new double[] {1}, WITHIN);
    sheet.near("dγ", net.gradient("batchnorm1.gamma"), new double[] {-1.3416}, WITHIN);
    sheet.near("dx", dx, DX, WITHIN);
    sheet.near("Σ dx", DoubleStream.of(dx).sum(), 0, 1e-6);
    sheet.heading("At inference, with what training gathered: y = γ(x − μ̄)/√(v̄ + ϵ) + β");
    sheet.lines(
        "μ̄ = 0.9·0 + 0.1·2.5 = 0.25     v̄ = 0.9·1 + 0.1·1.25 = 1.025",
        "y(2.5) = (2.5 − 0.25)/√1.025 = 2.2224, the same alone as among other rows");
    sheet.near("μ̄", net.get("batchnorm1.running_mean"), new double[] {0.25}, 1e-6);
    sheet.near("v̄", net.get("batchnorm1.running_variance"), new double[] {1.025}, 1e-6);
    sheet.near("y(2.5), alone", net.run(2.5), new double[] {2.2224}, WITHIN);
    sheet.near("y(2.5), y(0.25) together", net.run(2.5, 0.25), new double[] {2.2224, 0}, WITHIN);
    sheet.same("a training batch of one row", single(net), "refused");
  }

  private static String single(Net net) {
    try {
      net.back(new double[] {1}, new double[] {1});
      return "taken";
    } catch (ShapeException e) {
      return "refused";
    }
  }

  private static void layer(Sheet sheet) {
    sheet.heading("Layer normalisation: the same along a row; x and dy are now one row");
    sheet.lines("dx = (g − mean(g) − z·mean(g∘z))/√(v + ϵ), g = γ∘dy");
    Net net = Net.of(Network.of(new LayerNorm(EPSILON)), 4, 1);
    double[] dx = net.back(X, DY);
    sheet.near("y", net.output("layernorm1"), Z, WITHIN);
    sheet.near("dx", dx, DX, WITHIN);
  }

  private static void residual(Sheet sheet) {
    sheet.heading(
        "Residual blocks: y = x + f(x); ten of one unit with f(x) = 0.01x, beside ten plain"
            + " layers");
    sheet.lines("plain: 0.01¹⁰ = 10⁻²⁰     residual: 1.01¹⁰ = 1.1046");
    Net plain = ten("1 identity", "dense%d.weight");
    Net blocks = ten("residual (1 identity)", "residual%d.dense1.weight");
    double[] one = {1};
    sheet.near("dy/dx through ten plain layers", plain.back(one, one), new double[] {1e-20}, 1e-25);
    sheet.near("dy/dx through ten blocks", blocks.back(one, one), new double[] {1.1046}, WITHIN);
  }

  private static Net ten(String layer, String weight) {
    Net net = Net.of(Network.parse(String.join(", ", Collections.nCopies(10, layer))), 1, 1);
    for (int l = 1; l <= 10; l++) {
      net.set(weight.formatted(l), 0.01);
    }
    return net;
  }

  private static void dropout(Sheet sheet) {
    sheet.heading(
        "Dropout, p = 0.5: y = m∘x/(1 − p) in training, y = x at inference; 100,000 ones");
    int count = 100_000;
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    Net net = Net.of(Network.of(Dropout.of(0.5)), 1, count, sheet.seed());
    net.back(ones, ones);
    double[] y = net.output("dropout1");
    double mean = DoubleStream.of(y).average().orElse(Double.NaN);
    double variance = DoubleStream.of(y).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    sheet.lines("E[y] = x = 1     Var[y] = x²·p/(1 − p) = 1");
    sheet.near("mean in training", mean, 1, 0.02);
    sheet.near("variance in training", variance, 1, 0.02);
    sheet.near("at inference", net.run(1, 2, 3), new double[] {1, 2, 3}, 0);
  }

  private static void checks(Sheet sheet) {
    sheet.heading("Back-propagation beside numerical derivatives: the worst relative error");
    for (String layers :
        List.of(
            "20 tanh, batchnorm, 10 relu",
            "20 tanh, layernorm, 10 relu",
            "20 tanh, residual (10 relu, 20 tanh)")) {
      Network network = Network.parse(layers).append(Dense.of(3, Activation.identity()));
      sheet.below(
          layers,
          Net.worst(network, 8, Loss.crossEntropy(), sheet.seed()),
          GradientCheck.TOLERANCE);
    }
    Network bias =
        Network.of(Residual.of(LayerNorm.of(), Dense.of(6, Activation.tanh())), Dropout.of(0.2));
    sheet.below(
        "residual (layernorm, 6 tanh), dropout 0.2",
        Net.worst(bias, 6, Loss.squaredError(), sheet.seed()),
        GradientCheck.TOLERANCE);
  }

  /// How large a signal is after each of many layers, with and without normalisation.
  private static Picture picture(Seed seed) {
    int depth = 12;
    double[] layers = IntStream.rangeClosed(1, depth).asDoubleStream().toArray();
    return Picture.of(
        new LineChart(
            "The size of the signal, layer by layer",
            "The root mean square of what comes out of each of 12 linear layers, with and without"
                + " batch normalisation after each.",
            Axis.counting("layer", 1, depth),
            Axis.logarithmic("root mean square (log scale)", 1e-8, 1e6),
            List.of(
                new LineChart.Line("weights too large", 1, layers, sizes(seed, depth, 0.3, false)),
                new LineChart.Line("weights too small", 2, layers, sizes(seed, depth, 0.03, false)),
                new LineChart.Line(
                    "too large, with batchnorm", 0, layers, sizes(seed, depth, 0.3, true)),
                new LineChart.Line(
                    "too small, with batchnorm", 3, true, layers, sizes(seed, depth, 0.03, true)))),
        "64 units a layer, weights 0.3·N(0, 1) and 0.03·N(0, 1): with a normalisation after each"
            + " layer, neither grows nor fades.");
  }

  private static double[] sizes(Seed seed, int depth, double deviation, boolean normalised) {
    int rows = 100;
    String layer = "64 identity" + (normalised ? ", batchnorm" : "");
    Network network = Network.parse(String.join(", ", Collections.nCopies(depth, layer)));
    Net net = Net.of(network.init(Init.normal(deviation)), 64, rows, seed);
    Seed.Stream random = seed.stream("signal");
    double[] x = DoubleStream.generate(random::nextGaussian).limit(64L * rows).toArray();
    net.back(x, new double[64 * rows]);
    return IntStream.rangeClosed(1, depth)
        .mapToDouble(l -> rms(net.output((normalised ? "batchnorm" : "dense") + l)))
        .toArray();
  }

  private static double rms(double[] values) {
    return Math.sqrt(DoubleStream.of(values).map(v -> v * v).average().orElse(0));
  }
}
