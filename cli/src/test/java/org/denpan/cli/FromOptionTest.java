package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.Denpans.Result;
import org.denpan.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `denpan train NEW.csv --from MODEL`.
class FromOptionTest {
  @TempDir private Path folder;
  private Path first = Path.of("");
  private Path news = Path.of("");
  private Path model = Path.of("");

  @BeforeEach
  void makeData() throws IOException {
    first = Denpans.churnModel(folder);
    List<String> lines = Files.readAllLines(folder.resolve("churn.csv"));
    List<String> half = new ArrayList<>(lines.subList(0, 1));
    half.addAll(lines.subList(150, 301));
    news = Files.write(folder.resolve("new.csv"), half);
    model = folder.resolve("m.denpan");
  }

  private Result train(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("train", news, "--from", first, "-o", model, "--epochs", 10));
    words.addAll(List.of(more));
    return Denpans.run(words.toArray());
  }

  @Test
  void goesOnWithNetworkTargetAndWeightsOfTheModel() {
    Result result = train().succeeded();
    Model before = Model.load(first);
    Model after = Model.load(model);
    assertThat(result.words()).contains("From weights " + before.weightsSha256());
    assertThat(after.network()).isEqualTo(before.network());
    assertThat(after.encoder()).isEqualTo(before.encoder());
    assertThat(after.provenance())
        .containsEntry("continued_from", before.weightsSha256())
        .containsEntry("earlier_data", "churn.csv")
        .containsEntry("data", "new.csv");
    assertThat(folder.resolve("report.html")).content().contains(before.weightsSha256());
    JsonNode was = Denpans.run("evaluate", first, news, "--json").succeeded().json();
    JsonNode is = Denpans.run("evaluate", model, news, "--json").succeeded().json();
    assertThat(is.get("loss").doubleValue()).isLessThan(was.get("loss").doubleValue());
  }

  @Test
  void theCommandGivesTheSameAgain() throws IOException {
    JsonNode json = train("--json", "-q").succeeded().json();
    String command = json.get("command").stringValue();
    assertThat(command).contains("--from");
    String[] words =
        Denpans.shell("sh", command.replaceFirst("denpan", "printf '%s\\\\n'")).split("\n");
    Files.delete(model);
    Denpans.run((Object[]) words).succeeded();
    assertThat(Model.load(model).weightsSha256())
        .isEqualTo(json.get("weights_sha256").stringValue());
  }

  @Test
  void allDataItLearntFromIsRemembered() {
    train("-q", "--no-report").succeeded();
    for (String file : List.of("churn.csv", "new.csv")) {
      assertThat(Denpans.run("evaluate", model, folder.resolve(file)).succeeded().err())
          .contains("the model learnt from rows of this data");
    }
  }

  @Test
  void optionsThatContradictTheModelAreRefused() {
    String why = "cannot be combined with --from: it stays as in the model; leave it out";
    train("--layers", "8 relu").failed(2, "--layers \"8 relu\" " + why);
    train("--target", "bill").failed(2, "--target \"bill\" " + why);
    train("--task", "classes").failed(2, "--task");
    train("--init", "zeros").failed(2, "--init");
    train("--loss", "bce").failed(2, "--loss");
    Denpans.run("train", news, "--from", first, "-o", first)
        .failed(1, "it is the input; name another file");
  }

  @Test
  void whatDoesNotFitTheModelIsNamedBeforeTraining() throws IOException {
    Files.writeString(news, Files.readString(news) + "30,gold,70.5,yess\n");
    train().failed(1, "row 152 of the target 'churned' is 'yess'", "did you mean 'yes'?");
    Files.writeString(news, "alter,churned\n33,yes\n44,no\n45,no\n46,yes\n");
    train().failed(1, "lacks the column");
    train("--from", folder.resolve("none.denpan")).failed(2);
    Denpans.run("train", news, "--from", folder.resolve("none.denpan"), "-o", model)
        .failed(1, "no model file");
  }
}
