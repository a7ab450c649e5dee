package org.denpan.cli.textbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.denpan.Family;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.Drawing;
import org.denpan.cli.chart.Field;
import org.denpan.cli.chart.LineChart;
import org.denpan.cli.chart.Picture;
import org.denpan.cli.chart.Ramp;
import org.denpan.cli.chart.Surface;
import org.denpan.train.Optimizer;

/// T7: the optimizers' first steps, and their ways past a saddle.
final class T7Optimizers implements Row {
  private static final double WITHIN = 1e-6;
  private static final int STEPS = 120;
  private static final double AWAY = 0.5;
  private static final int GRID = 161;

  /// One that walks past the saddle.
  ///
  /// @param left the first step with |a| > 0.5 from (0.001, 1), reckoned in double precision with
  ///   the formulas; 0 for the one whose line search is not told in formulas
  private record Walker(String words, int left) {}

  private static final List<Walker> WALKERS =
      List.of(
          new Walker("sgd 0.1", 67),
          new Walker("momentum 0.1", 25),
          new Walker("nesterov 0.1", 22),
          new Walker("rmsprop 0.1", 2),
          new Walker("adam 0.1", 6),
          new Walker("lbfgs", 0));

  @Override
  public String number() {
    return "T7";
  }

  @Override
  public String title() {
    return "Optimizers";
  }

  @Override
  public String shows() {
    return "three steps of each by hand, and their paths past a saddle";
  }

  @Override
  public String anchor() {
    return "optimizers";
  }

  @Override
  public void run(Sheet sheet) {
    steps(sheet);
    quasiNewton(sheet);
    saddle(sheet);
  }

  private static void steps(Sheet sheet) {
    sheet.heading(
        "Three steps on E = ½w² from w = 1, where g = w; ε = 0.1, μ = β = β₁ = 0.9, β₂ = 0.999");
    sheet.lines(
        "sgd        w ← w − εg                                    1 − 0.1·1 = 0.9",
        "momentum   M ← μM − εg, w ← w + M                        M = 0.9·(−0.1) − 0.09, w = 0.72",
        "nesterov   M ← μM − εg, w ← w + μM − εg                  1 + 0.9·(−0.1) − 0.1 = 0.81",
        "rmsprop    G ← βG + (1 − β)g², w ← w − εg/(√G + ϵ)       1 − 0.1/√0.1 = 0.683772",
        "adam       M ← β₁M + (1 − β₁)g, M̂ = M/(1 − β₁ᵗ)          M̂ = 0.1/0.1 = 1",
        "           G ← β₂G + (1 − β₂)g², Ĝ = G/(1 − β₂ᵗ)         Ĝ = 0.001/0.001 = 1",
        "           w ← w − εM̂/(√Ĝ + ϵ)                           1 − 0.1·1/1 = 0.9",
        "adamw      w ← w − ελw first, λ = 0.1                    (1 − 0.01) − 0.1 = 0.89");
    three(sheet, "sgd", "sgd 0.1", 0.900000, 0.810000, 0.729000);
    three(sheet, "momentum", "momentum 0.1", 0.900000, 0.720000, 0.486000);
    three(sheet, "nesterov", "nesterov 0.1", 0.810000, 0.575100, 0.327321);
    three(sheet, "rmsprop, ϵ = 0", "rmsprop 0.1 epsilon=0", 0.683772, 0.498871, 0.369181);
    three(sheet, "adam", "adam 0.1", 0.900000, 0.800412, 0.701586);
    three(
        sheet,
        "adam, the texts' rule",
        "adam 0.1 epsilon=0 biasCorrection=false",
        0.683772,
        0.270206,
        -0.162141);
    three(sheet, "adamw", "adamw 0.1 weightDecay=0.1", 0.890000, 0.781572, 0.675101);
  }

  private static void three(Sheet sheet, String name, String words, double... expected) {
    double[] w = new Hill.Bowl(1).path(optimizer(words), 1, 0, 3)[0];
    sheet.near(name, Arrays.copyOfRange(w, 1, 4), expected, WITHIN);
  }

  private static Optimizer optimizer(String words) {
    return Family.of(Optimizer.class).parse(words);
  }

