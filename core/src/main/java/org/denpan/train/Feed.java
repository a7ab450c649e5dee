package org.denpan.train;

import org.denpan.data.Batch;

/// The rows of one step, in parts that fit into a batch.
interface Feed {
  int parts();

  /// The i-th part, filled; valid until the next is asked for.
  Batch part(int i);

  /// Whether it gives the same rows, in the same parts, every time.
  boolean fixed();

  /// A batch that somebody else has filled.
  final class One implements Feed {
    private Batch batch = new Batch(0, 0, 0);

    One of(Batch filled) {
      batch = filled;
      return this;
    }

    @Override
    public int parts() {
      return 1;
    }

    @Override
    public Batch part(int i) {
      return batch;
    }

    @Override
    public boolean fixed() {
      return false;
    }
  }
}
