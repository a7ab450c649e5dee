package org.denpan.net;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.denpan.Family;
import org.denpan.kernel.Kernels;
import org.denpan.kernel.LayerKernels;

/// f in z = f(u), of the units of a [Dense] layer or as a layer of its own. Each record states its
/// formula and derivative in double precision, as the textbook prints them, beside the fast float
/// loops.
public sealed interface Activation extends Layer permits Activation.Fixed, Prelu {
  /// The loops that run, for units of which `wiring` says how many there are and where what they
  /// learn stands.
  Units units(Wiring wiring);

  /// The initialiser that suits the units.
  default Init init() {
    return Init.glorot();
  }

  /// f(u) = u
  static Activation identity() {
    return new Identity();
  }

  /// f(u) = 0 for u < 0, 1 for u ≥ 0
  static Activation binaryStep() {
    return new Bounded.BinaryStep();
  }

  /// f(u) = 1/(1+e⁻ᵘ)
  static Activation logistic() {
    return new Bounded.Logistic();
  }

  /// f(u) = tanh u
  static Activation tanh() {
    return new Bounded.Tanh();
  }

  /// f(u) = tan⁻¹u
  static Activation arctan() {
    return new Bounded.Arctan();
  }

  /// f(u) = max(0, u)
  static Activation relu() {
    return new Rectifier.Relu();
  }

  /// f(u) = 0.01u for u < 0, u for u ≥ 0
  static Activation leakyRelu() {
    return new Rectifier.LeakyRelu();
  }

  /// f(u) = slope·u for u < 0, u for u ≥ 0
  static Activation leakyRelu(double slope) {
    return new Rectifier.LeakyRelu(slope);
  }

  /// f(u) = αu for u < 0, u for u ≥ 0, with an α for each unit, which is learnt
  static Activation prelu() {
    return new Prelu();
  }

  /// f(u) = eᵘ − 1 for u < 0, u for u ≥ 0
  static Activation elu() {
    return new Rectifier.Elu();
  }

  /// f(u) = alpha·(eᵘ − 1) for u < 0, u for u ≥ 0
  static Activation elu(double alpha) {
    return new Rectifier.Elu(alpha);
  }

  /// f(u) = λα(eᵘ − 1) for u < 0, λu for u ≥ 0, which keeps mean 0 and variance 1
  static Activation selu() {
    return new Rectifier.Selu();
  }

  /// f(u) = ln(1+eᵘ)
  static Activation softplus() {
    return new Rectifier.Softplus();
  }

  /// f(u) = u/(1+e⁻ᵘ)
  static Activation silu() {
    return new Rectifier.Silu();
  }

  /// f(u) = u·Φ(u), with the normal distribution function Φ
  static Activation gelu() {
    return new Rectifier.Gelu();
  }

  /// zᵢ = e^{uᵢ}/Σe^{uⱼ} over the units of a row
  static Activation softmax() {
    return new Softmax();
  }

  @Override
  default int outputs(int inputs) {
    return inputs;
  }

  @Override
  default List<Parameter> parameters(int inputs, Optional<Init> init) {
    return List.of();
  }

  @Override
  default Step compile(Wiring wiring) {
    return new Activating(units(wiring), wiring);
  }

  /// The fast loops of an activation.
  interface Units {
    /// z = f(u) for the elements [from, to), which are whole rows of `width` units.
    void forward(float[] u, float[] z, int from, int to, int width);

    /// du = f′(u) ∘ dz for the elements [from, to), which are whole rows of `width` units.
    void backward(float[] u, float[] z, float[] dz, float[] du, int from, int to, int width);

    /// The gradients of what the units learn, once a step.
    ///
    /// @param u [rows, width]
    /// @param dz [rows, width]
    default void gradients(float[] u, float[] dz, int rows, int width) {}
  }

  /// An activation that learns nothing: it is its own loops.
  sealed interface Fixed extends Activation, Units permits Elementwise, Softmax, Custom {
    /// f of one row of units, in double precision: what the gradient check differentiates.
    double[] formula(double[] u);

    @Override
    default Units units(Wiring wiring) {
      return this;
    }

    @Override
    default double[] formula(Reference reference, double[] x) {
      double[] y = new double[x.length];
      int width = reference.inputs();
      for (int row = 0; row < reference.rows(); row++) {
        double[] u = Arrays.copyOfRange(x, row * width, (row + 1) * width);
        System.arraycopy(formula(u), 0, y, row * width, width);
      }
      return y;
    }
  }

  /// An activation that treats every unit alike and apart.
  sealed interface Elementwise extends Fixed permits Identity, Bounded, Rectifier {
    /// f(u)
    double formula(double u);

    /// f′(u)
    double derivative(double u);

    @Override
    default double[] formula(double[] u) {
      double[] z = new double[u.length];
      for (int i = 0; i < u.length; i++) {
        z[i] = formula(u[i]);
      }
      return z;
    }
  }

  /// A user's own; models that hold it are read with its class named, see `Model.load`.
  non-sealed interface Custom extends Fixed {}

  @Family.Also("linear")
  record Identity() implements Elementwise {
    @Override
    public double formula(double u) {
      return u;
    }

    @Override
    public double derivative(double u) {
      return 1;
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      System.arraycopy(u, from, z, from, to - from);
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      System.arraycopy(dz, from, du, from, to - from);
    }

    @Override
    public String toString() {
      return "identity()";
    }
  }

  /// The row's maximum is subtracted first. du = z ∘ (dz − Σ dz·z).
  record Softmax() implements Fixed {
    private static final double[] NO_LOGARITHMS = {};

    @Override
    public double[] formula(double[] u) {
      double max = Double.NEGATIVE_INFINITY;
      for (double v : u) {
        max = Math.max(max, v);
      }
      double sum = 0;
      double[] z = new double[u.length];
      for (int i = 0; i < u.length; i++) {
        z[i] = Math.exp(u[i] - max);
        sum += z[i];
      }
      for (int i = 0; i < u.length; i++) {
        z[i] /= sum;
      }
      return z;
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      LayerKernels kernels = LayerKernels.chosen();
      kernels.belowMax(from / width, to / width, width, u, z);
      Kernels.chosen().exp(z, z, from, to);
      kernels.shares(from / width, to / width, width, z, NO_LOGARITHMS);
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      LayerKernels.chosen().softmaxBackward(from / width, to / width, width, z, dz, du);
    }

    @Override
    public String toString() {
      return "softmax()";
    }
  }
}
