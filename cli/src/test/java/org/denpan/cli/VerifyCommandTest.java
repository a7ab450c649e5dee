package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denpan.cli.Denpans.Result;
import org.denpan.data.Datasets;
import org.denpan.model.Adjustment;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.train.Trainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `denpan verify`.
class VerifyCommandTest {
  @TempDir private Path folder;
  private Path data = Path.of("");
  private Path model = Path.of("");

  @BeforeEach
  void makeData() throws IOException {
    data = Denpans.churn(folder);
    model = folder.resolve("m.denpan");
  }

  /// Trains on what is named, two epochs of few units.
  private void train(Object... words) {
    List<Object> all = new ArrayList<>(List.of("train"));
    all.addAll(List.of(words));
    all.addAll(List.of("-o", model, "-q", "--no-report", "--no-linear", "--no-importance"));
    if (!all.contains("--epochs")) {
      all.addAll(List.of("--epochs", 2));
    }
    Denpans.run(all.toArray()).succeeded();
  }

  private void trainChurn(Object... words) {
    List<Object> all = new ArrayList<>(List.of(data, "--target", "churned", "--layers", "8 relu"));
    all.addAll(List.of(words));
    train(all.toArray());
  }

  private Result verify(Object... words) {
    List<Object> all = new ArrayList<>(List.of("verify", model, "-q"));
    all.addAll(List.of(words));
    return Denpans.run(all.toArray());
  }

  private Result refused(Result result, String... words) {
    assertThat(result.code()).as(result.out() + result.err()).isEqualTo(1);
    assertThat(result.words()).contains("Verdict Not confirmed").contains(words);
    return result;
  }

  /// Saves the model with other facts.
  private void claim(String fact, String value) {
    Model.load(model).withProvenance(Map.of(fact, value)).save(model);
  }

  @Test
  void theSameDataGiveTheSameModelAgain() throws IOException {
    trainChurn();
    Path moved = Files.move(data, folder.resolve("elsewhere.csv"));
    byte[] before = Files.readAllBytes(model);
    Result result = Denpans.run("verify", model, moved).succeeded();
    String hash = Model.load(model).weightsSha256();
    assertThat(result.words())
        .contains("elsewhere.csv: CSV")
        .contains("300 rows, 4 columns SHA-256 ")
        .contains(" as in training")
        .contains("Weights " + hash + " Again " + hash)
        .contains("Verdict Confirmed: ");
    assertThat(result.err()).contains("epoch 1/2", "epoch 2/2");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("m.denpan", "elsewhere.csv");
    assertThat(Files.readAllBytes(model)).isEqualTo(before);
  }

  @Test
  void allThatIsToldIsInTheJson() {
    trainChurn();
    JsonNode json = verify("--json").succeeded().json();
    String hash = Model.load(model).weightsSha256();
    assertThat(json.has("data")).isTrue();
    assertThat(json.get("confirmed").booleanValue()).isTrue();
    assertThat(json.get("weights_sha256").stringValue()).isEqualTo(hash);
    assertThat(json.get("weights_sha256_again").stringValue()).isEqualTo(hash);
    assertThat(json.get("differences")).isEmpty();
    assertThat(json.get("command").stringValue()).startsWith("denpan train ");
  }

  @Test
  void otherDataAreRefusedBeforeTraining() throws IOException {
    trainChurn();
    List<String> rows = new ArrayList<>(Files.readAllLines(data));
    rows.add("40,gold,170,yes");
    Path other = Files.write(folder.resolve("other.csv"), rows);
    String was = Model.load(model).provenance().get("data_sha256");
    Result result =
        refused(
            Denpans.run("verify", model, other),
            "not trained again",
            "data_sha256: was " + was + " is ",
            "data_rows: 300 in the model, now 301");
    assertThat(result.err()).doesNotContain("epoch");
    JsonNode json = verify(other, "--json").json();
    assertThat(json.get("confirmed").booleanValue()).isFalse();
    assertThat(json.get("differences")).hasSize(2);
    assertThat(json.has("weights_sha256_again")).isFalse();
  }

  @Test
  void otherWeightsAreNotConfirmed() {
    trainChurn();
    Model trained = Model.load(model);
    Parameters parameters = trained.parameters().copy();
    parameters.values()[3] = Math.nextUp(parameters.values()[3]);
    new Model(
            trained.network(),
            parameters,
            trained.encoder(),
            trained.loss(),
            trained.provenance(),
            trained.adjustment())
        .save(model);
    refused(verify(), "something else came out", "weights: was ");
  }

  @Test
  void figuresThatAreClaimedAreComparedToo() {
    trainChurn();
    claim("test_accuracy", "0.999");
    refused(verify(), "test_accuracy: 0.999 in the model, now 0.");
    claim("best_epoch", "7");
    refused(verify(), "best_epoch: 7 in the model, now 2");
  }

  @Test
  void aChoiceMadeAfterTrainingIsComparedToo() {
    trainChurn("--threshold", "0.3");
    verify().succeeded();
    Model trained = Model.load(model);
    trained.withAdjustment(Adjustment.none()).save(model);
    refused(verify(), "adjustment: was ");
  }

