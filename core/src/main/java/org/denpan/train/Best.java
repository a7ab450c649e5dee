package org.denpan.train;

import org.denpan.net.Parameters;

/// The best weights so far, by the loss on the validation rows.
final class Best {
  private float[] values = {};
  private double valLoss = Double.POSITIVE_INFINITY;
  private double loss = Double.POSITIVE_INFINITY;
  private int epoch;

  /// Keeps a copy of the values if they are the best so far. Of equal ones, as where no row is
  /// wrong, those of the lower training loss are better.
  boolean offer(int ofEpoch, double itsValLoss, double itsLoss, Parameters parameters) {
    boolean better = itsValLoss < valLoss || (itsValLoss == valLoss && itsLoss <= loss);
    if (better) {
      epoch = ofEpoch;
      valLoss = itsValLoss;
      loss = itsLoss;
      values = parameters.values().clone();
    }
    return better;
  }

  void save(Snapshot to) {
    to.put("best_epoch", epoch);
    to.put("best_val_loss", valLoss);
    to.put("best_loss", loss);
    to.put("best", values);
  }

  /// @param length of the values
  void restore(Snapshot from, int length) {
    epoch = from.whole("best_epoch", 0, Integer.MAX_VALUE);
    valLoss = from.number("best_val_loss");
    loss = from.number("best_loss");
    values = new float[epoch > 0 ? length : 0];
    from.into("best", values);
  }

  /// Whether there are any.
  boolean any() {
    return epoch > 0;
  }

  int epoch() {
    return epoch;
  }

  void putInto(Parameters parameters) {
    System.arraycopy(values, 0, parameters.values(), 0, values.length);
  }
}
