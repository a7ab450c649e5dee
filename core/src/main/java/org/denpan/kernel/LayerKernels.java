package org.denpan.kernel;

/// The loops of layers and losses that go by rows or columns, beside the [Kernels] that do not:
/// single-threaded, over ranges of rows or columns, on row-major matrices without gaps. Every
/// implementation gives the same bits.
public interface LayerKernels {
  /// The implementation this process uses: of the kind that [Kernels#chosen] is.
  static LayerKernels chosen() {
    return KernelChoice.CHOSEN_LAYERS;
  }

  /// y = x − the maximum of its row, for the rows [from, to).
  ///
  /// @param x [rows, columns]
  /// @param y [rows, columns]; may be x
  void belowMax(int from, int to, int columns, float[] x, float[] y);

  /// y ← y / Σ of its row, a chain of additions, for the rows [from, to).
  ///
  /// @param y [rows, columns]
  /// @param logs [rows], to which ln Σ is added; or empty, where nobody wants it
  void shares(int from, int to, int columns, float[] y, double[] logs);

  /// du = z ∘ (dz − Σ dz·z), a chain of fused multiply-adds over the row, for the rows [from, to).
  ///
  /// @param z [rows, columns]
  /// @param dz [rows, columns]
  /// @param du [rows, columns]
  void softmaxBackward(int from, int to, int columns, float[] z, float[] dz, float[] du);

  /// z = max(u, 0) + α·min(u, 0), fused, for the rows [from, to), with an α for each column.
  ///
  /// @param u [rows, columns]
  /// @param p holds α [columns] at `at`
  /// @param z [rows, columns]
  void prelu(int from, int to, int columns, float[] u, float[] p, int at, float[] z);

  /// du = α·dz where u < 0, else dz, for the rows [from, to), with an α for each column.
  ///
  /// @param u [rows, columns]
  /// @param p holds α [columns] at `at`
  /// @param dz [rows, columns]
  /// @param du [rows, columns]
  void preluBackward(
      int from, int to, int columns, float[] u, float[] p, int at, float[] dz, float[] du);

  /// dα = Σ dz·min(u, 0) over the rows, a chain of fused multiply-adds, for the columns [from, to).
  ///
  /// @param u [rows, columns]
  /// @param dz [rows, columns]
  /// @param g holds dα [columns] at `at`
  void preluGradient(
      int from, int to, int rows, int columns, float[] u, float[] dz, float[] g, int at);

  /// y = 0 where [Draws#bits] of the key and the element's number is below the threshold, else
  /// scale·x, for the elements [from, to); y may be x.
  void dropout(int from, int to, long key, int threshold, float scale, float[] x, float[] y);

  /// The mean μ and the variance v = Σ(x − μ)²/rows over the rows, sums and squares in chains, for
  /// the columns [from, to).
  ///
  /// @param x [rows, columns]
  /// @param mean [columns]
  /// @param variance [columns]
  void moments(int from, int to, int rows, int columns, float[] x, float[] mean, float[] variance);

  /// y = γz + β with z = (x − μ)·inverse, for the columns [from, to).
  ///
  /// @param x [rows, columns]
  /// @param mean μ [columns]
  /// @param inverse [columns]
  /// @param p holds γ [columns] at `gamma` and β [columns] at `beta`
  /// @param y [rows, columns]; may be x
  void standardise(
      int from,
      int to,
      int rows,
      int columns,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] p,
      int gamma,
      int beta,
      float[] y);

  /// dγ = Σ dy∘z and dβ = Σ dy over the rows, in chains, with the z of [#standardise], for the
  /// columns [from, to).
  ///
  /// @param dy [rows, columns]
  /// @param g holds dγ at `gamma` and dβ at `beta`
  void scaleGradients(
      int from,
      int to,
      int rows,
      int columns,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] dy,
      float[] g,
      int gamma,
      int beta);

  /// dx = scale·(dy − (z·slope + offset)), with the z of [#standardise], for the columns [from,
  /// to).
  ///
  /// @param scale [columns], as are slope and offset
  /// @param dx [rows, columns]
  void standardiseBackward(
      int from,
      int to,
      int rows,
      int columns,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] dy,
      float[] scale,
      float[] slope,
      float[] offset,
      float[] dx);
}