  @Test
  void builtInDataNeedNotBeNamed() {
    train("moons", "--layers", "4 tanh");
    assertThat(verify().succeeded().words())
        .contains("moons: built in")
        .contains("SHA-256 none, as there are no files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--preset tabular",
        "--optimizer lbfgs",
        "--class-weights balanced --calibrate --threshold f1",
        "--folds 2",
        "--with-replacement --averaging 0.9 --l1 0.001 --schedule cosine",
        "--patience 1 --epochs 30",
        "--split-by-group age",
        "--threads 1",
        "--memory 1k --scratch /nowhere-now"
      })
  void everyWayToTrainCanBeTrainedAgain(String words) throws IOException {
    List<Object> all =
        new ArrayList<>(List.of(words.replace("/nowhere-now", folder + "/scratch").split(" ")));
    Files.createDirectory(folder.resolve("scratch"));
    trainChurn(all.toArray());
    Files.delete(folder.resolve("scratch"));
    assertThat(verify().succeeded().out()).contains("Confirmed");
  }

  @Test
  void testDataOfTheirOwnAreComparedAndMayHaveMoved() throws IOException {
    Path test = Files.copy(data, folder.resolve("test.csv"));
    trainChurn("--test", test);
    assertThat(verify().succeeded().words()).contains("Test test.csv: CSV");
    Path moved = Files.move(test, folder.resolve("moved.csv"));
    verify().failed(1, "--test: it was tested with '", "test.csv', which is no file here");
    verify("--test", moved).succeeded();
    Files.writeString(moved, Files.readString(moved).replace("gold", "silver"));
    refused(verify("--test", moved), "test_data_sha256: was ");
  }

  @Test
  void aModelThatWentOnFromAnotherNeedsThatOne() throws IOException {
    trainChurn();
    Path first = Files.move(model, folder.resolve("first.denpan"));
    train(data, "--from", first);
    assertThat(verify().succeeded().words()).contains("From " + first + ", as in training");
    Path moved = Files.move(first, folder.resolve("moved.denpan"));
    verify().failed(1, "--from: it was continued from '", "which is no file here; say where");
    verify("--from", moved).succeeded();
    Path second = Files.copy(model, folder.resolve("second.denpan"));
    refused(verify("--from", second), "continued_from: was ");
  }

  @Test
  void aQueryIsOnlyRunWhereItIsTrusted() {
    train("--sql", "select age, bill, churned from '" + data + "'", "--target", "churned");
    verify().failed(1, "a query, which a file must not make run unasked", "add --trust");
    verify("--trust").succeeded();
    verify("--trust", data).failed(1, "DATA has no place");
  }

  @Test
  void aModelFoundBySearchIsTrainedAgainAsAnother() {
    Denpans.run(
            "tune", data, "--target", "churned", "--trials", 2, "--epochs", 3, "-o", model, "-q")
        .succeeded();
    verify().succeeded();
  }

  @Test
  void theBestModelBeforeTrainingRanAwayIsFoundAgain() {
    Denpans.run(
            "train",
            data,
            "--target",
            "bill",
            "--optimizer",
            "sgd",
            "--learning-rate",
            1.6,
            "--batch",
            1000,
            "--layers",
            "8 tanh",
            "-o",
            model,
            "-q",
            "--no-report",
            "--epochs",
            50)
        .failed(1, "diverged");
    verify().succeeded();
  }

  @Test
  void whatCannotBeTrainedAgainIsSaid() {
    Trainer.of(Network.of(Dense.of(4, Activation.tanh())))
        .epochs(1)
        .fit(Datasets.load("moons"))
        .save(model);
    verify().failed(1, "does not say with which command it was trained");
    claim("command", "denpan train 'moons");
    verify().failed(1, "a quote is left open in: denpan train 'moons");
    claim("command", "rm -rf x");
    verify().failed(1, "the command that the model names is no 'denpan train …': rm -rf x");
    claim("command", "denpan train moons --layer-count 3");
    verify().failed(1, "does not understand the command that the model names: ", "--layer-count");
    claim("command", "denpan train churn-2019.csv --target churned");
    verify().failed(1, "DATA: it was trained on 'churn-2019.csv', which is no file here");
    claim("command", "denpan train moons");
    claim("ended", "stopped by Ctrl-C");
    verify().failed(1, "cannot be verified", "does not say after which step");
  }

  @Test
  void optionsThatHaveNoEffectAreRefused() {
    train("moons");
    verify("--test", data).failed(1, "--test has no effect");
    verify("--from", model).failed(1, "--from has no effect");
  }

  @Test
  void anOlderModelIsComparedInWhatItSays() throws IOException {
    trainChurn();
    Model trained = Model.load(model);
    Map<String, String> facts = new LinkedHashMap<>(trained.provenance());
    facts.keySet().retainAll(List.of("data", "data_sha256", "split", "command", "denpan"));
    new Model(
            trained.network(),
            trained.parameters(),
            trained.encoder(),
            trained.loss(),
            facts,
            trained.adjustment())
        .save(model);
    verify().succeeded();
    claim("denpan", "0.0.1");
    claim("split", "by hand");
    refused(verify(), "split: was by hand is ", "It was trained by Denpan 0.0.1");
  }
}
