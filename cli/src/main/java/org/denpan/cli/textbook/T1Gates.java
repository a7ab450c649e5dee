package org.denpan.cli.textbook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.Drawing;
import org.denpan.cli.chart.Field;
import org.denpan.cli.chart.Picture;
import org.denpan.cli.chart.Ramp;
import org.denpan.cli.chart.Surface;
import org.denpan.data.Batch;
import org.denpan.net.Activation;
import org.denpan.net.Bounded;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;

/// T1: AND, OR and NOT by one perceptron each, XOR by two layers; and both learnt.
final class T1Gates implements Row {
  /// The inputs of a gate: 00 01 10 11.
  static final double[] CORNERS = {0, 0, 0, 1, 1, 0, 1, 1};

  private static final int MOST_PASSES = 100;
  private static final Bounded.Logistic LOGISTIC = new Bounded.Logistic();

  @Override
  public String number() {
    return "T1";
  }

  @Override
  public String title() {
    return "Gates and XOR";
  }

  @Override
  public String shows() {
    return "AND, OR, NOT by one perceptron, XOR by two layers; what each can learn";
  }

  @Override
  public String anchor() {
    return "units";
  }

  @Override
  public void run(Sheet sheet) {
    gates(sheet);
    Net xor = twoLayers(sheet);
    perceptronRule(sheet);
    Net learnt = LearntXor.learn(sheet);
    sheet.picture("t1-gates", () -> picture(xor, learnt));
  }

  private static void gates(Sheet sheet) {
    sheet.heading("One unit with a step: y = step(w₁p + w₂q + b), 1 where the sum is not negative");
    sheet.lines(
        "AND(p, q) = step(p + q − 1.5)     OR(p, q) = step(p + q − 0.5)     NOT(p) = step(−p +"
            + " 0.5)",
        "AND(1, 0) = step(1 + 0 − 1.5) = step(−0.5) = 0");
    sheet.same("AND of 00 01 10 11", outputs(gate(-1.5), CORNERS), "0 0 0 1");
    sheet.same("OR of 00 01 10 11", outputs(gate(-0.5), CORNERS), "0 1 1 1");
    Net not = Net.of(Network.parse("1 step"), 1, 4);
    not.set("dense1.weight", -1).set("dense1.bias", 0.5);
    sheet.same("NOT of 0 1", outputs(not, 0, 1), "1 0");
  }

  private static Net gate(double bias) {
    return Net.of(Network.parse("1 step"), 2, 4)
        .set("dense1.weight", 1, 1)
        .set("dense1.bias", bias);
  }

  private static String outputs(Net net, double... x) {
    return IntStream.range(0, net.run(x).length)
        .mapToObj(i -> Long.toString((long) net.run(x)[i]))
        .collect(Collectors.joining(" "));
  }

  private static Net twoLayers(Sheet sheet) {
    sheet.heading("XOR by two layers: XOR(p, q) = AND(OR(p, q), NOT(AND(p, q)))");
    sheet.lines(
        "h₁ = step( p + q − 0.5)           OR",
        "h₂ = step(−p − q + 1.5)           NOT AND",
        "y  = step(h₁ + h₂ − 1.5)          AND of both");
    Net hidden = Net.of(Network.parse("2 step"), 2, 4);
    hidden.set("dense1.weight", 1, -1, 1, -1).set("dense1.bias", -0.5, 1.5);
    Net net = Net.of(Network.parse("2 step, 1 step"), 2, 4);
    net.set("dense1.weight", 1, -1, 1, -1).set("dense1.bias", -0.5, 1.5);
    net.set("dense2.weight", 1, 1).set("dense2.bias", -1.5);
    sheet.same("h₁ h₂ of 00 01 10 11", outputs(hidden, CORNERS), "0 1 1 1 1 1 1 0");
    sheet.same("XOR of 00 01 10 11", outputs(net, CORNERS), "0 1 1 0");
    return net;
  }

