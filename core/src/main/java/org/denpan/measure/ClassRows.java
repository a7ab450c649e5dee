package org.denpan.measure;

import java.util.List;
import java.util.Locale;
import org.denpan.DenpanException;

/// Rows whose class is known, and what was predicted of them.
///
/// @param classes the classes' names
/// @param known each row's class, as an index
/// @param predicted the class that each row was said to be
/// @param outputs the probability of the second of two classes, [rows], or those of K classes,
///   [rows, K]
public record ClassRows(List<String> classes, int[] known, int[] predicted, float[] outputs) {
  /// @throws DenpanException for lengths that do not go together, or an index that is no class
  public ClassRows {
    classes = List.copyOf(classes);
    int width = classes.size() == 2 ? 1 : classes.size();
    if (predicted.length != known.length || outputs.length != (long) known.length * width) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "%,d known classes, %,d predicted ones and %,d outputs do not go together; %d classes"
                  + " need %d a row",
              known.length,
              predicted.length,
              outputs.length,
              classes.size(),
              width));
    }
    for (int row = 0; row < known.length; row++) {
      check(known[row], classes.size(), row);
      check(predicted[row], classes.size(), row);
    }
  }

  private static void check(int index, int classes, int row) {
    if (index < 0 || index >= classes) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "row %,d has the class index %d; there are %d classes, from 0",
              row + 1,
              index,
              classes));
    }
  }

  /// How many rows there are.
  public int rows() {
    return known.length;
  }

  /// The probability that a row is of class k, as predicted.
  public double probability(int row, int k) {
    if (classes.size() > 2) {
      return outputs[row * classes.size() + k];
    }
    return k == 1 ? outputs[row] : 1.0 - outputs[row];
  }

  /// How the rows rank by the probability of class k.
  public Ranking ranking(int k) {
    float[] scores = new float[rows()];
    boolean[] positive = new boolean[rows()];
    for (int row = 0; row < scores.length; row++) {
      // of two classes the first ranks as the second, from behind: 1 − y would round
      scores[row] =
          classes.size() > 2
              ? outputs[row * classes.size() + k]
              : k == 1 ? outputs[row] : -outputs[row];
      positive[row] = known[row] == k;
    }
    return new Ranking(scores, positive);
  }
}
