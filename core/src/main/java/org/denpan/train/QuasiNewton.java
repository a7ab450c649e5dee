package org.denpan.train;

/// L-BFGS with line search: the minimisation that [Optimizer.Lbfgs] describes. Liu and Nocedal
/// 1989; Nocedal and Wright 2006, "Numerical Optimization", algorithms 7.4 and 7.5.
///
/// Each step goes along d = −Hg, where H ≈ (∂²E)⁻¹ is known by the last few pairs of s = Δw and y =
/// Δg alone. Sums are made in double, in the order of the elements. A step allocates nothing.
final class QuasiNewton {
  private static final double C2 = 0.9;

  private final Objective objective;
  private final float[] w;
  private final float[] g;
  private final int size;
  private final float[][] s;
  private final float[][] y;
  private final double[] curvature;
  private final double[] along;
  private final double[] direction;
  private final float[] startW;
  private final float[] startG;
  private final LineSearch search;
  private final Line line = new Line();
  private int pairs;
  private int newest = -1;
  private double error;
  private long evaluations;

  /// A minimisation of the first `size` values of w.
  ///
  /// @param w where it starts, and where it stands after each step
  /// @param g the gradient there
  QuasiNewton(Optimizer.Lbfgs settings, Objective objective, float[] w, float[] g, int size) {
    this(settings, objective, w, g, size, C2);
  }

  QuasiNewton(
      Optimizer.Lbfgs settings, Objective objective, float[] w, float[] g, int size, double c2) {
    this.objective = objective;
    this.w = w;
    this.g = g;
    this.size = size;
    s = new float[settings.memory()][size];
    y = new float[settings.memory()][size];
    curvature = new double[settings.memory()];
    along = new double[settings.memory()];
    direction = new double[size];
    startW = new float[size];
    startG = new float[size];
    search = new LineSearch(line, c2);
  }

  /// Finds the error and the gradient where w stands: needed before the first step, and after w or
  /// the objective has been changed from outside.
  ///
  /// @return the error
  double evaluate() {
    evaluations++;
    error = objective.evaluate(w, g);
    return error;
  }

  /// One step.
  ///
  /// @param rate the step length that is tried first, in the scale of Newton's step
  /// @return whether a lower error was found; if not, w stays as it was
  boolean step(double rate) {
    boolean found = pairs > 0 && descend(rate);
    if (!found) {
      // what was remembered leads nowhere: begin with the gradient alone
      pairs = 0;
      found = descend(rate * Math.min(1, 1 / gradientNorm()));
    }
    return found;
  }

  private boolean descend(double first) {
    findDirection();
    System.arraycopy(w, 0, startW, 0, size);
    System.arraycopy(g, 0, startG, 0, size);
    line.slope = dot(g);
    if (!(line.slope < 0) || search.find(first) == 0) {
      return false;
    }
    remember();
    return true;
  }

  /// d = −Hg by the two-loop recursion, from H₀ = (sᵀy/yᵀy)·1.
  private void findDirection() {
    for (int i = 0; i < size; i++) {
      direction[i] = -g[i];
    }
    for (int k = 0; k < pairs; k++) {
      int pair = pair(k);
      along[pair] = dot(s[pair]) / curvature[pair];
      add(-along[pair], y[pair]);
    }
    if (pairs > 0) {
      double scale = curvature[newest] / squares(y[newest]);
      for (int i = 0; i < size; i++) {
        direction[i] *= scale;
      }
    }
    for (int k = pairs - 1; k >= 0; k--) {
      int pair = pair(k);
      add(along[pair] - dot(y[pair]) / curvature[pair], s[pair]);
    }
  }

  /// The place of the k-th newest pair.
  private int pair(int k) {
    return Math.floorMod(newest - k, s.length);
  }

  /// Keeps the pair of the last step, if the error curves upwards there.
  private void remember() {
    double product = 0;
    double change = 0;
    for (int i = 0; i < size; i++) {
      float dg = g[i] - startG[i];
      product += (double) (w[i] - startW[i]) * dg;
      change = Math.fma((double) dg, dg, change);
    }
    if (!(product > 0) || !Double.isFinite(change)) {
      return;
    }
    newest = (newest + 1) % s.length;
    for (int i = 0; i < size; i++) {
      s[newest][i] = w[i] - startW[i];
      y[newest][i] = g[i] - startG[i];
    }
    curvature[newest] = product;
    pairs = Math.min(pairs + 1, s.length);
  }

  private double dot(float[] a) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum = Math.fma(a[i], direction[i], sum);
    }
    return sum;
  }

  private void add(double factor, float[] a) {
    for (int i = 0; i < size; i++) {
      direction[i] = Math.fma(factor, a[i], direction[i]);
    }
  }

  private double squares(float[] a) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum = Math.fma((double) a[i], a[i], sum);
    }
    return sum;
  }

  /// Puts in what is known of the curvature; the error and the gradient follow from w.
  void save(Snapshot to) {
    to.put("pairs", pairs);
    to.put("newest", newest);
    for (int k = 0; k < pairs; k++) {
      to.put("step." + pair(k), s[pair(k)]);
      to.put("change." + pair(k), y[pair(k)]);
    }
  }

  /// Takes it out again; [#evaluate] is needed before the next step.
  void restore(Snapshot from) {
    pairs = from.whole("pairs", 0, s.length);
    newest = from.whole("newest", -1, s.length - 1);
    for (int k = 0; k < pairs; k++) {
      int pair = pair(k);
      from.into("step." + pair, s[pair]);
      from.into("change." + pair, y[pair]);
      double product = 0;
      for (int i = 0; i < size; i++) {
        product += (double) s[pair][i] * y[pair][i];
      }
      curvature[pair] = product;
    }
  }

  /// The error where w stands.
  double error() {
    return error;
  }

  /// The Euclidean norm of the gradient where w stands.
  double gradientNorm() {
    return Math.sqrt(squares(g));
  }

  /// How often the objective has been evaluated.
  long evaluations() {
    return evaluations;
  }

  /// The error at startW + α·direction.
  private final class Line implements LineSearch.Line {
    private double slope;

    @Override
    public void go(double alpha) {
      for (int i = 0; i < size; i++) {
        w[i] = (float) Math.fma(alpha, direction[i], startW[i]);
      }
      evaluate();
      slope = dot(g);
    }

    @Override
    public double error() {
      return error;
    }

    @Override
    public double slope() {
      return slope;
    }
  }
}
