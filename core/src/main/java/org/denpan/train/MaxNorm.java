package org.denpan.train;

import java.util.Arrays;
import java.util.List;
import org.denpan.net.Parameter;
import org.denpan.net.Parameters;
import org.denpan.net.Tensor;

/// Scales the weights that come into a unit back to the Euclidean norm c wherever it is larger.
/// Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014, "Dropout", section 5.1.
///
/// A unit's weights are a column of a weight matrix, [inputs, units]; nothing else is bounded.
final class MaxNorm {
  private final double bound;
  private final float[] values;
  private final List<Tensor> matrices;
  private final double[] scratch;

  /// @param bound c; 0 for none
  MaxNorm(Parameters parameters, double bound) {
    this.bound = bound;
    values = parameters.values();
    matrices =
        parameters.tensors().stream()
            .filter(t -> t.role() == Parameter.Role.WEIGHT && t.shape().size() == 2 && bound > 0)
            .toList();
    scratch = new double[matrices.stream().mapToInt(t -> t.shape().getLast()).max().orElse(0)];
  }

  void apply() {
    for (int t = 0; t < matrices.size(); t++) {
      Tensor matrix = matrices.get(t);
      bound(matrix.at(), matrix.shape().getFirst(), matrix.shape().getLast());
    }
  }

  private void bound(int at, int inputs, int units) {
    Arrays.fill(scratch, 0, units, 0);
    for (int i = 0; i < inputs; i++) {
      int row = at + i * units;
      for (int j = 0; j < units; j++) {
        scratch[j] = Math.fma((double) values[row + j], values[row + j], scratch[j]);
      }
    }
    boolean within = true;
    for (int j = 0; j < units; j++) {
      double norm = Math.sqrt(scratch[j]);
      scratch[j] = norm > bound ? bound / norm : 1;
      within &= scratch[j] == 1;
    }
    for (int i = 0; i < inputs && !within; i++) {
      int row = at + i * units;
      for (int j = 0; j < units; j++) {
        values[row + j] = (float) (values[row + j] * scratch[j]);
      }
    }
  }
}
