package org.denpan.net;

import org.denpan.kernel.AlignedRows;
import org.denpan.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// A dense layer at inference on a single row, which is bound by reading W: the rows of W that
/// zeros would be multiplied with are left out. Pixels, one-hot columns and what comes out of ReLU
/// are mostly zeros. From the second pass on it reads a copy of W that is laid out for it.
final class DenseRow implements Step {
  /// In bytes; more weights than that do not stay in a cache, and a second copy is dear.
  private static final long MOST_COPIED = 1L << 23;

  private final Kernels kernels = Kernels.chosen();
  private final int units;
  private final Activation.Units activation;
  private final float[] values;
  private final int weight;
  private final int bias;
  private final float[] u;
  private final int[] index;

  /// Whether zeros may be left out without a change of bits; see [Kernels#affineRow].
  private final boolean skips;

  private final boolean copies;
  private boolean passed;
  private @Nullable AlignedRows copy;

  DenseRow(Dense layer, Wiring wiring) {
    units = layer.units();
    activation = layer.activation().units(wiring.widened(units));
    values = wiring.parameters().values();
    weight = wiring.tensor("weight").at();
    bias = wiring.tensor("bias").at();
    u = new float[AlignedRows.stride(units)];
    index = new int[wiring.inputs()];
    int end = weight + index.length * units;
    float squares = kernels.sumOfSquares(values, weight, end, new float[Kernels.LANES], 0);
    // squares may overflow where weights do not: then zeros stay in, which is no mistake
    skips = Float.isFinite(squares) && noNegativeZero(values, bias, units);
    for (int k = 0; k < index.length; k++) {
      index[k] = k;
    }
    copies = kernels.alignsRows() && 4L * index.length * AlignedRows.stride(units) <= MOST_COPIED;
  }

  private static boolean noNegativeZero(float[] values, int at, int length) {
    for (int i = at; i < at + length; i++) {
      if (Float.floatToRawIntBits(values[i]) == Integer.MIN_VALUE) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void forward(Pass pass, float[] x, float[] y) {
    int count = skips ? nonzeros(x) : index.length;
    if (copies && passed && copy == null) {
      copy = AlignedRows.of(index.length, units, values, weight, bias);
    }
    if (copy == null) {
      kernels.affineRow(count, index, units, x, values, weight, bias, u);
    } else {
      kernels.alignedRow(count, index, x, copy, u);
    }
    passed = true;
    activation.forward(u, y, 0, units, units);
  }

  /// Lists the elements that are not zero; without a branch, which every second would mispredict.
  private int nonzeros(float[] x) {
    int count = 0;
    for (int k = 0; k < index.length; k++) {
      index[count] = k;
      count += x[k] != 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  public void backward(Pass pass, float[] x, float[] y, float[] dy, float[] dx) {
    throw new IllegalStateException("compiled for inference alone");
  }
}
