package org.denpan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void aTableWithManyShopsIsLearntWithAVectorForEach() {
    Shops.main(new String[0]);
  }

  @Test
  void partsOfOnesOwnTrainCheckSaveLoadAndExport(@TempDir Path folder) throws IOException {
    OwnParts.main(new String[] {folder.toString()});
    assertThat(folder.resolve("spirals.denpan")).isNotEmptyFile();
    assertThat(folder.resolve("spirals.safetensors")).isNotEmptyFile();
  }
}
