package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A model that an earlier version wrote is read and predicts the same bits for ever.
class GoldenFilesTest {
  static final List<String> names = GoldenFiles.NAMES;

  @TempDir Path folder;

  private Model golden(String stem) throws IOException {
    Path file = Files.write(folder.resolve("golden.denpan"), GoldenFiles.bytes(stem + ".denpan"));
    return Model.load(file);
  }

  private static JsonNode expected(String stem) {
    byte[] text = GoldenFiles.bytes(stem + ".json");
    return new JsonMapper().readTree(new String(text, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @FieldSource("names")
  void aFileOfVersion1GivesThePredictionsItGave(String name) throws IOException {
    Model model = golden("v1-" + name);
    JsonNode expected = expected("v1-" + name);
    assertThat(model.weightsSha256()).isEqualTo(expected.path("weights_sha256").stringValue());
    assertThat(model.network()).hasToString(expected.path("network").stringValue());
    float[] outputs = model.predict(GoldenFiles.questions(name)).outputs();
    assertThat(outputs).hasSize(expected.path("outputs").size());
    for (int i = 0; i < outputs.length; i++) {
      float wanted = Float.parseFloat(expected.path("outputs").get(i).stringValue());
      assertThat(Float.floatToIntBits(outputs[i]))
          .as("output %d: %s, expected %s", i, outputs[i], wanted)
          .isEqualTo(Float.floatToIntBits(wanted));
    }
  }

  @ParameterizedTest
  @FieldSource("names")
  void aFileOfVersion1StaysTheSameModelWhenItIsSavedAgain(String name) throws IOException {
    Model model = golden("v1-" + name);
    Path again = folder.resolve("again.denpan");
    model.save(again);
    Model loaded = Model.load(again);
    assertThat(loaded.network()).isEqualTo(model.network());
    assertThat(loaded.encoder()).isEqualTo(model.encoder());
    assertThat(loaded.provenance()).isEqualTo(model.provenance());
    assertThat(loaded.weightsSha256()).isEqualTo(model.weightsSha256());
  }
}
