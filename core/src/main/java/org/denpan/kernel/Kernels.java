package org.denpan.kernel;

/// The numeric loops of the engine, single-threaded and over ranges, so that callers may divide the
/// range among threads. All matrices are row-major without gaps. Every implementation gives the
/// same bits (see the package's rule).
public interface Kernels {
  /// The implementation this process uses, chosen once: see [KernelChoice].
  static Kernels chosen() {
    return KernelChoice.CHOSEN;
  }

  /// What is in use, for people: `scalar` or `vector 256 bit`.
  String name();

  /// Columns of a result that a product computes together: callers divide it there.
  int panel();

  /// Y = X·W + 1·b for the rows [from, to) and columns [left, right); of that max(0, ·) if it is to
  /// be rectified.
  ///
  /// @param x [rows, inner]
  /// @param p holds w [inner, columns] at `w` and b [columns] at `b`
  /// @param y [rows, columns]
  void affine(
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
      float[] y);

  /// y = x·W + b for a single row x, of which only some elements are looked at: the others count as
  /// zeros. The bits are those of [#affine] where all that are left out are zeros, W is finite and
  /// no bias is −0, for then a zero's term changes no sum but may turn −0 into 0, and the bias
  /// makes both the same.
  ///
  /// @param count how many elements of x are looked at
  /// @param index which, in ascending order
  /// @param x [inner]
  /// @param p holds w [inner, columns] at `w` and b [columns] at `b`
  /// @param y [columns]
  void affineRow(
      int count, int[] index, int columns, float[] x, float[] p, int w, int b, float[] y);

  /// Whether [#alignedRow] on a copy is faster than [#affineRow] on the weights where they are.
  boolean alignsRows();

  /// The same as [#affineRow], from a copy whose rows begin with cache lines, as [AlignedRows]
  /// makes it: a vector that lies across two lines takes twice the way from the cache.
  ///
  /// @param y [columns], or [AlignedRows#stride]
  void alignedRow(int count, int[] index, float[] x, AlignedRows weights, float[] y);

  /// dX = Δ·Wᵀ for the rows [from, to) and columns [left, right): the gradient of a layer's inputs.
  ///
  /// @param delta [rows, outputs]
  /// @param p holds w [inputs, outputs] at `w`
  /// @param dx [rows, inputs]
  void inputGradient(
      int from,
      int to,
      int left,
      int right,
      int inputs,
      int outputs,
      float[] delta,
      float[] p,
      int w,
      float[] dx);

  /// G = Xᵀ·Δ for the rows [from, to) of G: the gradient of the weights.
  ///
  /// @param rows the number of rows of x and delta, over which is summed
  /// @param x [rows, inputs]
  /// @param delta [rows, outputs]
  /// @param g holds G [inputs, outputs] at `at`
  void weightGradient(
      int from,
      int to,
      int rows,
      int inputs,
      int outputs,
      float[] x,
      float[] delta,
      float[] g,
      int at);

  /// out[j] = Σ over rows of a[row, j] for the columns [from, to): the gradient of a bias.
  ///
  /// @param a [rows, columns]
  /// @param out holds the sums at `at`
  void columnSums(int from, int to, int rows, int columns, float[] a, float[] out, int at);

  /// x[to + i] = v[from + i]/255 for i in [0, count), the bytes without sign.
  void pixels(byte[] v, int from, float[] x, int to, int count);

  /// The sum of squares of a[from, to).
  ///
  /// @param lanes holds 32 numbers of scratch space at `at`
  float sumOfSquares(float[] a, int from, int to, float[] lanes, int at);

  /// y = eˣ for the elements [from, to); y may be x.
  void exp(float[] x, float[] y, int from, int to);

  /// y = eˣ − 1, accurate near 0, for the elements [from, to); y may be x.
  void expm1(float[] x, float[] y, int from, int to);

  /// y = 1/(1+e⁻ˣ) for the elements [from, to); y may be x.
  void logistic(float[] x, float[] y, int from, int to);

  /// y = tanh x for the elements [from, to); y may be x.
  void tanh(float[] x, float[] y, int from, int to);

  /// y = atan x for the elements [from, to); y may be x.
  void atan(float[] x, float[] y, int from, int to);

  /// y = ln x for the elements [from, to); −∞ for 0 and NaN for less; y may be x.
  void log(float[] x, float[] y, int from, int to);

  /// y = ln(1+eˣ) for the elements [from, to); y may be x.
  void softplus(float[] x, float[] y, int from, int to);

  /// y = Φ(x), the standard normal distribution function, for the elements [from, to); y may be x.
  void normal(float[] x, float[] y, int from, int to);

  /// y = cos 2πx for the elements [from, to), with x in turns: those beyond ±2²² count as whole; y
  /// may be x.
  void cosine(float[] x, float[] y, int from, int to);

  /// dx = −2π·sin(2πx)·dy for the elements [from, to): the backward pass of [#cosine].
  void cosineBackward(float[] x, float[] dy, float[] dx, int from, int to);

  /// y = max(0, x) for the elements [from, to); NaN stays NaN.
  void relu(float[] x, float[] y, int from, int to);

  /// y = x where gate > 0, else 0, for the elements [from, to).
  void gate(float[] gate, float[] x, float[] y, int from, int to);

  /// y = below·x where u < 0, else above·x, for the elements [from, to); y may be x.
  void sides(float[] u, float below, float above, float[] x, float[] y, int from, int to);

  /// du = (z + scale)·dz where u < 0, else above·dz, for the elements [from, to): the backward pass
  /// of scale·(eᵘ − 1).
  void eluBackward(
      float[] u, float[] z, float scale, float above, float[] dz, float[] du, int from, int to);

  /// du = (Φ(u) + u·φ(u))·dz for the elements [from, to), with the density φ of [#normal]: the
  /// backward pass of u·Φ(u).
  void geluBackward(float[] u, float[] dz, float[] du, int from, int to);

  /// How many numbers [#multiplyAdds] works on: twelve vectors of the widest kind.
  int CHAINS = 192;

  /// v ← ½v + ½, a fused multiply-add, so many times over: nothing but arithmetic, as fast as it
  /// goes, to measure what a machine can do.
  ///
  /// @param values [CHAINS]
  void multiplyAdds(int times, float[] values);

  /// The lanes of a sum over a whole vector; part of the definition, not of the machine.
  int LANES = 32;

  /// Adds the upper half of the lanes to the lower until one is left.
  static float treeSum(float[] lanes, int at) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = at; i < at + half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[at];
  }

  /// T = Wᵀ.
  ///
  /// @param p holds w [rows, columns] at `w`
  /// @param t [columns, rows]
  static void transpose(int rows, int columns, float[] p, int w, float[] t) {
    int block = 16; // whole cache lines on both sides
    for (int i0 = 0; i0 < rows; i0 += block) {
      for (int j0 = 0; j0 < columns; j0 += block) {
        int iEnd = Math.min(rows, i0 + block);
        int jEnd = Math.min(columns, j0 + block);
        for (int i = i0; i < iEnd; i++) {
          for (int j = j0; j < jEnd; j++) {
            t[j * rows + i] = p[w + i * columns + j];
          }
        }
      }
    }
  }
}
