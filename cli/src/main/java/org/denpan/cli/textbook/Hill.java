package org.denpan.cli.textbook;

import java.util.List;
import java.util.Optional;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Target;
import org.denpan.net.Init;
import org.denpan.net.Layer;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameter;
import org.denpan.net.Pass;
import org.denpan.net.Reference;
import org.denpan.net.Step;
import org.denpan.net.Wiring;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;

/// An error of two weights a and b, down which any optimizer can walk: a network whose only layer
/// gives out its two weights, and a loss that is the error at that place.
interface Hill {
  double error(double a, double b);

  /// ∂E/∂a
  double slopeA(double a, double b);

  /// ∂E/∂b
  double slopeB(double a, double b);

  /// The places where an optimizer comes to stand, the start first: a of each step, then b of each.
  default double[][] path(Optimizer optimizer, double a, double b, int steps) {
    double[][] path = new double[2][steps + 1];
    path[0][0] = a;
    path[1][0] = b;
    Trainer trainer =
        Trainer.of(Network.of(new Place(a, b)))
            .loss(new Height(this))
            .optimizer(optimizer)
            .threads(1);
    Batch nothing = Batch.of(new float[1], new float[2], 1);
    for (int step = 1; step < path[0].length; step++) {
      trainer.step(nothing);
      float[] w = trainer.program().parameters().values();
      path[0][step] = w[0];
      path[1][step] = w[1];
    }
    return path;
  }

  /// A layer that gives out its two weights, whatever comes in.
  record Place(double a, double b) implements Layer.Custom {
    @Override
    public int outputs(int inputs) {
      return 2;
    }

    @Override
    public List<Parameter> parameters(int inputs, Optional<Init> init) {
      return List.of(new Parameter("place", List.of(2), new Start(a, b), Parameter.Role.WEIGHT));
    }

    @Override
    public Step compile(Wiring wiring) {
      float[] values = wiring.parameters().values();
      float[] gradients = wiring.gradients();
      int at = wiring.tensor("place").at();
      return new Step() {
        @Override
        public void forward(Pass pass, float[] x, float[] y) {
          System.arraycopy(values, at, y, 0, 2);
        }

        @Override
        public void backward(Pass pass, float[] x, float[] y, float[] dy, float[] dx) {
          System.arraycopy(dy, 0, gradients, at, 2);
        }
      };
    }

    @Override
    public double[] formula(Reference reference, double[] x) {
      return reference.parameter("place");
    }
  }

  /// Weights that start at a place.
  record Start(double a, double b) implements Init.Custom {
    @Override
    public void fill(float[] values, int at, List<Integer> shape, Seed.Stream random) {
      values[at] = (float) a;
      values[at + 1] = (float) b;
    }
  }

  /// The error at the place that the network gives out.
  record Height(Hill hill) implements Loss.Custom {
    @Override
    public void outputs(float[] logits, float[] y, int rows, int outputs) {
      System.arraycopy(logits, 0, y, 0, rows * outputs);
    }

    @Override
    public void errors(float[] logits, int outputs, Batch batch, double[] errors, float[] delta) {
      errors[0] = hill.error(logits[0], logits[1]);
      delta[0] = (float) hill.slopeA(logits[0], logits[1]);
      delta[1] = (float) hill.slopeB(logits[0], logits[1]);
    }

    @Override
    public double formula(double[] logits, float[] target) {
      return hill.error(logits[0], logits[1]);
    }

    @Override
    public boolean takes(int targetWidth, int outputs) {
      return outputs == 2;
    }

    @Override
    public boolean suits(Target target) {
      return false;
    }

    @Override
    public float[] example(int outputs, Seed.Stream random) {
      return new float[outputs];
    }
  }

  /// ½a² + ½s·b²
  record Bowl(double s) implements Hill {
    @Override
    public double error(double a, double b) {
      return a * a / 2 + s * b * b / 2;
    }

    @Override
    public double slopeA(double a, double b) {
      return a;
    }

    @Override
    public double slopeB(double a, double b) {
      return s * b;
    }
  }

  /// ¼(a² − 1)² + ½b²: minima at (±1, 0), a saddle at (0, 0).
  record Saddle() implements Hill {
    @Override
    public double error(double a, double b) {
      return (a * a - 1) * (a * a - 1) / 4 + b * b / 2;
    }

    @Override
    public double slopeA(double a, double b) {
      return a * a * a - a;
    }

    @Override
    public double slopeB(double a, double b) {
      return b;
    }
  }
}
