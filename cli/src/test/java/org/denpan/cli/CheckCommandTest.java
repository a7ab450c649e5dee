package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CheckCommandTest {
  @ParameterizedTest
  @CsvSource({
    "'20 tanh, 10 relu', crossentropy",
    "'6 logistic, batchnorm, dropout 0.3', bce",
    "'5 softmax', squarederror"
  })
  void freshLayersAreRight(String layers, String loss) {
    assertThat(Denpans.run("check", "--layers", layers, "--loss", loss).succeeded().out())
        .contains("dense1.weight", "input", "right", "All derivatives are right");
  }

  @Test
  void aModelIsRight(@TempDir Path folder) throws IOException {
    JsonNode json = Denpans.run("check", Denpans.churnModel(folder), "--json").succeeded().json();
    assertThat(json.get("passed").booleanValue()).isTrue();
    assertThat(json.get("findings").get(0).get("name").stringValue()).isEqualTo("dense1.weight");
    assertThat(json.get("findings").get(0).get("worst_relative_error").doubleValue())
        .isBetween(0.0, 1e-3);
  }
}
