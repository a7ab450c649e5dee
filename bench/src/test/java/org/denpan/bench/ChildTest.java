package org.denpan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChildTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir Path folder;

  @Test
  void denpanAnswersEveryCommandWithALine() throws IOException {
    Rows rows = new Rows(folder, folder.resolve("numbers"));
    rows.generate();
    String w4 = JSON.writeValueAsString(Workload.named("W4"));
    List<JsonNode> answers =
        serve(
            rows,
            "round 1",
            "prepare " + w4,
            "epoch",
            "round 0.05",
            "round 0.05",
            "infer 1 0.01",
            "infer 100 0.01",
            "dance",
            "quit",
            "epoch");
    assertThat(answers).hasSize(8);
    assertThat(answers.get(0).get("error").asString()).contains("prepare comes first");
    assertThat(answers.get(1).get("note").asString()).isEmpty();
    assertThat(answers.get(2).get("samples").asInt()).isEqualTo(Rows.TRAIN);
    assertThat(answers.get(2).get("accuracy").asDouble()).isGreaterThan(0.78);
    for (JsonNode round : answers.subList(3, 5)) {
      assertThat(round.get("samples").asLong()).isPositive();
      assertThat(round.get("seconds").asDouble()).isGreaterThanOrEqualTo(0.05);
    }
    assertThat(answers.get(5).get("calls").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(answers.get(6).get("medianMicros").asDouble()).isPositive();
    assertThat(answers.get(7).get("error").asString()).isEqualTo("unknown command: dance");
  }

  private static List<JsonNode> serve(Rows rows, String... commands) throws IOException {
    byte[] lines = (String.join("\n", commands) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(answers, true, StandardCharsets.UTF_8);
    Child.serve(new DenpanContestant(), rows, new ByteArrayInputStream(lines), out);
    return answers.toString(StandardCharsets.UTF_8).lines().map(JSON::readTree).toList();
  }

  @Test
  void theGeneratedNumbersAreStandardisedAndAlwaysTheSame() {
    Rows rows = new Rows(folder, folder.resolve("numbers"));
    rows.generate();
    Rows.Floats train = rows.train(Workload.named("W4"));
    assertThat(train.rows()).isEqualTo(100_000);
    assertThat(train.width()).isEqualTo(20);
    double sum = 0;
    double squares = 0;
    for (float y : train.targets()) {
      sum += y;
      squares += (double) y * y;
    }
    assertThat(Math.abs(sum / train.rows())).isLessThan(0.02);
    assertThat(Math.abs(squares / train.rows() - 1)).isLessThan(0.02);
    assertThat(rows.test(Workload.named("W4")).rows()).isEqualTo(10_000);
  }

  @Test
  void theWorkloadsAreTheNetworksThatTheyName() {
    assertThat(Workload.named("W2").layers()).isEqualTo("256 relu, 128 relu");
    assertThat(Workload.named("W5").layers())
        .isEqualTo(
            "1024 identity, batchnorm, relu, dropout 0.2, 1024 identity, batchnorm, relu, dropout"
                + " 0.2");
    assertThat(Workload.named("W3").flopsPerSample() / 1e6).isBetween(9.5, 9.7);
    for (Workload workload : Workload.ALL) {
      assertThat(Network.parse(workload.layers()).outputs(workload.inputs()))
          .isEqualTo(workload.sizes().get(workload.sizes().size() - 2));
    }
  }
}
