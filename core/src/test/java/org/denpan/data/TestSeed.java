package org.denpan.data;

import org.denpan.Seed;

/// Another seed in every run, for tests that draw their cases; `-Ddenpan.seed=` draws those of an
/// earlier run again.
final class TestSeed {
  private TestSeed() {}

  static Seed draw() {
    Seed seed = new Seed(Long.getLong("denpan.seed", System.nanoTime()));
    System.out.println(replay(seed));
    return seed;
  }

  /// What to say when a case fails.
  static String replay(Seed seed) {
    return "replay with -Ddenpan.seed=" + seed.value();
  }
}
