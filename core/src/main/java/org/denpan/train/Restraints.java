package org.denpan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.denpan.DenpanException;

/// What holds the weights and their steps back; 0 for what does not. See the methods of the same
/// names in [Trainer].
final class Restraints {
  double l1;
  double l2;
  double maxNorm;
  double clipNorm;
  double clipValue;
  double averaging;

  /// Refuses what a line search over all rows cannot be combined with.
  void checkForLbfgs(boolean replacement) {
    refuse(l1 > 0, "l1, which has no gradient at 0; take l2");
    refuse(maxNorm > 0, "max-norm, which would undo the line search; take l2");
    refuse(clipNorm > 0, "clip-norm, for the line search finds a step's length; leave it out");
    refuse(clipValue > 0, "clip-value, which would turn the gradient; leave it out");
    refuse(averaging > 0, "averaging, for its steps are not noisy; leave it out");
    refuse(replacement, "with-replacement, for every step takes all rows; leave it out");
  }

  private static void refuse(boolean set, String what) {
    if (set) {
      throw new DenpanException(
          "lbfgs cannot be combined with " + what + ", or choose another optimizer, such as adam");
    }
  }

  /// Those that hold, for the provenance; l2 always.
  Map<String, String> facts() {
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("l1", l1);
    all.put("max_norm", maxNorm);
    all.put("clip_norm", clipNorm);
    all.put("clip_value", clipValue);
    all.put("averaging", averaging);
    all.values().removeIf(value -> value == 0);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("l2", Double.toString(l2));
    all.forEach((name, value) -> facts.put(name, value.toString()));
    return facts;
  }
}
