package org.denpan.cli.textbook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.check.Difference;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.LineChart;
import org.denpan.cli.chart.Picture;
import org.denpan.data.Batch;
import org.denpan.net.Loss;
import org.denpan.net.Network;

/// T9: derivatives by differences, five rules, and how far apart their points should be.
final class T9Differences implements Row {
  private static final int POINTS = 2001;
  private static final List<Difference> RULES =
      List.of(
          Difference.forward(),
          Difference.backward(),
          Difference.central(),
          Difference.fivePoint(),
          Difference.sevenPoint());
  private static final List<String> NAMES =
      List.of("forward", "backward", "central", "five-point", "seven-point");

  /// What each rule must stay below on (eˣ)′: twice what the section lists, for libraries' own
  /// rounding of eˣ.
  private static final double[] TEXTBOOK_BOUND = {4e-8, 4e-8, 4e-8, 5e-8, 6e-8};

  private static final double[] BALANCED_BOUND = {4e-8, 4e-8, 8e-11, 6e-13, 1.2e-13};

  @Override
  public String number() {
    return "T9";
  }

  @Override
  public String title() {
    return "Differences";
  }

  @Override
  public String shows() {
    return "five rules, the choice of h, and a network checked by them";
  }

  @Override
  public String anchor() {
    return "differences";
  }

  @Override
  public void run(Sheet sheet) {
    byHand(sheet);
    exponential(sheet);
    network(sheet);
    sheet.picture("t9-differences", T9Differences::picture);
  }

  private static void byHand(Sheet sheet) {
    sheet.heading("By hand: f(w) = w³ at w = 1, h = 0.1; the truth is 3");
    sheet.lines(
        "forward      (1.1³ − 1)/0.1 = (1.331 − 1)/0.1                        3 + 3h + h²",
        "backward     (1 − 0.9³)/0.1 = (1 − 0.729)/0.1                        3 − 3h + h²",
        "central      (1.331 − 0.729)/0.2                                     3 + h²",
        "five-point   (0.8³ − 8·0.9³ + 8·1.1³ − 1.2³)/1.2 = (0.512 − 5.832 + 10.648 − 1.728)/1.2",
        "seven-point  (−0.7³ + 9·0.8³ − 45·0.9³ + 45·1.1³ − 9·1.2³ + 1.3³)/6");
    double[] expected = {3.31, 2.71, 3.01, 3, 3};
    for (int i = 0; i < RULES.size(); i++) {
      double found = RULES.get(i).derivative(w -> w * w * w, 1, 0.1);
      sheet.near(NAMES.get(i), found, expected[i], 1e-12);
    }
  }

  private static void exponential(Sheet sheet) {
    sheet.heading("The worst relative error of (eˣ)′ at 2,001 points of [0.5, 2]");
    sheet.lines(
        "the texts' h = √ε·|w| with ε = 2⁻⁵²; balanced h = ε^(1/(p+1))·max(1, |w|) for a rule of"
            + " order p");
    for (int i = 0; i < RULES.size(); i++) {
      Difference rule = RULES.get(i);
      sheet.below(NAMES.get(i) + ", the texts' h", worst(rule, false), TEXTBOOK_BOUND[i]);
    }
    for (int i = 0; i < RULES.size(); i++) {
      Difference rule = RULES.get(i);
      String name =
          "%s, balanced h = %s".formatted(NAMES.get(i), Numbers.power(rule.balancedStep(1), 1));
      sheet.below(name, worst(rule, true), BALANCED_BOUND[i]);
    }
    sheet.say(
        "With the small h rounding rules, and more points buy nothing; with its own h each rule"
            + " shows what it can do.");
  }

  private static double worst(Difference rule, boolean balanced) {
    return IntStream.range(0, POINTS)
        .mapToDouble(i -> 0.5 + 1.5 * i / (POINTS - 1))
        .map(x -> {
          double h = balanced ? rule.balancedStep(x) : Difference.textbookStep(x);
          return Math.abs(rule.derivative(Math::exp, x, h) / Math.exp(x) - 1);
        })
        .max()
        .orElse(Double.NaN);
  }

  private static void network(Sheet sheet) {
    sheet.heading(
        "A network: 3–5–2, tanh, cross-entropy, 6 rows; the worst |difference − back-propagated|");
    Net net = Net.of(Network.parse("5 tanh, 2 identity"), 3, 6, sheet.seed());
    Loss loss = Loss.crossEntropy();
    Seed.Stream random = sheet.seed().stream("differences");
    double[] x = IntStream.range(0, 18).mapToDouble(i -> random.nextGaussian()).toArray();
    Batch batch = Batch.of(Net.floats(x), Net.floats(0, 1, 1, 0, 1, 0), 6);
    net.pass(loss, batch);
    for (int i = 0; i < RULES.size(); i++) {
      double worst = 0;
      for (String tensor :
          List.of("dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias")) {
        double[] fast = net.gradient(tensor);
        double[] slow = net.differences(RULES.get(i), tensor, loss, batch);
        for (int k = 0; k < fast.length; k++) {
          worst = Math.max(worst, Math.abs(fast[k] - slow[k]));
        }
      }
      sheet.below(NAMES.get(i), worst, 1e-6);
    }
    sheet.say("Here all are as good: back-propagation runs in float, and that is what they see.");
  }

  private static Picture picture() {
    List<LineChart.Line> lines = new ArrayList<>();
    double[] h =
        IntStream.rangeClosed(0, 300).mapToDouble(i -> Math.pow(10, -15 + i / 20.0)).toArray();
    DoubleUnaryOperator f = Math::exp;
    for (int i = 0; i < RULES.size(); i++) {
      Difference rule = RULES.get(i);
      double[] error = new double[h.length];
      for (int k = 0; k < h.length; k++) {
        error[k] = Math.abs(rule.derivative(f, 1, h[k]) / Math.E - 1);
      }
      lines.add(new LineChart.Line(NAMES.get(i), i, h, error));
    }
    return Picture.of(
        new LineChart(
            "The error of a difference over h: (eˣ)′ at x = 1",
            "Each rule's error falls with h to a lowest point and rises again, where rounding"
                + " rules.",
            Axis.logarithmic("h (log scale)", 1e-15, 1),
            Axis.logarithmic("relative error (log scale)", 1e-16, 10),
            lines),
        "From the right the rule's own error falls as hᵖ; to the left rounding rises as 1/h.");
  }
}
