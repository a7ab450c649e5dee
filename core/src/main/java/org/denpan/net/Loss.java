package org.denpan.net;

import java.util.Locale;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.data.Target;
import org.denpan.kernel.Kernels;

/// The error E of a batch, the mean over its rows. A loss takes logits (the last layer's total
/// inputs u) and owns the output unit y = f(u), the one for which ∂E/∂u = y − d; so a wrong pair of
/// output and error cannot be written.
public sealed interface Loss {
  /// How many numbers of target a row has, for so many outputs.
  int targetWidth(int outputs);

  /// The output unit: y = f(u).
  ///
  /// @param y [rows, outputs], filled; an array of its own
  void outputs(float[] logits, float[] y, int rows, int outputs);

  /// The mean error E, and with it δ = ∂E/∂u = (y − d)/rows.
  ///
  /// @param logits [rows, outputs]
  /// @param targets [rows, targetWidth]
  /// @param delta [rows, outputs], filled
  double value(float[] logits, float[] targets, int rows, int outputs, float[] delta);

  /// The mean error, plainly and in double precision.
  double formula(double[] logits, float[] targets, int rows, int outputs);

  /// What follows from a target: squared error for a number, cross-entropy for classes.
  static Loss of(Target target) {
    return switch (target) {
      case Target.Number n -> squaredError();
      case Target.Classes c -> c.outputs() == 1 ? binaryCrossEntropy() : crossEntropy();
    };
  }

  /// ½‖y − d‖², for numbers.
  static Loss squaredError() {
    return new SquaredError();
  }

  /// −[d ln y + (1 − d) ln(1 − y)], for two classes.
  static Loss binaryCrossEntropy() {
    return new BinaryCrossEntropy();
  }

  /// −Σ d_k ln y_k, for K classes.
  static Loss crossEntropy() {
    return new CrossEntropy();
  }

  /// ½‖y − d‖², the identity as output unit: the negative log-likelihood of a Gaussian.
  record SquaredError() implements Loss {
    @Override
    public int targetWidth(int outputs) {
      return outputs;
    }

    @Override
    public void outputs(float[] logits, float[] y, int rows, int outputs) {
      System.arraycopy(logits, 0, y, 0, rows * outputs);
    }

    @Override
    public double value(float[] logits, float[] targets, int rows, int outputs, float[] delta) {
      double sum = 0;
      for (int i = 0; i < rows * outputs; i++) {
        float d = logits[i] - targets[i];
        sum += (double) d * d / 2;
        delta[i] = d / rows;
      }
      return sum / rows;
    }

    @Override
    public double formula(double[] logits, float[] targets, int rows, int outputs) {
      double sum = 0;
      for (int i = 0; i < rows * outputs; i++) {
        sum += Math.pow(logits[i] - targets[i], 2) / 2;
      }
      return sum / rows;
    }

    @Override
    public String toString() {
      return "squaredError()";
    }
  }

  /// −[d ln y + (1 − d) ln(1 − y)], the logistic as output unit; d is 0 or 1 (or between).
  @Family.Also("bce")
  record BinaryCrossEntropy() implements Loss {
    @Override
    public int targetWidth(int outputs) {
      return outputs;
    }

    @Override
    public void outputs(float[] logits, float[] y, int rows, int outputs) {
      Kernels.chosen().logistic(logits, y, 0, rows * outputs);
    }

    @Override
    public double value(float[] logits, float[] targets, int rows, int outputs, float[] delta) {
      outputs(logits, delta, rows, outputs);
      double sum = 0;
      for (int i = 0; i < rows * outputs; i++) {
        // StrictMath, so that all machines agree
        double u = logits[i];
        sum += Math.max(u, 0) - u * targets[i] + StrictMath.log1p(StrictMath.exp(-Math.abs(u)));
        delta[i] = (delta[i] - targets[i]) / rows;
      }
      return sum / rows;
    }

    @Override
    public double formula(double[] logits, float[] targets, int rows, int outputs) {
      double sum = 0;
      for (int i = 0; i < rows * outputs; i++) {
        double u = logits[i];
        sum += Math.log1p(Math.exp(-Math.abs(u))) + Math.max(u, 0) - u * targets[i];
      }
      return sum / rows;
    }

    @Override
    public String toString() {
      return "binaryCrossEntropy()";
    }
  }

  /// −Σ d_k ln y_k = ln Σ e^{u_k} − u_d, softmax as output unit; d is a class index.
  record CrossEntropy() implements Loss {
    @Override
    public int targetWidth(int outputs) {
      return 1;
    }

    @Override
    public void outputs(float[] logits, float[] y, int rows, int outputs) {
      Activation.softmax().forward(logits, y, 0, rows * outputs, outputs);
    }

    @Override
    public double value(float[] logits, float[] targets, int rows, int outputs, float[] delta) {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        int at = row * outputs;
        float max = Activation.Softmax.max(logits, at, outputs);
        for (int k = at; k < at + outputs; k++) {
          delta[k] = logits[k] - max;
        }
        sum -= delta[at + index(targets[row], row, outputs)];
      }
      Kernels.chosen().exp(delta, delta, 0, rows * outputs);
      for (int row = 0; row < rows; row++) {
        int at = row * outputs;
        float total = Activation.Softmax.sum(delta, at, outputs);
        sum += StrictMath.log(total);
        for (int k = at; k < at + outputs; k++) {
          delta[k] = delta[k] / total / rows;
        }
        delta[at + (int) targets[row]] -= 1f / rows;
      }
      return sum / rows;
    }

    private static int index(float target, int row, int outputs) {
      int index = (int) target;
      if (index != target || index < 0 || index >= outputs) {
        throw new DenpanException(
            String.format(
                Locale.ROOT,
                "row %d of the batch has the class index %s; there are %d classes, from 0",
                row,
                target,
                outputs));
      }
      return index;
    }

    @Override
    public double formula(double[] logits, float[] targets, int rows, int outputs) {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < outputs; k++) {
          max = Math.max(max, logits[row * outputs + k]);
        }
        double total = 0;
        for (int k = 0; k < outputs; k++) {
          total += Math.exp(logits[row * outputs + k] - max);
        }
        sum += max + Math.log(total) - logits[row * outputs + (int) targets[row]];
      }
      return sum / rows;
    }

    @Override
    public String toString() {
      return "crossEntropy()";
    }
  }
}
