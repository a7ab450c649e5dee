package org.denpan.cli.textbook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.denpan.data.Batch;
import org.denpan.net.Activation;
import org.denpan.net.Bounded;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.train.Diagnosis;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;

/// XOR as a net of two layers learns it, from many seeds.
final class LearntXor {
  private static final Batch XOR =
      Batch.of(Net.floats(T1Gates.CORNERS), new float[] {0, 1, 1, 0}, 4);
  private static final Bounded.Logistic LOGISTIC = new Bounded.Logistic();
  private static final int STEPS = 1000;
  private static final double LEARNT = 0.95;

  /// Outputs nearer than this are as good as one.
  private static final double ALIKE = 0.05;

  private LearntXor() {}

  /// Learns from every seed and compares how many made it.
  ///
  /// @return a net that did
  static Net learn(Sheet sheet) {
    int seeds = sheet.setting().seeds();
    sheet.heading(
        "A net that learns XOR: 2–4–1, tanh then logistic, Adam, "
            + STEPS
            + " steps of all four rows");
    Net learnt = trained(sheet.setting().seed());
    int right = 0;
    List<String> stuck = new ArrayList<>();
    for (int i = seeds - 1; i >= 0; i--) {
      long seed = sheet.setting().seed() + i;
      Net net = trained(seed);
      double[] u = net.run(T1Gates.CORNERS);
      if (u[0] < 0 && u[1] >= 0 && u[2] >= 0 && u[3] < 0) {
        right++;
        learnt = net;
      } else {
        stuck.add(explained(seed));
      }
    }
    sheet.atLeast(
        "learnt, of %d seeds from %d".formatted(seeds, sheet.setting().seed()),
        right,
        LEARNT * seeds);
    stuck.forEach(sheet::say);
    double[] u = learnt.run(T1Gates.CORNERS);
    sheet.lines(
        IntStream.range(0, 4)
            .mapToObj(i ->
                "y(%.0f, %.0f) = σ(%s) = %s"
                    .formatted(
                        T1Gates.CORNERS[2 * i],
                        T1Gates.CORNERS[2 * i + 1],
                        Numbers.fixed(u[i], 3),
                        Numbers.fixed(LOGISTIC.formula(u[i]), 4)))
            .toList());
    return learnt;
  }

  private static Net trained(long seed) {
    Trainer trainer = trainer(seed);
    for (int step = 0; step < STEPS; step++) {
      trainer.step(XOR);
    }
    return Net.of(trainer.program());
  }

  private static Trainer trainer(long seed) {
    return Trainer.of(
            Network.of(Dense.of(4, Activation.tanh()), Dense.of(1, Activation.identity())))
        .loss(Loss.binaryCrossEntropy())
        .optimizer(Optimizer.adam(0.03))
        .seed(seed)
        .threads(1);
  }

  /// Why a seed did not make it, in words: where it stands, and what the diagnosis says where each
  /// tenth of the steps is an epoch.
  private static String explained(long seed) {
    Trainer trainer = trainer(seed);
    List<Diagnosis> found = List.of();
    for (int step = 1; step <= STEPS; step++) {
      trainer.step(XOR);
      if (step % (STEPS / 10) == 0) {
        found = trainer.endEpoch();
      }
    }
    Net net = Net.of(trainer.program());
    double[] u = net.run(T1Gates.CORNERS);
    double error = net.pass(Loss.binaryCrossEntropy(), XOR);
    double squares = DoubleStream.of(Net.doubles(net.program().gradients())).map(g -> g * g).sum();
    return ("Seed %d is stuck in a valley that is not the lowest: its outputs are %s, E = %s and"
            + " ‖∂E/∂w‖ = %s, so descent goes no further.%s%s Another seed starts elsewhere.")
        .formatted(
            seed,
            Numbers.list(
                2, IntStream.range(0, 4).mapToDouble(i -> LOGISTIC.formula(u[i])).toArray()),
            Numbers.fixed(error, 4),
            Numbers.power(Math.sqrt(squares), 0),
            alike(u),
            found.stream()
                .map(d -> " Diagnosis: " + d.sentence() + ".")
                .collect(Collectors.joining()));
  }

  /// Which corners the net cannot tell apart.
  private static String alike(double[] u) {
    List<String> pairs = new ArrayList<>();
    for (int i : new int[] {0, 3}) {
      for (int j : new int[] {1, 2}) {
        if (Math.abs(LOGISTIC.formula(u[i]) - LOGISTIC.formula(u[j])) < ALIKE) {
          pairs.add(corner(j) + " from " + corner(i));
        }
      }
    }
    return pairs.isEmpty() ? "" : " It cannot tell " + String.join(", nor ", pairs) + ".";
  }

  private static String corner(int i) {
    return "(%.0f, %.0f)".formatted(T1Gates.CORNERS[2 * i], T1Gates.CORNERS[2 * i + 1]);
  }
}
