package org.denpan.bench.peers;

import org.denpan.bench.Workload;

/// How good outputs are.
final class Scores {
  private Scores() {}

  /// Accuracy of classes, R² of numbers.
  static double of(Workload workload, float[] outputs, float[] targets) {
    return workload.classes()
        ? accuracy(outputs, targets, workload.outputs())
        : rSquared(outputs, targets);
  }

  private static double accuracy(float[] outputs, float[] targets, int classes) {
    int right = 0;
    for (int row = 0; row < targets.length; row++) {
      if (largest(outputs, row * classes, classes) == (int) targets[row]) {
        right++;
      }
    }
    return right / (double) targets.length;
  }

  /// The index of the largest of `count` numbers.
  static int largest(float[] outputs, int at, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (outputs[at + i] > outputs[at + best]) {
        best = i;
      }
    }
    return best;
  }

  private static double rSquared(float[] outputs, float[] targets) {
    double mean = 0;
    for (float target : targets) {
      mean += target / (double) targets.length;
    }
    double left = 0;
    double all = 0;
    for (int row = 0; row < targets.length; row++) {
      left += square(outputs[row] - (double) targets[row]);
      all += square(targets[row] - mean);
    }
    return 1 - left / all;
  }

  private static double square(double x) {
    return x * x;
  }
}
