package org.denpan.net;

import java.util.Locale;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.Range;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Target;
import org.denpan.kernel.Kernels;
import org.denpan.kernel.LayerKernels;

/// Errors of classes.
public sealed interface ClassLoss extends Loss {
  /// d_k of a row: of one class index, 1 at that class; of K numbers, these.
  ///
  /// @param width 1 for class indices, else K
  private static float share(float[] targets, int width, int row, int k) {
    return width > 1 ? targets[row * width + k] : targets[row] == k ? 1 : 0;
  }

  private static void checkIndices(Batch batch, int outputs) {
    for (int row = 0; row < batch.rows() && batch.targetWidth() == 1; row++) {
      float target = batch.targets()[row];
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
    }
  }

  /// Of two classes: d is 0 or 1, and one output says which. More outputs are as many questions of
  /// two answers each.
  sealed interface OfTwo extends ClassLoss {
    @Override
    default boolean takes(int targetWidth, int outputs) {
      return targetWidth == outputs;
    }

    @Override
    default boolean suits(Target target) {
      return target instanceof Target.Classes && target.outputs() == 1;
    }

    @Override
    default float[] example(int outputs, Seed.Stream random) {
      float[] target = new float[outputs];
      for (int k = 0; k < outputs; k++) {
        target[k] = random.nextInt(2);
      }
      return target;
    }
  }

  /// Of K classes with an output each: d is a class index or K numbers.
  sealed interface OfSeveral extends ClassLoss {
    @Override
    default boolean takes(int targetWidth, int outputs) {
      return outputs > 1 && (targetWidth == 1 || targetWidth == outputs);
    }

    @Override
    default boolean suits(Target target) {
      return target instanceof Target.Classes && target.outputs() > 1;
    }

    @Override
    default float[] example(int outputs, Seed.Stream random) {
      return new float[] {random.nextInt(outputs)};
    }
  }

  private static void checkSmoothing(double smoothing) {
    Range.check(smoothing >= 0 && smoothing < 1, "smoothing", smoothing, "in [0, 1)");
  }

  /// −[d ln y + (1 − d) ln(1 − y)], the logistic as output unit; d is 0 or 1 (or between). δ = y −
  /// d. With smoothing s, d becomes (1 − s)d + s/2.
  @Family.Also("bce")
  record BinaryCrossEntropy(double smoothing) implements OfTwo {
    public BinaryCrossEntropy() {
      this(0);
    }

    public BinaryCrossEntropy {
      checkSmoothing(smoothing);
    }

    private double smooth(double d) {
      return (1 - smoothing) * d + smoothing / 2;
    }

    @Override
    public void outputs(float[] logits, float[] y, int rows, int outputs) {
      Kernels.chosen().logistic(logits, y, 0, rows * outputs);
    }

    @Override
    public void errors(float[] logits, int outputs, Batch batch, double[] errors, float[] delta) {
      int size = batch.rows() * outputs;
      for (int k = 0; k < size; k++) {
        delta[k] = -Math.abs(logits[k]);
      }
      Kernels.chosen().softplus(delta, delta, 0, size);
      for (int row = 0; row < batch.rows(); row++) {
        double sum = 0;
        for (int k = row * outputs; k < (row + 1) * outputs; k++) {
          // ln(1 + eᵘ) − du, where ln(1 + eᵘ) = max(u, 0) + ln(1 + e^−|u|)
          double linear = Math.max(logits[k], 0f) - smooth(batch.targets()[k]) * logits[k];
          sum += linear + delta[k];
        }
        errors[row] = sum;
      }
      Kernels.chosen().logistic(logits, delta, 0, size);
      for (int k = 0; k < size; k++) {
        delta[k] -= (float) smooth(batch.targets()[k]);
      }
    }

    @Override
    public double formula(double[] logits, float[] target) {
      double sum = 0;
      for (int k = 0; k < logits.length; k++) {
        double u = logits[k];
        sum += Math.log1p(Math.exp(-Math.abs(u))) + Math.max(u, 0) - u * smooth(target[k]);
      }
      return sum;
    }

    @Override
    public String toString() {
      return smoothing == 0 ? "binaryCrossEntropy()" : "new BinaryCrossEntropy(" + smoothing + ")";
    }
  }

  /// −Σ d_k ln y_k = Σ d_k (ln Σ eᵘ − u_k), softmax as output unit; d is a class index or K
  /// probabilities (one-hot or soft). δ = y − d. With smoothing s, d_k becomes (1 − s)d_k + s/K:
  /// Szegedy, Vanhoucke, Ioffe, Shlens and Wojna 2016, section 7.
  record CrossEntropy(double smoothing) implements OfSeveral {
    private static final Activation.Softmax UNIT = new Activation.Softmax();

    public CrossEntropy() {
      this(0);
    }

    public CrossEntropy {
      checkSmoothing(smoothing);
    }

    @Override
    public void outputs(float[] logits, float[] y, int rows, int outputs) {
      UNIT.forward(logits, y, 0, rows * outputs, outputs);
    }

    private double d(double share, int outputs) {
      return (1 - smoothing) * share + smoothing / outputs;
    }

    @Override
    public void errors(float[] logits, int outputs, Batch batch, double[] errors, float[] delta) {
      checkIndices(batch, outputs);
      int rows = batch.rows();
      boolean indices = batch.targetWidth() == 1;
      LayerKernels.chosen().belowMax(0, rows, outputs, logits, delta);
      for (int row = 0; row < rows; row++) {
        errors[row] = indices ? -linear(batch, row, outputs, delta) : 0;
      }
      Kernels.chosen().exp(delta, delta, 0, rows * outputs);
      LayerKernels.chosen().shares(0, rows, outputs, delta, errors);
      for (int row = 0; row < rows; row++) {
        if (indices) {
          subtractIndex((int) batch.targets()[row], row * outputs, outputs, delta);
        } else {
          subtractShares(logits, batch.targets(), row, outputs, errors, delta);
        }
      }
    }

