package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The Vector API version, at the width the machine prefers, or at
/// `-Ddenpan.vectorBits=128|256|512`.
final class VectorKernels implements Kernels {
  static final VectorSpecies<Float> SPECIES = species(Integer.getInteger("denpan.vectorBits", 0));
  private static final int WIDTH = SPECIES.length();
  private static final VectorSpecies<Integer> INTEGERS = SPECIES.withLanes(int.class);
  // 1/255 in two parts: for whole numbers up to 255 a fused multiply-add of both gives the bits of
  // the division, and is faster
  private static final float A_255TH = 1f / 255f;
  private static final float REST_OF_255TH = (float) (1.0 / 255.0 - A_255TH);
  // bytes for as many floats; narrower vectors than of 64 bit do not exist
  private static final int SMALLEST_WIDENED = 8;
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Math.max(64, SPECIES.vectorBitSize() / 4)));

  private static VectorSpecies<Float> species(int bits) {
    int widest = Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
    return VectorSpecies.of(float.class, VectorShape.forBitSize(bits == 0 ? widest : bits));
  }

  @Override
  public String name() {
    return "vector " + SPECIES.vectorBitSize() + " bit";
  }

  @Override
  public int panel() {
    return VectorProduct.PANEL;
  }

  @Override
  public void affine(
      int from,
      int to,
      int left,
      int right,
      int inner,
      int columns,
      float[] x,
      float[] p,
      int w,
      int b,
      boolean rectify,
      float[] y) {
    VectorProduct.mine()
        .a(x, inner, 1)
        .b(p, w, columns, false)
        .c(y, 0, columns)
        .run(from, to, left, right, inner);
    for (int row = from; row < to; row++) {
      if (rectify) {
        addAndRectify(y, row * columns + left, p, b + left, right - left);
      } else {
        addTo(y, row * columns + left, p, b + left, right - left);
      }
    }
  }

  @Override
  public void inputGradient(
      int from,
      int to,
      int left,
      int right,
      int inputs,
      int outputs,
      float[] delta,
      float[] p,
      int w,
      float[] dx) {
    VectorProduct.mine()
        .a(delta, outputs, 1)
        .b(p, w, outputs, true)
        .c(dx, 0, inputs)
        .run(from, to, left, right, outputs);
  }

  @Override
  public void affineRow(
      int count, int[] index, int columns, float[] x, float[] p, int w, int b, float[] y) {
    VectorRow.affine(count, index, columns, x, p, w, b, y);
  }

  @Override
  public boolean alignsRows() {
    return true;
  }

  @Override
  public void alignedRow(int count, int[] index, float[] x, AlignedRows weights, float[] y) {
    VectorAlignedRow.affine(count, index, x, weights, y);
  }

  @Override
  public void weightGradient(
      int from,
      int to,
      int rows,
      int inputs,
      int outputs,
      float[] x,
      float[] delta,
      float[] g,
      int at) {
    VectorProduct product = VectorProduct.mine();
    if (outputs <= VectorProduct.NARROW) {
      product.a(delta, 1, outputs).b(x, 0, inputs, false).c(g, at, outputs);
      product.runTurned(outputs, from, to, rows);
    } else {
      product.a(x, 1, inputs).b(delta, 0, outputs, false).c(g, at, outputs);
      product.run(from, to, 0, outputs, rows);
    }
  }

  @Override
  public void multiplyAdds(int times, float[] values) {
    for (int at = 0; at < CHAINS; at += 12 * WIDTH) {
      VectorPeak.multiplyAdds(times, values, at);
    }
  }

  @Override
  public void columnSums(int from, int to, int rows, int columns, float[] a, float[] out, int at) {
    int j = from;
    // four at once, as lines that lie apart are slow to fetch
    for (; j <= to - 4 * WIDTH; j += 4 * WIDTH) {
      FloatVector sum0 = FloatVector.zero(SPECIES);
      FloatVector sum1 = sum0;
      FloatVector sum2 = sum0;
      FloatVector sum3 = sum0;
      for (int row = 0; row < rows; row++) {
        int line = row * columns + j;
        sum0 = sum0.add(FloatVector.fromArray(SPECIES, a, line));
        sum1 = sum1.add(FloatVector.fromArray(SPECIES, a, line + WIDTH));
        sum2 = sum2.add(FloatVector.fromArray(SPECIES, a, line + 2 * WIDTH));
        sum3 = sum3.add(FloatVector.fromArray(SPECIES, a, line + 3 * WIDTH));
      }
      sum0.intoArray(out, at + j);
      sum1.intoArray(out, at + j + WIDTH);
      sum2.intoArray(out, at + j + 2 * WIDTH);
      sum3.intoArray(out, at + j + 3 * WIDTH);
    }
    for (; j <= to - WIDTH; j += WIDTH) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int row = 0; row < rows; row++) {
        sum = sum.add(FloatVector.fromArray(SPECIES, a, row * columns + j));
      }
      sum.intoArray(out, at + j);
    }
    for (; j < to; j++) {
      float sum = 0;
      for (int row = 0; row < rows; row++) {
        sum += a[row * columns + j];
      }
      out[at + j] = sum;
    }
  }

  private static void addAndRectify(float[] y, int yAt, float[] x, int xAt, int length) {
    int i = 0;
    for (; i <= length - WIDTH; i += WIDTH) {
      FloatVector.fromArray(SPECIES, y, yAt + i)
          .add(FloatVector.fromArray(SPECIES, x, xAt + i))
          .max(0f)
          .intoArray(y, yAt + i);
    }
    for (; i < length; i++) {
      y[yAt + i] = Math.max(0f, y[yAt + i] + x[xAt + i]);
    }
  }

  private static void addTo(float[] y, int yAt, float[] x, int xAt, int length) {
    int i = 0;
    for (; i <= length - WIDTH; i += WIDTH) {
      FloatVector.fromArray(SPECIES, y, yAt + i)
          .add(FloatVector.fromArray(SPECIES, x, xAt + i))
          .intoArray(y, yAt + i);
    }
    for (; i < length; i++) {
      y[yAt + i] += x[xAt + i];
    }
  }

  @Override
  public void pixels(byte[] v, int from, float[] x, int to, int count) {
    int i = 0;
    if (WIDTH >= SMALLEST_WIDENED) {
      for (; i <= count - WIDTH; i += WIDTH) {
        FloatVector value =
            ByteVector.fromArray(BYTES, v, from + i)
                .convertShape(ZERO_EXTEND_B2I, INTEGERS, 0)
                .convert(I2F, 0)
                .reinterpretAsFloats();
        value
            .fma(FloatVector.broadcast(SPECIES, A_255TH), value.mul(REST_OF_255TH))
            .intoArray(x, to + i);
      }
    }
    for (; i < count; i++) {
      x[to + i] = (v[from + i] & 0xFF) / 255f;
    }
  }

  @Override
  public float sumOfSquares(float[] a, int from, int to, float[] lanes, int at) {
    int blocks = from + (to - from) / LANES * LANES;
    // two chains at once, as one waits for itself
    for (int lane = 0; lane < LANES; lane += 2 * WIDTH) {
      FloatVector first = FloatVector.zero(SPECIES);
      FloatVector second = FloatVector.zero(SPECIES);
      for (int i = from + lane; i < blocks; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, a, i);
        FloatVector u = FloatVector.fromArray(SPECIES, a, i + WIDTH);
        first = v.fma(v, first);
        second = u.fma(u, second);
      }
      first.intoArray(lanes, at + lane);
      second.intoArray(lanes, at + lane + WIDTH);
    }
    for (int i = blocks; i < to; i++) {
      int lane = at + i - blocks;
      lanes[lane] = Math.fma(a[i], a[i], lanes[lane]);
    }
    return Kernels.treeSum(lanes, at);
  }

  @Override
  public void exp(float[] x, float[] y, int from, int to) {
    VectorElementary.exp(x, y, from, to);
  }

  @Override
  public void expm1(float[] x, float[] y, int from, int to) {
    VectorElementary.expm1(x, y, from, to);
  }

  @Override
  public void logistic(float[] x, float[] y, int from, int to) {
    VectorSigmoid.logistic(x, y, from, to);
  }

  @Override
  public void tanh(float[] x, float[] y, int from, int to) {
    VectorSigmoid.tanh(x, y, from, to);
  }

  @Override
  public void atan(float[] x, float[] y, int from, int to) {
    VectorElementary.atan(x, y, from, to);
  }

  @Override
  public void log(float[] x, float[] y, int from, int to) {
    VectorLogarithm.log(x, y, from, to);
  }

  @Override
  public void softplus(float[] x, float[] y, int from, int to) {
    VectorLogarithm.softplus(x, y, from, to);
  }

  @Override
  public void normal(float[] x, float[] y, int from, int to) {
    VectorNormal.normal(x, y, from, to);
  }

  @Override
  public void cosine(float[] x, float[] y, int from, int to) {
    VectorTurns.cosine(x, y, from, to);
  }

  @Override
  public void cosineBackward(float[] x, float[] dy, float[] dx, int from, int to) {
    VectorTurns.cosineBackward(x, dy, dx, from, to);
  }

  @Override
  public void relu(float[] x, float[] y, int from, int to) {
    VectorSides.relu(x, y, from, to);
  }

  @Override
  public void gate(float[] gate, float[] x, float[] y, int from, int to) {
    VectorSides.gate(gate, x, y, from, to);
  }

  @Override
  public void sides(float[] u, float below, float above, float[] x, float[] y, int from, int to) {
    VectorSides.sides(u, below, above, x, y, from, to);
  }

  @Override
  public void eluBackward(
      float[] u, float[] z, float scale, float above, float[] dz, float[] du, int from, int to) {
    VectorSides.eluBackward(u, z, scale, above, dz, du, from, to);
  }

  @Override
  public void geluBackward(float[] u, float[] dz, float[] du, int from, int to) {
    VectorNormal.geluBackward(u, dz, du, from, to);
  }
}
