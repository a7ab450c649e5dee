package org.denpan.cli.textbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.check.GradientCheck;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.Drawing;
import org.denpan.cli.chart.LineChart;
import org.denpan.cli.chart.Picture;
import org.denpan.cli.chart.Size;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;

/// T3: every activation with its derivative: numbers, a gradient check, curves.
final class T3Activations implements Row {
  private static final double WITHIN = 6e-5;
  private static final double[] POINTS = {-2, -1, 0, 1};
  private static final double[] SLOPES = {-1, 1};
  private static final double[] FAR = {-Float.MAX_VALUE, -1e4, -88, 88, 1e4, Float.MAX_VALUE};
  private static final int PLACES = 241;

  /// f at −2, −1, 0, 1, then f′ at −1 and 1, worked from the formulas with a pocket calculator.
  private static final Map<String, double[]> EXPECTED = expected();

  private static Map<String, double[]> expected() {
    Map<String, double[]> all = new LinkedHashMap<>();
    all.put("identity", new double[] {-2, -1, 0, 1, 1, 1});
    all.put("binarystep", new double[] {0, 0, 1, 1, 0, 0});
    all.put("logistic", new double[] {0.1192, 0.2689, 0.5, 0.7311, 0.1966, 0.1966});
    all.put("tanh", new double[] {-0.9640, -0.7616, 0, 0.7616, 0.4200, 0.4200});
    all.put("arctan", new double[] {-1.1071, -0.7854, 0, 0.7854, 0.5, 0.5});
    all.put("relu", new double[] {0, 0, 0, 1, 0, 1});
    all.put("leakyrelu", new double[] {-0.02, -0.01, 0, 1, 0.01, 1});
    all.put("prelu", new double[] {-0.5, -0.25, 0, 1, 0.25, 1});
    all.put("elu", new double[] {-0.8647, -0.6321, 0, 1, 0.3679, 1});
    all.put("selu", new double[] {-1.5202, -1.1113, 0, 1.0507, 0.6468, 1.0507});
    all.put("softplus", new double[] {0.1269, 0.3133, 0.6931, 1.3133, 0.2689, 0.7311});
    all.put("silu", new double[] {-0.2384, -0.2689, 0, 0.7311, 0.0723, 0.9277});
    all.put("gelu", new double[] {-0.0455, -0.1587, 0, 0.8413, -0.0833, 1.0833});
    return all;
  }

  @Override
  public String number() {
    return "T3";
  }

  @Override
  public String title() {
    return "Activation functions";
  }

  @Override
  public String shows() {
    return "value and derivative of each, gradient checks, the curves of both";
  }

  @Override
  public String anchor() {
    return "activations";
  }

  @Override
  public void run(Sheet sheet) {
    sheet.heading("Values at −2, −1, 0, 1 and slopes at −1, 1; the formulas stand in the section");
    sheet.lines(
        "logistic(1) = 1/(1 + e⁻¹) = 1/1.3679 = 0.7311     its slope  f(1 − f) = 0.7311·0.2689 ="
            + " 0.1966",
        "tanh(1) = 2/(1 + e⁻²) − 1 = 2/1.1353 − 1 = 0.7616             1 − f² = 1 − 0.5800 ="
            + " 0.4200");
    List<String> names = names();
    for (String name : names) {
      double[] known = EXPECTED.getOrDefault(name, new double[0]);
      int points = Math.min(POINTS.length, known.length); // an unknown one is WRONG, not left out
      sheet.near(name + ", f", values(name, POINTS), Arrays.copyOf(known, points), WITHIN);
      double[] slopes = Arrays.copyOfRange(known, points, known.length);
      sheet.near(name + ", f′", slopes(name, SLOPES), slopes, WITHIN);
    }
    softmax(sheet);
    finite(sheet, names);
    checks(sheet, names);
    sheet.picture("t3-activations", () -> picture(names));
  }

  /// The units that stand apart, of those that are built in.
  private static List<String> names() {
    return Family.of(Activation.class).names().stream().filter(n -> !n.equals("softmax")).toList();
  }

  private static Net alone(String name, int units, int rows) {
    return Net.of(Network.of(activation(name)), units, rows);
  }

  private static Activation activation(String name) {
    return Family.of(Activation.class).parse(name);
  }

  private static double[] values(String name, double... at) {
    return alone(name, 1, at.length).run(at);
  }

