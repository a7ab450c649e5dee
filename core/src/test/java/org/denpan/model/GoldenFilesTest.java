package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.denpan.data.Encoder;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// A model that an earlier version wrote is read and predicts the same bits for ever.
class GoldenFilesTest {
  @TempDir Path folder;

  static List<String> names() {
    return GoldenFiles.names();
  }

  private static void assertSameBits(float[] outputs, JsonNode expected) {
    assertThat(outputs).hasSize(expected.size());
    for (int i = 0; i < outputs.length; i++) {
      float wanted = Float.parseFloat(expected.get(i).stringValue());
      assertThat(Float.floatToIntBits(outputs[i]))
          .as("output %d: %s, expected %s", i, outputs[i], wanted)
          .isEqualTo(Float.floatToIntBits(wanted));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFileGivesThePredictionsThatItGave(String name) {
    Model model = GoldenFiles.model(name);
    JsonNode expected = GoldenFiles.expected(name);
    assertThat(model.weightsSha256()).isEqualTo(expected.path("weights_sha256").stringValue());
    assertThat(model.network()).hasToString(expected.path("network").stringValue());
    Table rows = GoldenRows.table(expected.path("rows"));
    assertSameBits(model.predict(rows).outputs(), expected.path("outputs"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFileStaysTheSameModelWhenItIsSavedAgain(String name) {
    Model model = GoldenFiles.model(name);
    Path again = folder.resolve("again.denpan");
    model.save(again);
    Model loaded = Model.load(again);
    assertThat(loaded.network()).isEqualTo(model.network());
    assertThat(loaded.encoder()).isEqualTo(model.encoder());
    assertThat(loaded.loss()).isEqualTo(model.loss());
    assertThat(loaded.adjustment()).isEqualTo(model.adjustment());
    assertThat(loaded.provenance()).isEqualTo(model.provenance());
    assertThat(loaded.weightsSha256()).isEqualTo(model.weightsSha256());
  }

  /// Whoever adds a layer, a transform or a loss adds a golden file that has it: see [GoldenFiles].
  @Test
  void everyKindOfThingThatAFileMayHoldIsInAGoldenFile() {
    TreeSet<String> found = new TreeSet<>();
    for (String name : names()) {
      Model model = GoldenFiles.model(name);
      for (Object part :
          List.of(model.network(), model.encoder(), model.loss(), model.adjustment())) {
        Contents.found(part, found);
      }
    }
    TreeSet<String> possible = new TreeSet<>();
    for (Class<?> part : List.of(Network.class, Encoder.class, Loss.class, Adjustment.class)) {
      Contents.possible(part, possible);
    }
    assertThat(possible).contains(Target.Number.class.getName()).hasSizeGreaterThan(50);
    possible.removeAll(found);
    assertThat(possible).as("in no golden file; see GoldenFiles for how to add one").isEmpty();
  }
}
