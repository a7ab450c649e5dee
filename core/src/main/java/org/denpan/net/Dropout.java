package org.denpan.net;

import java.util.List;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.Range;
import org.denpan.Seed;

/// In training, sets each input to zero with probability `rate` and divides the others by 1 − rate;
/// at inference, does nothing. Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014, in
/// the inverted form.
///
/// What is dropped is a hash of the seed, the layer's name, the step, the row and the column.
public record Dropout(double rate) implements Layer {
  /// @throws DenpanException unless 0 ≤ rate < 1
  public Dropout {
    Range.check(rate >= 0 && rate < 1, "dropout: the rate", rate, "in [0, 1)");
  }

  public static Dropout of(double rate) {
    return new Dropout(rate);
  }

  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public List<Parameter> parameters(int inputs, Optional<Init> init) {
    return List.of();
  }

  /// 0 or 1/(1 − rate).
  private float factor(long key, int element) {
    boolean dropped = (Seed.hash(key, element) >>> 11) * 0x1p-53 < rate;
    return dropped ? 0f : (float) (1 / (1 - rate));
  }

  private static long key(Seed seed, String layer, long step) {
    return Seed.hash(seed.key(layer), step);
  }

  @Override
  public double[] formula(Reference reference, double[] x) {
    long key = key(reference.seed(), reference.layer(), reference.step());
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = factor(key, i) * x[i];
    }
    return y;
  }

  @Override
  public boolean drawsAtRandom() {
    return true;
  }

  @Override
  public Step compile(Wiring wiring) {
    long layerKey = wiring.seed().key(wiring.layer());
    int most = Math.multiplyExact(wiring.maxRows(), wiring.inputs());
    float[] factors = new float[wiring.training() ? most : 0];
    return new Step() {
      @Override
      @SuppressWarnings("ReferenceEquality") // in place nothing is to be copied
      public void forward(Pass pass, float[] x, float[] y) {
        int size = pass.rows() * wiring.inputs();
        if (!pass.training()) {
          if (x != y) {
            System.arraycopy(x, 0, y, 0, size);
          }
          return;
        }
        long key = Seed.hash(layerKey, pass.step());
        for (int i = 0; i < size; i++) {
          factors[i] = factor(key, i);
          y[i] = factors[i] * x[i];
        }
      }

      @Override
      public void backward(Pass pass, float[] x, float[] y, float[] dy, float[] dx) {
        for (int i = 0; i < Math.min(dx.length, pass.rows() * wiring.inputs()); i++) {
          dx[i] = factors[i] * dy[i];
        }
      }

      @Override
      public boolean infersInPlace() {
        return true;
      }
    };
  }

  @Override
  public String toString() {
    return "Dropout.of(" + rate + ")";
  }
}
