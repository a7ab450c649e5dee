package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class InspectCommandTest {
  @Test
  void showsAllThatIsInTheFile(@TempDir Path folder) throws IOException {
    Path model = Denpans.churnModel(folder);
    String out = Denpans.run("inspect", model).succeeded().out();
    assertThat(out)
        .contains("Network.of(Dense.of(8, relu()), Dense.of(1, identity()))")
        .contains("dense1", "age", "number, mean", "plan", "2 texts: basic, gold")
        .contains("churned, 2 classes", "binaryCrossEntropy()", "optimizer", "denpan train");
    JsonNode json = Denpans.run("inspect", model, "--json").succeeded().json();
    assertThat(json.get("parameters").intValue()).isEqualTo((4 + 1) * 8 + (8 + 1));
    assertThat(json.get("layers").get(0).get("inputs").intValue()).isEqualTo(4);
    assertThat(json.get("bytes").longValue()).isEqualTo(Files.size(model));
    assertThat(out).contains(json.get("weights_sha256").stringValue());
  }
}
