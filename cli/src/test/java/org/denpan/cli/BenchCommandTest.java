package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.denpan.Family;
import org.denpan.train.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// That something is measured and said; how fast it is depends on the machine.
class BenchCommandTest {
  private static final String[] BRIEF = {"--seconds", "0.02", "--rows", "50", "--batch", "8"};

  @TempDir private Path folder;

  private static Denpans.Result bench(Object... words) {
    return Denpans.run(
        Stream.of(new Object[] {"bench"}, words, BRIEF).flatMap(Stream::of).toArray());
  }

  private static JsonNode json(Object... words) {
    return bench(Stream.concat(Stream.of(words), Stream.of("--json")).toArray()).succeeded().json();
  }

  @Test
  void theMachineAndTheNetworkAreMeasured() {
    String out =
        bench("--layers", "20 relu, batchnorm", "--inputs", 7, "--threads", 2).succeeded().out();
    assertThat(out)
        .containsPattern("Machine +\\d+ processors?, (vector \\d+ bit|scalar), Java \\d+")
        .containsPattern("arithmetic: [\\d,.]+ GFLOP/s on 1 thread, [\\d,.]+ on 2")
        .containsPattern("reading memory: [\\d,.]+ GB/s on 1 thread, [\\d,.]+ on 2")
        .containsPattern("Training +adam, batch 8: [\\d,]+ rows/s, ")
        .containsPattern("feeding .*\\n +forward .*\\n +backward .*\\n +update ")
        .containsPattern("Prediction +one row, on 1 thread: [\\d,.]+ µs")
        .containsPattern("50 rows: [\\d,]+ rows/s, ");
    assertThat(out.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void operationsAreThoseOfTheProducts() {
    JsonNode network = json("--layers", "20 relu", "--inputs", 7, "--outputs", 4).get("network");
    assertThat(network.get("parameters").intValue()).isEqualTo(7 * 20 + 20 + 20 * 4 + 4);
    assertThat(network.get("operations_a_row_to_predict").intValue())
        .isEqualTo(2 * (7 * 20 + 20 * 4));
    assertThat(network.get("operations_a_row_to_train").intValue())
        .as("the inputs need no gradient")
        .isEqualTo(2 * (2 * 7 * 20 + 3 * 20 * 4));
  }

  @Test
  void withoutArgumentsItIsAUsualNetwork() {
    JsonNode json = json();
    assertThat(json.get("network").get("inputs").intValue()).isEqualTo(784);
    assertThat(json.get("network").get("parameters").intValue()).isEqualTo(235_146);
    JsonNode prediction = json.get("prediction");
    assertThat(prediction.get("rows").intValue()).isEqualTo(50);
    double speed = prediction.get("rows_per_second").doubleValue();
    assertThat(50 / speed * 1e3).isCloseTo(prediction.get("milliseconds").doubleValue(), within());
    assertThat(json.get("predict_one_row_microseconds").doubleValue()).isPositive();
  }

  private static org.assertj.core.data.Percentage within() {
    return org.assertj.core.data.Percentage.withPercentage(1);
  }

  static List<String> optimizers() {
    return Family.of(Optimizer.class).names();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerIsMeasured(String optimizer) {
    JsonNode training =
        json("--layers", "5 tanh", "--optimizer", optimizer, "--loss", "mse", "--outputs", 3)
            .get("training");
    assertThat(training.get("optimizer").stringValue()).isEqualTo(optimizer);
    assertThat(training.get("rows").intValue()).isEqualTo(8);
    assertThat(training.get("rows_per_second").doubleValue()).isPositive();
  }

  @Test
  void aModelAndAConfigurationAreMeasured() throws IOException {
    Path model = Denpans.churnModel(folder);
    assertThat(json(model).get("network").get("inputs").intValue()).isEqualTo(4);
    Path config = folder.resolve("run.toml");
    Files.write(
        config,
        List.of(
            "data = \"" + Denpans.churn(folder) + "\"",
            "target = \"churned\"",
            "layers = \"7 tanh\"",
            "optimizer = \"momentum\"",
            "learning-rate = 1e30",
            "clip-norm = 1.0"));
    JsonNode json = json(config);
    assertThat(json.get("network").get("layers").stringValue()).contains("Dense.of(7, tanh())");
    assertThat(json.get("training").get("optimizer").stringValue()).isEqualTo("momentum");
    assertThat(json("--config", config, "--optimizer", "sgd").get("training").get("optimizer"))
        .hasToString("\"sgd\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--rows 0 | --rows must be at least 1, got 0",
        "--seconds -1 | --seconds must be positive",
        "--threads 0 | --threads must be at least 1",
        "--batch 0 | --batch must be at least 1",
        "--optimizer adan | unknown optimizer 'adan'; did you mean 'adam'?",
        "--layers batchnorm --batch 1 | looks at the rows of a batch together",
        "--inputs 3 --layers rleu | relu",
        "m.denpan --layers relu | only one of MODEL, --config and --layers"
      })
  void wrongUsageIsRefusedBeforeAnythingIsMeasured(String words, String message) {
    Denpans.run((Object[]) ("bench " + words).split(" ", -1))
        .failed(2, message, "denpan bench --help");
  }
}
