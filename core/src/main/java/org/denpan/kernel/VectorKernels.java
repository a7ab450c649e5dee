package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.Arrays;
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
    return bits == 0
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
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
    Arrays.fill(lanes, 0f);
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

  @Override
  public void exp(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      VectorElementary.exp(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Elementary.exp(x[i]);
    }
  }

  @Override
  public void logistic(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      VectorElementary.logistic(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Elementary.logistic(x[i]);
    }
  }

  @Override
  public void tanh(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      VectorElementary.tanh(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Elementary.tanh(x[i]);
    }
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
    FloatVector zero = FloatVector.zero(SPECIES);
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      VectorMask<Float> open = FloatVector.fromArray(SPECIES, gate, i).compare(GT, 0f);
      zero.blend(FloatVector.fromArray(SPECIES, x, i), open).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = gate[i] > 0 ? x[i] : 0f;
    }
  }

  /// [Elementary] again, a vector at a time.
  private static final class VectorElementary {
    static FloatVector exp(FloatVector x) {
      FloatVector c = x.max(Elementary.EXP_MIN).min(Elementary.EXP_MAX);
      FloatVector rounder = FloatVector.broadcast(SPECIES, Elementary.ROUNDER);
      FloatVector shifted = c.fma(FloatVector.broadcast(SPECIES, Elementary.LOG2_E), rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_HIGH), c);
      r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_LOW), r);
      FloatVector p = horner(FloatVector.broadcast(SPECIES, Elementary.E6), r, Elementary.E5);
      p = horner(p, r, Elementary.E4);
      p = horner(p, r, Elementary.E3);
      p = horner(p, r, Elementary.E2);
      FloatVector e = p.mul(r).fma(r, r).add(1f);
      var k = shifted.reinterpretAsInts().sub(Elementary.ROUNDER_BITS);
      var half = k.lanewise(ASHR, 1);
      return e.mul(powerOfTwo(half)).mul(powerOfTwo(k.sub(half)));
    }

    private static FloatVector powerOfTwo(IntVector n) {
      return n.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
    }

    private static FloatVector horner(FloatVector p, FloatVector x, float next) {
      return p.fma(x, FloatVector.broadcast(SPECIES, next));
    }

    static FloatVector logistic(FloatVector x) {
      FloatVector one = FloatVector.broadcast(SPECIES, 1f);
      FloatVector e = exp(x.abs().neg());
      return one.blend(e, x.compare(LT, 0f)).div(one.add(e));
    }

    static FloatVector tanh(FloatVector x) {
      FloatVector a = x.abs();
      FloatVector one = FloatVector.broadcast(SPECIES, 1f);
      FloatVector t = one.sub(FloatVector.broadcast(SPECIES, 2f).div(exp(a.add(a)).add(1f)));
      FloatVector large = t.blend(t.neg(), x.compare(LT, 0f));
      FloatVector s = x.mul(x);
      FloatVector p = horner(FloatVector.broadcast(SPECIES, Elementary.T5), s, Elementary.T4);
      p = horner(p, s, Elementary.T3);
      p = horner(p, s, Elementary.T2);
      p = horner(p, s, Elementary.T1);
      p = horner(p, s, Elementary.T0);
      FloatVector small = p.mul(s).fma(x, x);
      return large.blend(small, a.compare(LE, Elementary.TANH_SMALL));
    }
  }
}