  private static void perceptronRule(Sheet sheet) {
    sheet.heading("The perceptron rule: w ← w − ε(y − d)x, b ← b − ε(y − d); ε = 1, all from 0");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("gate", "w₁", "w₂", "b", "mistakes", "first pass without one"));
    Lesson and = Lesson.learn(0, 0, 0, 1);
    Lesson or = Lesson.learn(0, 1, 1, 1);
    Lesson xor = Lesson.learn(0, 1, 1, 0);
    rows.add(and.row("AND"));
    rows.add(or.row("OR"));
    rows.add(xor.row("XOR"));
    sheet.table(rows);
    sheet.near("AND: w₁, w₂, b", and.weights, new double[] {2, 1, -3}, 0);
    sheet.exactly("AND: mistakes", and.mistakes, 11);
    sheet.exactly("AND: the pass without a mistake", and.passes, 6);
    sheet.near("OR: w₁, w₂, b", or.weights, new double[] {1, 1, -1}, 0);
    sheet.exactly("OR: mistakes", or.mistakes, 5);
    sheet.same(
        "XOR in " + MOST_PASSES + " passes",
        xor.passes == 0 ? "not learnt" : "learnt",
        "not learnt");
    sheet.say(
        "XOR is not learnt, and cannot be: its four corners ask for b < 0, w₁ + b ≥ 0, w₂ + b ≥ 0"
            + " and w₁ + w₂ + b < 0. The middle two add up to w₁ + w₂ + 2b ≥ 0, so w₁ + w₂ + b ≥ −b"
            + " > 0, against the last.");
  }

  /// What came of the perceptron rule.
  ///
  /// @param passes the number of the first pass without a mistake, 0 if there was none
  private record Lesson(double[] weights, int mistakes, int passes) {
    static Lesson learn(float... d) {
      Trainer trainer =
          Trainer.of(Network.of(Dense.of(1, Activation.identity())).init(Init.constant(0)))
              .loss(Loss.perceptron())
              .optimizer(Optimizer.sgd(1))
              .threads(1);
      int mistakes = 0;
      for (int pass = 1; pass <= MOST_PASSES; pass++) {
        int wrong = 0;
        for (int i = 0; i < d.length; i++) {
          float[] x = {(float) CORNERS[2 * i], (float) CORNERS[2 * i + 1]};
          trainer.step(Batch.of(x, new float[] {d[i]}, 1));
          wrong += trainer.program().outputDelta()[0] == 0 ? 0 : 1;
        }
        mistakes += wrong;
        if (wrong == 0) {
          return new Lesson(weights(trainer), mistakes, pass);
        }
      }
      return new Lesson(weights(trainer), mistakes, 0);
    }

    private static double[] weights(Trainer trainer) {
      return Net.doubles(trainer.program().parameters().values());
    }

    List<String> row(String gate) {
      return List.of(
          gate,
          Numbers.plain(weights[0]),
          Numbers.plain(weights[1]),
          Numbers.plain(weights[2]),
          Integer.toString(mistakes),
          passes == 0 ? "none of " + MOST_PASSES : Integer.toString(passes));
    }
  }

  private static Picture picture(Net xor, Net learnt) {
    return Picture.of(
        "Gates: where a unit, two layers and a learnt net say 1",
        "A single unit can only draw a line; XOR needs two of them, or a net that learns to bend.",
        2,
        List.of(
            plane("AND: p + q − 1.5 ≥ 0", 0.5, "0001", (p, q) -> gate(-1.5).run(p, q)[0]),
            plane("OR: p + q − 0.5 ≥ 0", 0.5, "0111", (p, q) -> gate(-0.5).run(p, q)[0]),
            plane("XOR by two layers of steps", 0.5, "0110", (p, q) -> xor.run(p, q)[0]),
            plane(
                "XOR as a 2–4–1 net learnt it",
                0.5,
                "0110",
                (p, q) -> LOGISTIC.formula(learnt.run(p, q)[0]))));
  }

  private static Drawing plane(String title, double level, String d, DoubleBinaryOperator y) {
    Axis p = Axis.tight("p", -0.5, 1.5);
    Axis q = Axis.tight("q", -0.5, 1.5);
    double[][] z = Surface.sample(p, q, 160, y);
    return Field.of(
            title,
            "The plane of two inputs, coloured by the output.",
            p,
            q,
            new Surface(z, Ramp.twoClasses(0, 1), ""))
        .withBoundaries(level)
        .withPoints(List.of(corners("0", 0, d), corners("1", 1, d)));
  }

  private static Field.Points corners(String which, int series, String d) {
    int[] chosen = IntStream.range(0, 4).filter(i -> d.startsWith(which, i)).toArray();
    return new Field.Points(
        which,
        series,
        IntStream.of(chosen).mapToDouble(i -> CORNERS[2 * i]).toArray(),
        IntStream.of(chosen).mapToDouble(i -> CORNERS[2 * i + 1]).toArray());
  }
}
