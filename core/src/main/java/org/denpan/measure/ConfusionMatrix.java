package org.denpan.measure;

/// The weight of the rows of each known class (first index) by predicted class (second), and what
/// follows from it. Where a share has nothing to be a share of, it is 0.
///
/// @param cells [classes][classes]
public record ConfusionMatrix(double[][] cells) {
  /// Of rows that count so much each.
  public static ConfusionMatrix of(ClassRows rows, float[] weights) {
    int classes = rows.classes().size();
    double[] flat = new double[classes * classes];
    for (int row = 0; row < rows.rows(); row++) {
      flat[rows.known()[row] * classes + rows.predicted()[row]] += weights[row];
    }
    return of(flat, classes);
  }

  /// The same from sums in one array.
  ///
  /// @param flat [classes, classes]
  static ConfusionMatrix of(double[] flat, int classes) {
    double[][] cells = new double[classes][classes];
    for (int k = 0; k < classes; k++) {
      System.arraycopy(flat, k * classes, cells[k], 0, classes);
    }
    return new ConfusionMatrix(cells);
  }

  /// How many classes there are.
  public int classes() {
    return cells.length;
  }

  /// The weight of the rows that are of class k.
  public double known(int k) {
    double sum = 0;
    for (double cell : cells[k]) {
      sum += cell;
    }
    return sum;
  }

  /// The weight of the rows that were said to be of class k.
  public double predicted(int k) {
    double sum = 0;
    for (double[] row : cells) {
      sum += row[k];
    }
    return sum;
  }

  private double total() {
    double sum = 0;
    for (int k = 0; k < classes(); k++) {
      sum += known(k);
    }
    return sum;
  }

  private double right() {
    double sum = 0;
    for (int k = 0; k < classes(); k++) {
      sum += cells[k][k];
    }
    return sum;
  }

  private static double share(double part, double all) {
    return all > 0 ? part / all : 0;
  }

  /// The share of rows whose class was said right.
  public double accuracy() {
    return share(right(), total());
  }

  /// Of the rows said to be of class k, the share that is.
  public double precision(int k) {
    return share(cells[k][k], predicted(k));
  }

  /// Of the rows of class k, the share that was said to be.
  public double recall(int k) {
    return share(cells[k][k], known(k));
  }

  /// 2PR/(P + R), the harmonic mean of precision and recall.
  public double f1(int k) {
    return share(2 * cells[k][k], known(k) + predicted(k));
  }

  /// The mean recall of the classes that occur. Brodersen, Ong, Stephan and Buhmann 2010.
  public double balancedAccuracy() {
    double sum = 0;
    int occurring = 0;
    for (int k = 0; k < classes(); k++) {
      if (known(k) > 0) {
        sum += recall(k);
        occurring++;
      }
    }
    return share(sum, occurring);
  }

  /// The mean F1 of the classes that occur or were said.
  public double f1Macro() {
    double sum = 0;
    int met = 0;
    for (int k = 0; k < classes(); k++) {
      if (known(k) + predicted(k) > 0) {
        sum += f1(k);
        met++;
      }
    }
    return share(sum, met);
  }

  /// The correlation of known and predicted classes: (c·s − Σ pₖtₖ)/√((s² − Σpₖ²)(s² − Σtₖ²)) with
  /// the total s, the right c, the predicted pₖ and the known tₖ; 0 where only one class is known
  /// or said. Matthews 1975; of several classes Gorodkin 2004.
  public double mcc() {
    double s = total();
    double both = 0;
    double p2 = 0;
    double t2 = 0;
    for (int k = 0; k < classes(); k++) {
      both += predicted(k) * known(k);
      p2 += predicted(k) * predicted(k);
      t2 += known(k) * known(k);
    }
    double spread = Math.sqrt(Math.max(0, s * s - p2)) * Math.sqrt(Math.max(0, s * s - t2));
    // what rounding leaves of 0 is none
    return spread > 1e-12 * s * s ? (right() * s - both) / spread : 0;
  }
}
