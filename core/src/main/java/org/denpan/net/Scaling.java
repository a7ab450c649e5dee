package org.denpan.net;

import java.util.Arrays;
import java.util.List;

/// What a normalisation ends with: y = γz + β, with learnt numbers for each column.
final class Scaling {
  private Scaling() {}

  /// γ, which starts at 1, and β, which starts at 0.
  static List<Parameter> parameters(int inputs) {
    List<Integer> shape = List.of(inputs);
    return List.of(
        new Parameter("gamma", shape, Init.constant(1), Parameter.Role.BIAS),
        new Parameter("beta", shape, Init.constant(0), Parameter.Role.BIAS));
  }

  /// dγ = Σ dy∘z and dβ = Σ dy over the rows, for the columns `from` to `to`.
  ///
  /// @param z [rows, width]
  /// @param gradients filled: dγ from `gamma` on, dβ from `beta` on
  static void gradients(
      int from,
      int to,
      int rows,
      int width,
      float[] dy,
      float[] z,
      float[] gradients,
      int gamma,
      int beta) {
    Arrays.fill(gradients, gamma + from, gamma + to, 0f);
    Arrays.fill(gradients, beta + from, beta + to, 0f);
    for (int row = 0; row < rows; row++) {
      for (int j = from; j < to; j++) {
        int at = row * width + j;
        gradients[gamma + j] = Math.fma(dy[at], z[at], gradients[gamma + j]);
        gradients[beta + j] += dy[at];
      }
    }
  }
}
