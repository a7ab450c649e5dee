package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.denpan.cli.Denpans.Result;
import org.denpan.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TuneCommandTest {
  @TempDir private Path folder;

  private Result tune(Object... words) {
    List<Object> all = new ArrayList<>(List.of("tune", "moons", "-o", folder.resolve("m.denpan")));
    all.addAll(Arrays.asList(words));
    Map<String, Object> quick =
        Map.of("--trials", 5, "--epochs", 6, "--width", "8..16", "--learning-rate", "0.001..0.03");
    quick.forEach((option, value) -> {
      if (!all.contains(option)) {
        all.addAll(List.of(option, value));
      }
    });
    return Denpans.run(all.toArray());
  }

  /// The words after `denpan` of a command that was printed.
  private static Object[] words(String command) {
    List<Object> words = new ArrayList<>();
    String[] parts = command.split("'", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean quoted = i % 2 == 1;
      words.addAll(
          quoted
              ? List.of(parts[i])
              : Stream.of(parts[i].split(" ", -1)).filter(w -> !w.isEmpty()).toList());
    }
    return words.subList(1, words.size()).toArray();
  }

  @Test
  void searchesAndTrainsWithWhatItFound() throws IOException {
    JsonNode json = tune("--json", "-q").succeeded().json();
    JsonNode search = json.get("search");

    assertThat(search.get("complete").booleanValue()).isTrue();
    assertThat(search.get("trials").intValue()).isEqualTo(5);
    assertThat(search.get("ranking")).hasSize(5);
    JsonNode best = search.get("best");
    assertThat(best.get("epochs").intValue()).isEqualTo(6);
    assertThat(search.get("ranking").get(0)).isEqualTo(best);
    assertThat(json.get("network").stringValue())
        .contains("Dense.of(" + best.get("width").intValue() + ", ");
    assertThat(folder.resolve("m.tune/trials.svg")).content().startsWith("<svg").contains("trial ");
    assertThat(folder.resolve("report.html")).exists();
    // 5 trials of 2 epochs and the first line; of those, one for 6 epochs
    assertThat(Files.readAllLines(folder.resolve("m.tune/trials.jsonl"))).hasSize(1 + 5 + 1);
    assertThat(Model.load(folder.resolve("m.denpan")).weightsSha256())
        .isEqualTo(json.get("weights_sha256").stringValue());
  }

  @Test
  void theCommandThatItPrintsGivesTheSameModel() {
    JsonNode json = tune("--json", "-q").succeeded().json();
    Object[] again = words(json.get("command").stringValue());
    Result result =
        Denpans.run(
            Stream.concat(Arrays.stream(again), Stream.of("--json", "-q", "--threads", 1))
                .toArray());

    assertThat(result.succeeded().json().get("weights_sha256"))
        .isEqualTo(json.get("weights_sha256"));
  }

  @Test
  void theModelIsThatOfTheBestTrial() {
    JsonNode json = tune("--json", "-q", "--metric", "roc_auc").succeeded().json();
    JsonNode best = json.get("search").get("best");
    Model model = Model.load(folder.resolve("m.denpan"));

    assertThat(best.get("val_roc_auc").doubleValue()).isGreaterThan(0.9);
    assertThat(model.provenance()).containsEntry("batch_size", best.get("batch").asString());
  }

  @Test
  void threadsAndASecondRunChangeNothing() throws IOException {
    JsonNode first = tune("--json", "-q", "--threads", 1).succeeded().json();
    Path journal = folder.resolve("m.tune/trials.jsonl");
    byte[] lines = Files.readAllBytes(journal);
    JsonNode second = tune("--json", "-q", "--threads", 2).succeeded().json();

    assertThat(second.get("weights_sha256")).isEqualTo(first.get("weights_sha256"));
    assertThat(second.get("search")).isEqualTo(first.get("search"));
    assertThat(Files.readAllBytes(journal)).as("nothing was done again").isEqualTo(lines);

    Files.delete(journal);
    JsonNode third = tune("--json", "-q", "--threads", 3).succeeded().json();
    assertThat(third.get("weights_sha256")).isEqualTo(first.get("weights_sha256"));
  }

  @Test
  void aTornJournalIsTakenUpAgain() throws IOException {
    JsonNode first = tune("--json", "-q").succeeded().json();
    Path journal = folder.resolve("m.tune/trials.jsonl");
    String lines = Files.readString(journal);
    Files.writeString(journal, lines.substring(0, lines.length() * 2 / 3));
    Result result = tune("--json", "-q").succeeded();

    assertThat(result.err()).contains("a torn last line of").contains("is done again");
    assertThat(result.json().get("weights_sha256")).isEqualTo(first.get("weights_sha256"));
    assertThat(Files.readAllLines(journal)).hasSize(7);
  }

  @Test
  void anotherSearchOnTheSameJournalIsRefused() {
    tune("-q").succeeded();

    tune("-q", "--no-importance", "--no-linear").succeeded(); // what follows the search may differ
    tune("-q", "--seed", 43).failed(1, "m.tune/trials.jsonl is of another search", "seed was 42");
    tune("-q", "--dropout", "0", "--l2", "0.1")
        .failed(1, "options was (none), is now --l2 0.1", "dropout was 0..0.5, is now 0");
  }

  @Test
  void theTestRowsHaveNoPartInTheSearch() throws IOException {
    Path data = Denpans.churn(folder);
    List<String> rows = Files.readAllLines(data);
    Path some = Files.write(folder.resolve("some.csv"), rows.subList(0, 100));
    List<String> turned =
        rows.subList(0, 100).stream()
            .map(row -> row.endsWith("yes") ? row.replace("yes", "no") : row.replace(",no", ",yes"))
            .toList();
    Path wrong = Files.write(folder.resolve("wrong.csv"), turned);
    List<JsonNode> results = new ArrayList<>();
    for (Path test : List.of(some, wrong)) {
      results.add(
          Denpans.run(
                  "tune",
                  data,
                  "--target",
                  "churned",
                  "--test",
                  test,
                  "--trials",
                  4,
                  "--epochs",
                  4,
                  "--width",
                  "8..16",
                  "--json",
                  "-q",
                  "-o",
                  folder.resolve(test.getFileName() + ".denpan"))
              .succeeded()
              .json());
    }

    assertThat(results.get(1).get("weights_sha256"))
        .isEqualTo(results.get(0).get("weights_sha256"));
    assertThat(results.get(1).get("test_accuracy"))
        .isNotEqualTo(results.get(0).get("test_accuracy"));
  }

  @Test
  void saysWhatItDoesAndWhatItFound() {
    Result result = tune().succeeded();

    assertThat(result.words())
        .contains("Search 5 trials of 2 epochs, the best 1 of 6; by val_loss")
        .contains("width 8..16, activation relu|gelu|silu|selu, dropout 0..0.5")
        .contains("no. layers drop rate decay batch epochs val_loss")
        .contains("16 epochs in all")
        .contains("Picture " + folder.resolve("m.tune/trials.svg"))
        .contains("Again denpan train moons --epochs 6 --seed 42 --output");
    assertThat(result.out().lines().filter(line -> !line.startsWith("Again")))
        .allMatch(line -> line.length() <= 80 || line.contains("/"));
    assertThat(result.err()).contains("5/5 trials of 2 epochs").contains("best val_loss");
  }

  @Test
  void theFirstTrialIsThePresetWhereOneIsNamed() {
    JsonNode json =
        tune(
                "--preset",
                "tabular",
                "--trials",
                1,
                "--epochs",
                1,
                "--width",
                "16..512",
                "--json",
                "-q")
            .succeeded()
            .json();
    JsonNode train =
        Denpans.run(
                "train",
                "moons",
                "--preset",
                "tabular",
                "--epochs",
                1,
                "--json",
                "-q",
                "-o",
                folder.resolve("t.denpan"))
            .succeeded()
            .json();

    assertThat(json.get("network").stringValue()).contains("Periodic", "Dense.of(256, silu())");
    assertThat(json.get("weights_sha256")).isEqualTo(train.get("weights_sha256"));
  }

  @Test
  void rangesMayStandInAFile() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("space.toml"),
            """
            data = "moons"
            trials = 2
            epochs = 2
            width = "9..9"
            layers = "1,1"
            activation = "tanh"
            """);
    JsonNode best =
        Denpans.run("tune", "--config", config, "--json", "-q", "-o", folder.resolve("c.denpan"))
            .succeeded()
            .json()
            .get("search")
            .get("best");

    assertThat(best.get("width").intValue()).isEqualTo(9);
    assertThat(best.get("activation").stringValue()).isEqualTo("tanh");
  }

  @Test
  void whereEveryTrialDivergesItSaysSo() {
    Result result =
        tune("-q", "--learning-rate", "1e20", "--weight-decay", "0", "--activation", "relu");

    result.failed(1, "all 5 trials diverged; the first: training diverged in epoch 1");
    assertThat(folder.resolve("m.denpan")).doesNotExist();
  }

  @Test
  void whereTheTimeIsTooShortItSaysSo() {
    tune("-q", "--minutes", "0.0000001").failed(1, "no trial ended within the time");
  }

  @Test
  void aTimeThatIsLongEnoughChangesNothing() {
    JsonNode free = tune("--json", "-q").succeeded().json();
    JsonNode timed = tune("--json", "-q", "--minutes", 60).succeeded().json();

    assertThat(timed.get("weights_sha256")).isEqualTo(free.get("weights_sha256"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--trials | 0 | trials must be at least 1, got 0",
        "--eta | 1 | eta must be at least 2, got 1",
        "--min-epochs | 7 | min-epochs must be at most epochs, 6, got 7",
        "--minutes | 0 | --minutes must be positive",
        "--minutes | NaN | --minutes must be positive",
        "--width | 32..8 | --width: width: a range goes from its smaller to its larger end",
        "--dropout | 0..1 | --dropout: dropout must be in [0, 1)",
        "--layers | 64 relu | --layers: layers must be a range such as 1..4",
        "--activation | rellu | did you mean 'relu'?",
        "--metric | rmse | --metric: there is no metric 'rmse' for this target",
        "--metric | acuracy | did you mean 'accuracy'?",
        "--optimizer | sgd | unknown option --optimizer",
        "--from | m.denpan | unknown option --from",
        "--schedule | sometimes | --schedule: unknown schedule 'sometimes'",
        "--split | 2 | --split must be between 0 and 1",
        "--target | nobody | no column 'nobody'",
      })
  void refusesWrongOptionsBeforeItTrains(String option, String value, String message) {
    boolean data = option.equals("--target");
    Result result = tune(option, value).failed(data ? 1 : 2, message);

    if (!data) {
      assertThat(result.err()).contains("See denpan tune --help");
    }
    assertThat(folder.resolve("m.tune")).doesNotExist();
  }
}
