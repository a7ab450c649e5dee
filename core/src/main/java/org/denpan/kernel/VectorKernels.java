package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The Vector API version, at the width the machine prefers, or at
/// `-Ddenpan.vectorBits=128|256|512`.
final class VectorKernels implements Kernels {
  static final VectorSpecies<Float> SPECIES = species(Integer.getInteger("denpan.vectorBits", 0));
  private static final int WIDTH = SPECIES.length();

  private static VectorSpecies<Float> species(int bits) {
    int widest = Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
    return VectorSpecies.of(float.class, VectorShape.forBitSize(bits == 0 ? widest : bits));
  }

  @Override
  public String name() {
    return "vector " + SPECIES.vectorBitSize() + " bit";
  }

  @Override
  public void affine(
      int from, int to, int inner, int columns, float[] x, float[] p, int w, int b, float[] y) {
    VectorProduct.multiply(from, to, inner, columns, x, inner, 1, p, w, y, 0);
    for (int row = from; row < to; row++) {
      addTo(y, row * columns, p, b, columns);
    }
  }

  @Override
  public void product(int from, int to, int inner, int columns, float[] x, float[] w, float[] y) {
    VectorProduct.multiply(from, to, inner, columns, x, inner, 1, w, 0, y, 0);
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
    VectorProduct.multiply(from, to, rows, outputs, x, 1, inputs, delta, 0, g, at);
  }

  @Override
  public void columnSums(int from, int to, int rows, int columns, float[] a, float[] out, int at) {
    int j = from;
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
  public float sumOfSquares(float[] a, int from, int to, float[] lanes) {
    int blocks = from + (to - from) / LANES * LANES;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = from + lane; i < blocks; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, a, i);
        sum = v.fma(v, sum);
      }
      sum.intoArray(lanes, lane);
    }
    for (int i = blocks; i < to; i++) {
      lanes[i - blocks] = Math.fma(a[i], a[i], lanes[i - blocks]);
    }
    return Kernels.treeSum(lanes);
  }

  /// All in one loop, without a helper that takes vectors: where the compiler does not inline one,
  /// every vector becomes an object.
  @Override
  public void exp(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector c = FloatVector.fromArray(SPECIES, x, i);
      c = c.max(Elementary.EXP_MIN).min(Elementary.EXP_MAX);
      FloatVector rounder = FloatVector.broadcast(SPECIES, Elementary.ROUNDER);
      FloatVector shifted = c.fma(FloatVector.broadcast(SPECIES, Elementary.LOG2_E), rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_HIGH), c);
      r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(SPECIES, Elementary.E6);
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E5));
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E4));
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E3));
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E2));
      FloatVector e = p.mul(r).fma(r, r).add(1f);
      IntVector k = shifted.reinterpretAsInts().sub(Elementary.ROUNDER_BITS);
      IntVector half = k.lanewise(ASHR, 1);
      IntVector rest = k.sub(half);
      e = e.mul(half.add(127).lanewise(LSHL, 23).reinterpretAsFloats());
      e.mul(rest.add(127).lanewise(LSHL, 23).reinterpretAsFloats()).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Elementary.exp(x[i]);
    }
  }

  @Override
  public void logistic(float[] x, float[] y, int from, int to) {
    expOfMagnitude(-1f, x, y, from, to);
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector e = FloatVector.fromArray(SPECIES, y, i);
      VectorMask<Float> negative = FloatVector.fromArray(SPECIES, x, i).compare(LT, 0f);
      FloatVector numerator = FloatVector.broadcast(SPECIES, 1f).blend(e, negative);
      numerator.div(e.add(1f)).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Elementary.logistic(x[i]);
    }
  }

  @Override
  public void tanh(float[] x, float[] y, int from, int to) {
    expOfMagnitude(2f, x, y, from, to);
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector two = FloatVector.broadcast(SPECIES, 2f);
      FloatVector one = FloatVector.broadcast(SPECIES, 1f);
      FloatVector t = one.sub(two.div(FloatVector.fromArray(SPECIES, y, i).add(1f)));
      FloatVector large = t.blend(t.neg(), v.compare(LT, 0f));
      FloatVector s = v.mul(v);
      FloatVector p = FloatVector.broadcast(SPECIES, Elementary.T5);
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.T4));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.T3));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.T2));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.T1));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.T0));
      FloatVector small = p.fma(s, one).mul(v);
      large.blend(small, v.abs().compare(LE, Elementary.TANH_SMALL)).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Elementary.tanh(x[i]);
    }
  }

  /// y = e^(scale·|x|) for the whole vectors in the range.
  private void expOfMagnitude(float scale, float[] x, float[] y, int from, int to) {
    int end = from + (to - from) / WIDTH * WIDTH;
    for (int i = from; i < end; i += WIDTH) {
      FloatVector.fromArray(SPECIES, x, i).abs().mul(scale).intoArray(y, i);
    }
    exp(y, y, from, end);
  }

  @Override
  public void relu(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector.fromArray(SPECIES, x, i).max(0f).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Math.max(0f, x[i]);
    }
  }

  @Override
  public void gate(float[] gate, float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      VectorMask<Float> open = FloatVector.fromArray(SPECIES, gate, i).compare(GT, 0f);
      FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, x, i), open).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = gate[i] > 0 ? x[i] : 0f;
    }
  }
}
