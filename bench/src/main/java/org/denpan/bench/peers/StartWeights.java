package org.denpan.bench.peers;

import org.denpan.Seed;
import org.denpan.bench.Workload;

/// The weights that every network starts with: see [Workload].
final class StartWeights {
  private StartWeights() {}

  /// The weights of a layer, [inputs, outputs].
  ///
  /// @param layer from 0
  static float[] of(Workload workload, int layer) {
    int inputs = workload.sizes().get(layer);
    int outputs = workload.sizes().get(layer + 1);
    Seed.Stream random = new Seed(42).stream("weights", layer);
    boolean hidden = layer < workload.sizes().size() - 2;
    boolean rectified = hidden && workload.activation().equals("relu") && !workload.batchNorm();
    double deviation = Math.sqrt(2.0 / inputs);
    double limit = Math.sqrt(6.0 / (inputs + outputs));
    float[] weights = new float[inputs * outputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          (float)
              (rectified ? deviation * random.nextGaussian() : random.nextDouble(-limit, limit));
    }
    return weights;
  }
}
