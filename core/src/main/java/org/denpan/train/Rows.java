package org.denpan.train;

import org.denpan.data.Batch;
import org.denpan.data.Examples;

/// The training rows in the order of an epoch, by their place in it.
interface Rows {
  /// All rows of an epoch.
  int count();

  int width();

  /// Draws the order of an epoch.
  void begin(int epoch);

  /// In what order they come.
  Shuffle shuffle();

  /// Makes ready the rows of the places [from, to); places before `from` are not asked for again in
  /// this epoch, and may never have been.
  void ready(int from, int to);

  /// Fills the rows [from, to) of a batch with those of the places from start + from; several
  /// threads may share a batch.
  void fill(int start, int from, int to, Batch batch);

  /// SHA-256 of all rows in an order of their own: of inputs, targets and weights, or of what they
  /// are made from.
  String sha256();

  /// Lets go of what is held.
  void end();

  /// Rows that stand for all: all where they are in memory.
  Examples sample();
}
