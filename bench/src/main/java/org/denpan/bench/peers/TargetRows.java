package org.denpan.bench.peers;

import org.denpan.bench.Workload;

/// Targets as libraries want them.
final class TargetRows {
  private TargetRows() {}

  /// [rows, outputs]: 1 at the class and else 0; or the number itself.
  static float[] of(Workload workload, float[] targets) {
    if (!workload.classes()) {
      return targets;
    }
    int classes = workload.outputs();
    float[] rows = new float[targets.length * classes];
    for (int row = 0; row < targets.length; row++) {
      rows[row * classes + (int) targets[row]] = 1;
    }
    return rows;
  }
}
