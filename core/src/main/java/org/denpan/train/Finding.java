package org.denpan.train;

import java.util.ArrayList;
import java.util.List;

/// A diagnosis and the epochs in which it held, which need not be all between the first and the
/// last.
///
/// @param diagnosis as of the last of them
/// @param first the first epoch
/// @param last the last epoch
public record Finding(Diagnosis diagnosis, int first, int last) {
  /// What was diagnosed in a run, each thing once, in the order in which it was first seen.
  public static List<Finding> of(List<TrainingEvent.EpochEnded> history) {
    List<Finding> findings = new ArrayList<>();
    for (TrainingEvent.EpochEnded epoch : history) {
      for (Diagnosis diagnosis : epoch.diagnoses()) {
        int known = 0;
        while (known < findings.size() && !findings.get(known).diagnosis.same(diagnosis)) {
          known++;
        }
        if (known == findings.size()) {
          findings.add(new Finding(diagnosis, epoch.epoch(), epoch.epoch()));
        } else {
          findings.set(known, new Finding(diagnosis, findings.get(known).first, epoch.epoch()));
        }
      }
    }
    return findings;
  }

  /// The sentence, and a second one with the epochs.
  ///
  /// @param epochs how many epochs there were; what held in the last of them still holds
  public String sentence(int epochs) {
    String when =
        last == epochs
            ? "since epoch " + first
            : first == last ? "in epoch " + first : "in epochs " + first + " to " + last;
    return diagnosis.sentence() + ". Seen " + when + ".";
  }
}
