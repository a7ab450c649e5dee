package org.denpan.net;

import java.util.List;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.Range;
import org.denpan.Seed;
import org.denpan.kernel.Draws;
import org.denpan.kernel.LayerKernels;

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

  private static long key(Seed seed, String layer, long step) {
    return Seed.hash(seed.key(layer), step);
  }

  @Override
  public double[] formula(Reference reference, double[] x) {
    long key = key(reference.seed(), reference.layer(), reference.step());
    int threshold = Draws.threshold(rate);
    float scale = (float) (1 / (1 - rate));
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Draws.bits(key, i) < threshold ? 0 : scale * x[i];
    }
    return y;
  }

  @Override
  public boolean drawsAtRandom() {
    return true;
  }

  @Override
  public Step compile(Wiring wiring) {
    return new Running(rate, wiring);
  }

  @Override
  public String toString() {
    return "Dropout.of(" + rate + ")";
  }

  /// Nothing is kept between the passes: drawing again is faster than reading what was drawn.
  private static final class Running implements Step {
    /// Short calls, because what is called often is compiled soon.
    private static final int BLOCK = 1024;

    private final LayerKernels kernels = LayerKernels.chosen();
    private final long layerKey;
    private final int threshold;
    private final float scale;
    private final int width;
    private final Workers workers;
    private final Workers.Range dropRows = this::dropRows;

    // the pass under way, for the range above
    private long key;
    private float[] in = {};
    private float[] out = {};

    Running(double rate, Wiring wiring) {
      layerKey = wiring.seed().key(wiring.layer());
      threshold = Draws.threshold(rate);
      scale = (float) (1 / (1 - rate));
      width = wiring.inputs();
      workers = wiring.workers();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // in place nothing is to be copied
    public void forward(Pass pass, float[] x, float[] y) {
      if (pass.training()) {
        drop(pass, x, y);
      } else if (x != y) {
        System.arraycopy(x, 0, y, 0, pass.rows() * width);
      }
    }

    @Override
    public void backward(Pass pass, float[] x, float[] y, float[] dy, float[] dx) {
      if (dx.length > 0) {
        drop(pass, dy, dx);
      }
    }

    @Override
    public boolean infersInPlace() {
      return true;
    }

    private void drop(Pass pass, float[] from, float[] to) {
      key = Seed.hash(layerKey, pass.step());
      in = from;
      out = to;
      workers.run(pass.rows(), 1, 8L * width, dropRows);
    }

    private void dropRows(int from, int to) {
      for (int i = from * width; i < to * width; i += BLOCK) {
        int end = Math.min(to * width, i + BLOCK);
        kernels.dropout(i, end, key, threshold, scale, in, out);
      }
    }
  }
}
