package org.denpan.net;

import java.util.Arrays;
import java.util.List;
import org.denpan.Family;
import org.denpan.Range;
import org.denpan.Seed;

/// How weights start. Biases start at zero unless their layer says otherwise.
///
/// A tensor of shape [inputs, outputs] feeds each output from all inputs; one of shape [n] counts
/// as n of both.
public sealed interface Init {
  /// Fills the tensor that starts at `at`.
  ///
  /// @param shape its sizes, outermost first
  void fill(float[] values, int at, List<Integer> shape, Seed.Stream random);

  /// All zero.
  static Init zeros() {
    return new Zeros();
  }

  /// All the same.
  static Init constant(double value) {
    return new Constant(value);
  }

  /// Even in ±limit.
  static Init uniform(double limit) {
    return new Uniform(limit);
  }

  /// Normal with this deviation.
  static Init normal(double deviation) {
    return new Normal(deviation);
  }

  /// Normal with deviation 1/√inputs.
  static Init lecun() {
    return new Lecun();
  }

  /// Even in ±√(6/(inputs+outputs)).
  static Init glorot() {
    return new Glorot();
  }

  /// Normal with deviation √(2/inputs).
  static Init he() {
    return new He();
  }

  /// Orthonormal columns, or rows where these are fewer.
  static Init orthogonal() {
    return new Orthogonal(1);
  }

  private static int length(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  private static void even(
      double limit, float[] values, int at, List<Integer> shape, Seed.Stream random) {
    int end = at + length(shape);
    for (int i = at; i < end; i++) {
      values[i] = (float) random.nextDouble(-limit, limit);
    }
  }

  private static void normal(
      double deviation, float[] values, int at, List<Integer> shape, Seed.Stream random) {
    int end = at + length(shape);
    for (int i = at; i < end; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
  }

  /// A user's own.
  non-sealed interface Custom extends Init {}

  record Zeros() implements Init {
    @Override
    public void fill(float[] values, int at, List<Integer> shape, Seed.Stream random) {
      Arrays.fill(values, at, at + length(shape), 0f);
    }

    @Override
    public String toString() {
      return "zeros()";
    }
  }

  record Constant(double value) implements Init {
    public Constant {
      Range.check(Double.isFinite(value), "constant: the value", value, "finite");
    }

    @Override
    public void fill(float[] values, int at, List<Integer> shape, Seed.Stream random) {
      Arrays.fill(values, at, at + length(shape), (float) value);
    }

    @Override
    public String toString() {
      return "constant(" + value + ")";
    }
  }

  record Uniform(double limit) implements Init {
    public Uniform() {
      this(0.05);
    }

    public Uniform {
      Range.checkPositive("uniform: the limit", limit);
    }

    @Override
    public void fill(float[] values, int at, List<Integer> shape, Seed.Stream random) {
      even(limit, values, at, shape, random);
    }

    @Override
    public String toString() {
      return "uniform(" + limit + ")";
    }
  }

  record Normal(double deviation) implements Init {
    public Normal {
      Range.checkPositive("normal: the deviation", deviation);
    }

    @Override
    public void fill(float[] values, int at, List<Integer> shape, Seed.Stream random) {
      normal(deviation, values, at, shape, random);
    }

    @Override
    public String toString() {
      return "normal(" + deviation + ")";
    }
  }

  /// LeCun, Bottou, Orr and Müller 1998, "Efficient BackProp", section 4.6.
  record Lecun() implements Init {
    @Override
    public void fill(float[] values, int at, List<Integer> shape, Seed.Stream random) {
      normal(Math.sqrt(1.0 / shape.getFirst()), values, at, shape, random);
    }

    @Override
    public String toString() {
      return "lecun()";
    }
  }

  /// Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural
  /// networks", eq. 16.
  @Family.Also("xavier")
  record Glorot() implements Init {
    @Override
    public void fill(float[] values, int at, List<Integer> shape, Seed.Stream random) {
      even(Math.sqrt(6.0 / (shape.getFirst() + shape.getLast())), values, at, shape, random);
    }

    @Override
    public String toString() {
      return "glorot()";
    }
  }

  /// He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers", eq. 10.
  @Family.Also("kaiming")
  record He() implements Init {
    @Override
    public void fill(float[] values, int at, List<Integer> shape, Seed.Stream random) {
      normal(Math.sqrt(2.0 / shape.getFirst()), values, at, shape, random);
    }

    @Override
    public String toString() {
      return "he()";
    }
  }

  /// gain·Q with QᵀQ = 1, or QQᵀ = 1 where there are more outputs than inputs: Q is the orthogonal
  /// factor of a matrix of normal numbers whose triangular factor has a positive diagonal, so that
  /// every Q is equally likely. Saxe, McClelland and Ganguli 2014, "Exact solutions to the
  /// nonlinear dynamics of learning in deep linear neural networks", section 3.
  record Orthogonal(double gain) implements Init {
    public Orthogonal() {
      this(1);
    }

    public Orthogonal {
      Range.checkPositive("orthogonal: the gain", gain);
    }

    @Override
    public void fill(float[] values, int at, List<Integer> shape, Seed.Stream random) {
      int inputs = shape.getFirst();
      int outputs = length(shape) / inputs;
      boolean tall = inputs >= outputs;
      double[][] q = orthonormal(Math.min(inputs, outputs), Math.max(inputs, outputs), random);
      for (int i = 0; i < inputs; i++) {
        for (int j = 0; j < outputs; j++) {
          values[at + i * outputs + j] = (float) (gain * (tall ? q[j][i] : q[i][j]));
        }
      }
    }

    /// So many vectors of this length, by the modified Gram-Schmidt process, which leaves the
    /// diagonal positive.
    private static double[][] orthonormal(int count, int length, Seed.Stream random) {
      double[][] q = new double[count][length];
      for (double[] vector : q) {
        Arrays.setAll(vector, i -> random.nextGaussian());
      }
      for (int k = 0; k < count; k++) {
        double norm = Math.sqrt(dot(q[k], q[k]));
        for (int i = 0; i < length; i++) {
          q[k][i] /= norm;
        }
        for (int j = k + 1; j < count; j++) {
          double along = dot(q[k], q[j]);
          for (int i = 0; i < length; i++) {
            q[j][i] = Math.fma(-along, q[k][i], q[j][i]);
          }
        }
      }
      return q;
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum = Math.fma(a[i], b[i], sum);
      }
      return sum;
    }

    @Override
    public String toString() {
      return gain == 1 ? "orthogonal()" : "new Orthogonal(" + gain + ")";
    }
  }
}
