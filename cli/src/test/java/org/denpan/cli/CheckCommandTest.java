package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.denpan.Family;
import org.denpan.check.Difference;
import org.denpan.data.Datasets;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Layer;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.train.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CheckCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'20 tanh, 10 relu', crossentropy",
    "'6 logistic, batchnorm, dropout 0.3', bce",
    "'5 softmax', squarederror"
  })
  void freshLayersAreRight(String layers, String loss) {
    assertThat(Denpans.run("check", "--layers", layers, "--loss", loss).succeeded().out())
        .containsPattern("dense1 +\\d\\.\\de-\\d\\d  right  weight .*, bias .*, input ")
        .containsPattern("loss +\\d\\.\\de-\\d\\d  right  logits ")
        .containsPattern("PASS: \\d+ derivatives are right, relative errors stay below 0.001");
  }

  static Stream<String> losses() {
    return Family.of(Loss.class).names().stream();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void everyLossIsRightWithOneOutputAndSeveral(String loss) {
    Denpans.run("check", "--layers", "5 tanh", "--loss", loss).succeeded();
    Denpans.run("check", "--layers", "5 tanh", "--loss", loss, "--outputs", 4).succeeded();
  }

  static Stream<String> rules() {
    return Family.of(Difference.class).names().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleServesWithBothSteps(String rule) {
    for (String step : new String[] {"balanced", "textbook"}) {
      JsonNode json =
          Denpans.run("check", "--layers", "9 relu", "--rule", rule, "--step", step, "--json")
              .succeeded()
              .json();
      assertThat(json.get("rule").stringValue()).isEqualTo(rule);
      assertThat(json.get("step").stringValue()).isEqualTo(step);
    }
  }

  @Test
  void aModelIsRight() throws IOException {
    JsonNode json = Denpans.run("check", Denpans.churnModel(folder), "--json").succeeded().json();
    assertThat(json.get("passed").booleanValue()).isTrue();
    JsonNode layer = json.get("layers").get(0);
    assertThat(layer.get("name").stringValue()).isEqualTo("dense1");
    assertThat(layer.get("worst_relative_error").doubleValue()).isBetween(0.0, 1e-3);
    assertThat(layer.get("tensors").get(0).get("name").stringValue()).isEqualTo("weight");
  }

  private Path config(String... lines) throws IOException {
    return Files.write(folder.resolve("run.toml"), Arrays.asList(lines));
  }

  @Test
  void whatAConfigurationWouldTrainIsRight() throws IOException {
    Path data = Denpans.churn(folder);
    Path config =
        config(
            "data = \"" + data + "\"",
            "target = \"churned\"",
            "layers = [\"7 tanh\", \"batchnorm\"]",
            "init = \"normal 0.5\"",
            "seed = 5",
            "epochs = 3");
    String out = Denpans.run("check", "--config", config).succeeded().out();
    assertThat(out).contains("dense1", "batchnorm1", "dense2", "PASS");
    assertThat(Denpans.run("check", config).succeeded().out()).isEqualTo(out);
    assertThat(Denpans.run("check", config, "--seed", 5).succeeded().out()).isEqualTo(out);
    assertThat(Denpans.run("check", config, "--seed", 6).succeeded().out()).isNotEqualTo(out);
    JsonNode json = Denpans.run("check", config, "--json").json();
    JsonNode weights = json.get("layers").get(0).get("tensors").get(0);
    assertThat(weights.get("values").intValue()).isEqualTo(4 * 7); // age, two plans, bill
    assertThat(folder.resolve("churn.denpan")).doesNotExist();
  }

  @Test
  void aConfigurationsLossIsTakenAndRefusedWhereItDoesNotSuit() throws IOException {
    String data = "data = \"" + Denpans.churn(folder) + "\"";
    Denpans.run("check", config(data, "target = \"bill\"", "loss = \"huber 0.5\"")).succeeded();
    Denpans.run("check", config(data, "target = \"bill\"", "loss = \"bce\"")).failed(2, "--loss");
  }

  @Test
  void aConfigurationThatGoesOnFromAModelIsThatModel() throws IOException {
    Path model = Denpans.churnModel(folder);
    String out = Denpans.run("check", model).succeeded().out();
    String from = "from = \"" + model + "\"";
    assertThat(Denpans.run("check", config(from)).succeeded().out()).isEqualTo(out);
  }

  @Test
  void aConfigurationWhoseDataCannotBeReadSaysSo() throws IOException {
    Denpans.run("check", config("data = \"none.csv\"", "target = \"a\""))
        .failed(1, "run.toml: the data 'none.csv', which tells inputs and outputs, cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoch = 3 | run.toml, line 1: unknown key 'epoch'",
        "layers = \"7 rleu\" | did you mean 'relu'?",
        "epochs = 0 | epochs must be at least 1"
      })
  void aWrongConfigurationIsWrongUsage(String line, String message) throws IOException {
    Denpans.run("check", "--config", config(line)).failed(2, message, "denpan check --help");
  }

  @Test
  void whatGradientsDoNotGetThroughIsRefusedWithTheReason() {
    for (String name : Family.of(Layer.class).names()) {
      if (Family.of(Activation.class).find(name).isEmpty()) {
        continue;
      }
      Activation f = Family.of(Activation.class).parse(name);
      Denpans.Result result = Denpans.run("check", "--layers", "5 " + name + ", 4 relu");
      f.obstacle().ifPresentOrElse(reason -> result.failed(2, reason), result::succeeded);
    }
  }

  /// f(u) = 2u
  public record Double() implements Activation.Custom {
    @Override
    public double[] formula(double[] u) {
      return Arrays.stream(u).map(v -> 2 * v).toArray();
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      for (int i = from; i < to; i++) {
        z[i] = 2 * u[i];
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      for (int i = from; i < to; i++) {
        du[i] = 2 * dz[i];
      }
    }
  }

  @Test
  void aModelWithAUsersOwnClassIsReferredToTheLibrary() {
    Path file = folder.resolve("own.denpan");
    Trainer.of(Network.of(Dense.of(3, new Double())))
        .epochs(1)
        .fit(Datasets.load("xor"))
        .save(file);
    Denpans.run("check", file)
        .failed(1, "CheckCommandTest$Double", "GradientCheck of the library can check it");
  }
}
