package org.denpan.train;

import java.util.Arrays;
import java.util.List;
import org.denpan.net.Parameter;
import org.denpan.net.Parameters;
import org.denpan.net.Tensor;
import org.denpan.net.Workers;

/// Scales the weights that come into a unit back to the Euclidean norm c wherever it is larger.
/// Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014, "Dropout", section 5.1.
///
/// A unit's weights are a column of a weight matrix, [inputs, units]; nothing else is bounded.
final class MaxNorm {
  /// Units for one thread: whole cache lines.
  private static final int TILE = 64;

  private final double bound;
  private final float[] values;
  private final List<Tensor> matrices;
  private final double[] scratch;
  private final Workers workers;
  private final Workers.Range scale = this::scale;
  private int at;
  private int inputs;
  private int units;

  /// @param bound c; 0 for none
  MaxNorm(Parameters parameters, double bound, Workers workers) {
    this.bound = bound;
    this.workers = workers;
    values = parameters.values();
    matrices =
        parameters.tensors().stream()
            .filter(t -> t.role() == Parameter.Role.WEIGHT && t.shape().size() == 2 && bound > 0)
            .toList();
    scratch = new double[matrices.stream().mapToInt(t -> t.shape().getLast()).max().orElse(0)];
  }

  boolean bounds() {
    return !matrices.isEmpty();
  }

  void apply() {
    for (int t = 0; t < matrices.size(); t++) {
      Tensor matrix = matrices.get(t);
      at = matrix.at();
      inputs = matrix.shape().getFirst();
      units = matrix.shape().getLast();
      workers.run(units, TILE, 2L * inputs, scale);
    }
  }

  /// The units [from, to) of the matrix at hand.
  private void scale(int from, int to) {
    Arrays.fill(scratch, from, to, 0);
    for (int i = 0; i < inputs; i++) {
      int row = at + i * units;
      for (int j = from; j < to; j++) {
        scratch[j] = Math.fma((double) values[row + j], values[row + j], scratch[j]);
      }
    }
    boolean within = true;
    for (int j = from; j < to; j++) {
      double norm = Math.sqrt(scratch[j]);
      scratch[j] = norm > bound ? bound / norm : 1;
      within &= scratch[j] == 1;
    }
    for (int i = 0; i < inputs && !within; i++) {
      int row = at + i * units;
      for (int j = from; j < to; j++) {
        values[row + j] = (float) (values[row + j] * scratch[j]);
      }
    }
  }
}