  private static double[] slopes(String name, double... at) {
    double[] one = new double[at.length];
    Arrays.fill(one, 1);
    return alone(name, 1, at.length).back(at, one);
  }

  private static void softmax(Sheet sheet) {
    sheet.heading("Softmax is over a row: y = e^x / Σ e^x, its derivative diag(y) − yᵀy");
    sheet.lines(
        "x = (1, 2, 3), less their largest: (−2, −1, 0)",
        "e^x = (0.1353, 0.3679, 1), their sum 1.5032",
        "∂y/∂x₁ = (y₁ − y₁y₁, −y₁y₂, −y₁y₃) = (0.0900 − 0.0081, −0.0220, −0.0599)");
    Net net = alone("softmax", 3, 1);
    sheet.near("softmax(1, 2, 3)", net.run(1, 2, 3), new double[] {0.0900, 0.2447, 0.6652}, WITHIN);
    sheet.near(
        "its derivative, row 1",
        net.back(new double[] {1, 2, 3}, new double[] {1, 0, 0}),
        new double[] {0.0819, -0.0220, -0.0599},
        WITHIN);
  }

  private static void finite(Sheet sheet, List<String> names) {
    sheet.heading("Finite for every finite x: at ±88, ±10⁴ and ±3.4·10³⁸");
    long tame =
        names.stream()
            .filter(name -> DoubleStream.of(values(name, FAR)).allMatch(Double::isFinite))
            .filter(name -> DoubleStream.of(slopes(name, FAR)).allMatch(Double::isFinite))
            .count();
    sheet.exactly("units with finite values and slopes", tame, names.size());
    double[] far = alone("softmax", 3, 1).run(-Float.MAX_VALUE, 0, Float.MAX_VALUE);
    sheet.near("softmax(−3.4·10³⁸, 0, 3.4·10³⁸)", far, new double[] {0, 0, 1}, 0);
  }

  private static void checks(Sheet sheet, List<String> names) {
    sheet.heading(
        "Back-propagation beside numerical derivatives, 6 units: the worst relative error");
    List<String> reasons = new ArrayList<>();
    for (String name : names) {
      Network network =
          Network.of(
              Dense.of(6, Activation.identity()),
              activation(name),
              Dense.of(3, Activation.identity()));
      Optional<String> obstacle = network.layers().get(1).obstacle();
      if (obstacle.isPresent()) {
        sheet.same(name, refused(network), "refused before training");
        reasons.add(name + ": " + obstacle.get() + ".");
      } else {
        double worst = Net.worst(network, 5, Loss.crossEntropy(), sheet.seed());
        sheet.below(name, worst, GradientCheck.TOLERANCE);
      }
    }
    reasons.forEach(sheet::say);
  }

  private static String refused(Network network) {
    try {
      network.checkTrainable();
      return "not refused";
    } catch (DenpanException e) {
      return "refused before training";
    }
  }

  private static Picture picture(List<String> names) {
    List<Drawing> drawings = new ArrayList<>();
    names.forEach(
        name -> drawings.add(curves(name, values(name, places()), slopes(name, places()))));
    drawings.add(softmaxCurves());
    return new Picture(
        "Activation functions and their derivatives",
        "Softmax is drawn as a function of its first input, the two others being 0.",
        4,
        Size.SMALL,
        drawings);
  }

  private static double[] places() {
    double[] x = new double[PLACES];
    Arrays.setAll(x, i -> -4 + 8.0 * i / (PLACES - 1));
    return x;
  }

  private static Drawing softmaxCurves() {
    double[] x = places();
    double[] rows = new double[3 * x.length];
    double[] first = new double[3 * x.length];
    for (int i = 0; i < x.length; i++) {
      rows[3 * i] = x[i];
      first[3 * i] = 1;
    }
    Net net = alone("softmax", 3, x.length);
    return curves("softmax", every3rd(net.run(rows)), every3rd(net.back(rows, first)));
  }

  private static double[] every3rd(double[] all) {
    double[] some = new double[all.length / 3];
    Arrays.setAll(some, i -> all[3 * i]);
    return some;
  }

  private static Drawing curves(String name, double[] f, double[] slope) {
    double[] x = places();
    return new LineChart(
        name,
        "f and f′ of " + name + " from −4 to 4.",
        Axis.tight("x", -4, 4),
        Axis.tight("", -2, 2),
        List.of(
            new LineChart.Line("f(x)", 0, x, f), new LineChart.Line("f′(x)", 1, true, x, slope)));
  }
}