    /// Σ d_k (u_k − max) of a row with a class index.
    private double linear(Batch batch, int row, int outputs, float[] belowMax) {
      int at = row * outputs;
      double sum = (1 - smoothing) * finite(belowMax[at + (int) batch.targets()[row]]);
      if (smoothing > 0) {
        double all = 0;
        for (int k = at; k < at + outputs; k++) {
          all += finite(belowMax[k]);
        }
        sum += smoothing / outputs * all;
      }
      return sum;
    }

    /// Logits may be further apart than a float reaches.
    private static float finite(float belowMax) {
      return Math.max(belowMax, -Float.MAX_VALUE);
    }

    /// δ = y − d of a row with a class index.
    private void subtractIndex(int index, int at, int outputs, float[] delta) {
      float own = delta[at + index] - (float) d(1, outputs);
      if (smoothing > 0) {
        float other = (float) d(0, outputs);
        for (int k = at; k < at + outputs; k++) {
          delta[k] -= other;
        }
      }
      delta[at + index] = own;
    }

    /// E = Σd·ln Σeᵘ − Σ d_k u_k, all u less their maximum, and δ = y·Σd − d, of a row of K
    /// numbers.
    ///
    /// @param errors holds ln Σeᵘ of the row
    private void subtractShares(
        float[] logits, float[] shares, int row, int outputs, double[] errors, float[] delta) {
      int at = row * outputs;
      float max = logits[at];
      double total = 0;
      for (int k = at; k < at + outputs; k++) {
        max = Math.max(max, logits[k]);
        total += shares[k];
      }
      double all = total + smoothing * (1 - total);
      double linear = 0;
      double even = 0;
      for (int k = at; k < at + outputs; k++) {
        float belowMax = finite(logits[k] - max);
        linear += (double) shares[k] * belowMax;
        even += belowMax;
        delta[k] = Math.fma(delta[k], (float) all, -(float) d(shares[k], outputs));
      }
      errors[row] = all * errors[row] - ((1 - smoothing) * linear + smoothing / outputs * even);
    }

    @Override
    public double formula(double[] logits, float[] target) {
      double max = Double.NEGATIVE_INFINITY;
      for (double u : logits) {
        max = Math.max(max, u);
      }
      double total = 0;
      for (double u : logits) {
        total += Math.exp(u - max);
      }
      double sum = 0;
      for (int k = 0; k < logits.length; k++) {
        double logarithm = logits[k] - max - Math.log(total);
        sum -= d(share(target, target.length, 0, k), logits.length) * logarithm;
      }
      return sum;
    }

    @Override
    public String toString() {
      return smoothing == 0 ? "crossEntropy()" : "new CrossEntropy(" + smoothing + ")";
    }
  }

  /// −Σ d_k ln x_k of probabilities x that the network gives out itself, as after a softmax layer;
  /// the output unit is the identity. ∂E/∂x = −d/x. Probabilities below the smallest normal float
  /// count as that. [CrossEntropy] is exact where this one rounds.
  record ProbabilityCrossEntropy() implements OfSeveral {
    @Override
    public void errors(float[] logits, int outputs, Batch batch, double[] errors, float[] delta) {
      checkIndices(batch, outputs);
      for (int row = 0; row < batch.rows(); row++) {
        errors[row] = 0;
        for (int k = 0; k < outputs; k++) {
          int at = row * outputs + k;
          float d = share(batch.targets(), batch.targetWidth(), row, k);
          float x = Math.max(logits[at], Float.MIN_NORMAL);
          errors[row] -= d == 0 ? 0 : d * StrictMath.log(x);
          delta[at] = -d / x;
        }
      }
    }

    @Override
    public double formula(double[] logits, float[] target) {
      double sum = 0;
      for (int k = 0; k < logits.length; k++) {
        float d = share(target, target.length, 0, k);
        sum -= d == 0 ? 0 : d * Math.log(Math.max(logits[k], Float.MIN_NORMAL));
      }
      return sum;
    }

    @Override
    public Activation.Fixed last() {
      return new Activation.Softmax();
    }

    @Override
    public String toString() {
      return "probabilityCrossEntropy()";
    }
  }

  /// (y − d)·u with y = step(u): 0 where the unit is right, else |u|. δ = y − d, so that w ← w −
  /// ε(y − d)x is the perceptron rule. Rosenblatt 1958; as a loss, Hertz, Krogh and Palmer 1991,
  /// section 5.
  record Perceptron() implements OfTwo {
    @Override
    public void outputs(float[] logits, float[] y, int rows, int outputs) {
      for (int i = 0; i < rows * outputs; i++) {
        y[i] = logits[i] >= 0 ? 1 : 0;
      }
    }

    @Override
    public void errors(float[] logits, int outputs, Batch batch, double[] errors, float[] delta) {
      outputs(logits, delta, batch.rows(), outputs);
      for (int row = 0; row < batch.rows(); row++) {
        errors[row] = 0;
        for (int k = row * outputs; k < (row + 1) * outputs; k++) {
          delta[k] -= batch.targets()[k];
          errors[row] += (double) delta[k] * logits[k];
        }
      }
    }

    @Override
    public double formula(double[] logits, float[] target) {
      double sum = 0;
      for (int k = 0; k < logits.length; k++) {
        sum += ((logits[k] >= 0 ? 1 : 0) - target[k]) * logits[k];
      }
      return sum;
    }

    @Override
    public String toString() {
      return "perceptron()";
    }
  }
}
