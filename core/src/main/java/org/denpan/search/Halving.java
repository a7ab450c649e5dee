package org.denpan.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.denpan.DenpanException;
import org.denpan.Range;

/// Successive halving: all trials are trained for a few epochs, the best 1/η of them for η times as
/// many, and so on, until the last are trained for all epochs. Jamieson and Talwalkar 2016; η = 3
/// as in Li et al. 2018, "Hyperband", of which this is the bracket that halves most.
///
/// A rung ends before the next begins, and ranks what it has by metric and number alone, so that
/// neither threads nor their speed have a say in who goes on. Each rung trains afresh: a schedule
/// then runs its whole course in it, ranks are those of finished runs, and a trial's result does
/// not depend on where it was stopped before. Compared with going on from where a trial stopped
/// this costs at most 1/(η−1) more epochs, half as many again for η = 3.
///
/// @param trials how many are tried
/// @param epochs of the last rung
/// @param leastEpochs of the first rung at least
/// @param factor η
public record Halving(int trials, int epochs, int leastEpochs, int factor) {
  /// One more than this trial's step on the ladder.
  ///
  /// @param epochs that its trials are trained for
  /// @param trials how many there are at most
  public record Rung(int epochs, int trials) {}

  /// @throws DenpanException for a number out of range
  public Halving {
    Range.check(trials >= 1, "trials", trials, "at least 1");
    Range.check(epochs >= 1, "epochs", epochs, "at least 1");
    Range.check(leastEpochs >= 1, "min-epochs", leastEpochs, "at least 1");
    Range.check(factor >= 2, "eta", factor, "at least 2");
    if (leastEpochs > epochs) {
      throw new DenpanException(
          String.format(
              Locale.ROOT, "min-epochs must be at most epochs, %,d, got %,d", epochs, leastEpochs));
    }
  }

  /// The rungs, lowest first: of `epochs`/ηᵏ epochs, rounded, while that is at least `leastEpochs`,
  /// and no more of them than leave a trial for the last.
  public List<Rung> rungs() {
    List<Integer> lengths = new ArrayList<>();
    double length = epochs;
    int left = trials;
    while (Math.round(length) >= leastEpochs && left >= 1) {
      lengths.addFirst((int) Math.round(length));
      length /= factor;
      left /= factor;
    }
    List<Rung> rungs = new ArrayList<>();
    int entrants = trials;
    for (int each : lengths) {
      rungs.add(new Rung(each, entrants));
      entrants = promoted(entrants);
    }
    return rungs;
  }

  /// How many of so many go on: ⌊1/η⌋ of them, at least one.
  public int promoted(int finished) {
    return Math.max(1, finished / factor);
  }

  /// The epochs of all rungs together.
  public long epochsInAll() {
    return rungs().stream().mapToLong(rung -> (long) rung.epochs() * rung.trials()).sum();
  }
}
