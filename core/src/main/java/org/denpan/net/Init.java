package org.denpan.net;

import java.util.Arrays;
import org.denpan.DenpanException;
import org.denpan.Seed;

/// How weights start. Biases start at zero unless their layer says otherwise.
public sealed interface Init {
  /// Fills values[at, at + length) for a layer with so many inputs and outputs.
  void fill(float[] values, int at, int length, int inputs, int outputs, Seed.Stream random);

  /// Even in ±√(6/(inputs+outputs)).
  static Init glorot() {
    return new Glorot();
  }

  /// Normal with deviation √(2/inputs).
  static Init he() {
    return new He();
  }

  /// Normal with this deviation.
  static Init normal(double deviation) {
    return new Normal(deviation);
  }

  /// All the same.
  static Init constant(double value) {
    return new Constant(value);
  }

  /// Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural
  /// networks", eq. 16.
  record Glorot() implements Init {
    @Override
    public void fill(
        float[] values, int at, int length, int inputs, int outputs, Seed.Stream random) {
      double limit = Math.sqrt(6.0 / (inputs + outputs));
      for (int i = at; i < at + length; i++) {
        values[i] = (float) random.nextDouble(-limit, limit);
      }
    }

    @Override
    public String toString() {
      return "glorot()";
    }
  }

  /// He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers", eq. 10.
  record He() implements Init {
    @Override
    public void fill(
        float[] values, int at, int length, int inputs, int outputs, Seed.Stream random) {
      new Normal(Math.sqrt(2.0 / inputs)).fill(values, at, length, inputs, outputs, random);
    }

    @Override
    public String toString() {
      return "he()";
    }
  }

  record Normal(double deviation) implements Init {
    public Normal {
      if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
        throw new DenpanException("normal: the deviation must be positive, got " + deviation);
      }
    }

    @Override
    public void fill(
        float[] values, int at, int length, int inputs, int outputs, Seed.Stream random) {
      for (int i = at; i < at + length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
    }

    @Override
    public String toString() {
      return "normal(" + deviation + ")";
    }
  }

  record Constant(double value) implements Init {
    public Constant {
      if (!Double.isFinite(value)) {
        throw new DenpanException("constant: the value must be finite, got " + value);
      }
    }

    @Override
    public void fill(
        float[] values, int at, int length, int inputs, int outputs, Seed.Stream random) {
      Arrays.fill(values, at, at + length, (float) value);
    }

    @Override
    public String toString() {
      return "constant(" + value + ")";
    }
  }
}