  private static void quasiNewton(Sheet sheet) {
    sheet.heading("L-BFGS on E = ½a² + 5b² from (1, 1), where g = (a, 10b)");
    sheet.lines(
        "step 1   no pair yet: p = −g, ε = 1/‖g‖ = 1/√101 = 0.099504",
        "         (1 − 0.099504·1, 1 − 0.099504·10)",
        "step 2   s = (−0.0995, −0.9950)   y = (−0.0995, −9.9504)   g = (0.9005, 0.0496)",
        "         sᵀy = 9.9109             γ = sᵀy/yᵀy = 0.100090",
        "         α = sᵀg/sᵀy              β = yᵀr/sᵀy              r = γ(g − αy) + (α − β)s",
        "         p = −r, ε = 1: both Wolfe conditions hold at once");
    double[][] path = new Hill.Bowl(10).path(Optimizer.lbfgs(), 1, 1, 12);
    sheet.near("step 1", at(path, 1), new double[] {0.900496, 0.004963}, WITHIN);
    sheet.near("step 2", at(path, 2), new double[] {0.808301, -0.008083}, 1e-5);
    sheet.near("step 12, the minimum", at(path, 12), new double[] {0, 0}, 1e-5);
    double[][] steep = new Hill.Bowl(1).path(Optimizer.lbfgs(), 1, 0, 1);
    sheet.near("E = ½w², one step", steep[0][1], 0, 1e-6);
  }

  private static double[] at(double[][] path, int step) {
    return new double[] {path[0][step], path[1][step]};
  }

  private static void saddle(Sheet sheet) {
    sheet.heading(
        "A saddle: E = ¼(a² − 1)² + ½b² from (0.001, 1), ε = 0.1; the first step with |a| > 0.5");
    sheet.lines(
        "∂E/∂a = a³ − a     ∂E/∂b = b     minima at (±1, 0), the saddle at (0, 0)",
        "sgd multiplies a tiny a by 1 + ε: 0.001·1.1⁶⁵ = 0.49; rmsprop divides by its size: 1 −"
            + " 0.1/√0.1");
    for (Walker walker : WALKERS) {
      double[][] path = new Hill.Saddle().path(optimizer(walker.words), 0.001, 1, STEPS);
      int left = left(path[0]);
      if (walker.left > 0) {
        sheet.exactly(walker.words, left, walker.left);
      } else {
        sheet.near(walker.words + ", its a in the end", Math.abs(path[0][STEPS]), 1, 1e-3);
      }
    }
    double most = 0;
    for (Walker walker : WALKERS) {
      double[] a = new Hill.Saddle().path(optimizer(walker.words), 0, 1, STEPS)[0];
      most = Math.max(most, Arrays.stream(a).map(Math::abs).max().orElse(1));
    }
    sheet.near("from (0, 1): the largest |a| of all", most, 0, 0);
    sheet.say(
        "From exactly a = 0 none ever leaves the line that leads to the saddle: chance must help.");
    sheet.picture("t7-saddle", T7Optimizers::picture);
  }

  private static int left(double[] a) {
    return IntStream.range(0, a.length).filter(i -> Math.abs(a[i]) > AWAY).findFirst().orElse(-1);
  }

  private static Picture picture() {
    Hill hill = new Hill.Saddle();
    Axis a = Axis.tight("a", -0.4, 1.6);
    Axis b = Axis.tight("b", -0.9, 1.1);
    double[][] z = Surface.sample(a, b, GRID, hill::error);
    List<Field.Path> paths = new ArrayList<>();
    List<LineChart.Line> errors = new ArrayList<>();
    double[] steps = IntStream.rangeClosed(0, STEPS).asDoubleStream().toArray();
    for (int i = 0; i < WALKERS.size(); i++) {
      String name = WALKERS.get(i).words.replaceFirst(" .*", "");
      double[][] path = hill.path(optimizer(WALKERS.get(i).words), 0.001, 1, STEPS);
      // lbfgs goes the way of sgd: the first drawn lies below
      int at = name.equals("lbfgs") ? 0 : paths.size();
      paths.add(at, new Field.Path(name, i, path[0], path[1]));
      double[] error =
          IntStream.rangeClosed(0, STEPS)
              .mapToDouble(t -> hill.error(path[0][t], path[1][t]))
              .toArray();
      errors.add(new LineChart.Line(name, i, steps, error));
    }
    List<Drawing> drawings =
        List.of(
            Field.of(
                    "The paths, from the ring",
                    "A surface with a saddle at (0, 0) and a minimum at (1, 0), and paths down it.",
                    a,
                    b,
                    new Surface(z, Ramp.depth(0, 0.8), ""))
                .withContours(Field.roundHeights(z, 14))
                .withPaths(paths),
            new LineChart(
                "The error at each step",
                "Plain descent stays longest at the height of the saddle, 0.25.",
                Axis.counting("step", 0, STEPS),
                Axis.linear("E", 0, 0.8),
                errors,
                Optional.empty()));
    return Picture.of(
        "Past a saddle: E = ¼(a² − 1)² + ½b², from (0.001, 1), ε = 0.1",
        "The saddle is at (0, 0), at the height 0.25; the minimum is at (1, 0).",
        2,
        drawings);
  }
}
