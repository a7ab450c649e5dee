package org.denpan.examples;

import org.junit.jupiter.api.Test;

/// Runs the examples; each throws when it falls below what it states.
class ExamplesTest {
  @Test
  void twoHiddenLayersReadDigits() {
    Digits.main(new String[0]);
  }

  @Test
  void aLoopOfOnesOwnLearnsARing() {
    StepByStep.main(new String[0]);
  }
}
