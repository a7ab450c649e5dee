package org.denpan.examples;

import static org.denpan.net.Activation.identity;
import static org.denpan.net.Activation.tanh;
import static org.denpan.net.Loss.binaryCrossEntropy;
import static org.denpan.train.Optimizer.momentum;

import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.denpan.net.Program;
import org.denpan.train.Trainer;

/// A training loop of one's own: batches made on the fly, one public step after another, and the
/// trained program asked directly. What is learnt is whether a point lies in a ring.
public final class StepByStep {
  private static final int ROWS = 64;

  private StepByStep() {}

  public static void main(String[] args) {
    // the last layer gives the logits; the loss owns the output unit
    Network network =
        Network.of(Dense.of(16, tanh()), Dense.of(16, tanh()), Dense.of(1, identity()));
    Trainer trainer =
        Trainer.of(network).loss(binaryCrossEntropy()).optimizer(momentum(0.05)).seed(1);
    Seed.Stream random = new Seed(1).stream("points");

    for (int step = 1; step <= 3000; step++) {
      double error = trainer.step(points(random));
      if (step % 500 == 0) {
        System.out.printf("step %,d: loss %.4f%n", step, error);
      }
    }
    Example.atLeast("points told apart:", share(trainer.program(), random), 0.97);
  }

  /// Points of [−1, 1]², and 1 for those between the radii 0.4 and 0.8.
  private static Batch points(Seed.Stream random) {
    float[] inputs = new float[2 * ROWS];
    float[] targets = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double x = random.nextDouble(-1, 1);
      double y = random.nextDouble(-1, 1);
      double radius = Math.hypot(x, y);
      inputs[2 * row] = (float) x;
      inputs[2 * row + 1] = (float) y;
      targets[row] = radius > 0.4 && radius < 0.8 ? 1 : 0;
    }
    return Batch.of(inputs, targets, ROWS);
  }

  private static double share(Program program, Seed.Stream random) {
    int right = 0;
    int rounds = 50;
    for (int round = 0; round < rounds; round++) {
      Batch batch = points(random);
      float[] logits = program.forward(batch.inputs(), ROWS);
      for (int row = 0; row < ROWS; row++) {
        right += logits[row] > 0 == batch.targets()[row] > 0 ? 1 : 0;
      }
    }
    return (double) right / (rounds * ROWS);
  }
}
