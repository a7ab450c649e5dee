package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denpan.cli.Denpans.Result;
import org.denpan.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Data that cannot be learnt from end in one clear message, exit code 1 and no file.
class BadDataTest {
  @TempDir private Path folder;
  @TempDir private Path output;
  private Path model = Path.of("");

  @BeforeEach
  void nameTheModel() {
    model = output.resolve("m.denpan");
  }

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("bad.csv"), text);
  }

  private Result train(Path data, Object... more) {
    Object[] words = {"train", data, "--target", "y", "-o", model, "--epochs", 2, "-q"};
    return Denpans.run(Stream.of(words, more).flatMap(Stream::of).toArray());
  }

  private void refused(Path data, String... words) {
    train(data).failed(1, words);
    assertThat(output).isEmptyDirectory();
  }

  /// Rows of a table that can be learnt from.
  private static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> (i * 7 % 13) + "," + (i % 2 == 0 ? "no" : "yes") + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void aMissingFileIsAnsweredWithTheNearestName() throws IOException {
    csv("x,y\n" + rows(50));
    refused(folder.resolve("bat.csv"), "bat.csv", "did you mean 'bad.csv'?");
  }

  @Test
  void aMisspeltBuiltInIsAnsweredWithTheNearestName() {
    Denpans.run("train", "digit", "-o", model).failed(1, "'digit'", "did you mean 'digits'?");
  }

  @Test
  void aFolderWithoutImagesIsNoData() {
    refused(folder, folder.toString(), "folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "data"})
  void anEmptyFileIsSaidToBeEmpty(String command) throws IOException {
    Denpans.run(command, csv("")).failed(1, "bad.csv", "empty");
  }

  @Test
  void aHeaderAloneIsNotEnough() throws IOException {
    refused(csv("x,y\n"), "bad.csv", "no rows");
  }

  @Test
  void aRaggedRowIsNamedByItsLine() throws IOException {
    refused(csv("x,y\n" + rows(50) + "1,yes,3\n"), "bad.csv", "52", "3", "2");
  }

  @Test
  void aTextInANumericColumnIsNamedByItsLine() throws IOException {
    String head = "x,y\n" + rows(69_999);
    refused(
        csv(head + "n.a.n,yes\n" + rows(10)),
        "bad.csv:70001",
        "'n.a.n' in column 'x'",
        "--missing");
  }

  @Test
  void anUnknownTargetIsAnsweredWithTheNearestColumn() throws IOException {
    Path data = csv("x,churned\n" + rows(50));
    Denpans.run("train", data, "--target", "churnt", "-o", model)
        .failed(1, "no column 'churnt'", "did you mean 'churned'?");
  }

  @Test
  void oneClassOnlyLeavesNothingToTellApart() throws IOException {
    refused(csv("x,y\n" + rows(50).replace("yes", "no")), "'y' is 'no' in every");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void twoRowsAreTooFew(int rows) throws IOException {
    refused(csv("x,y\n" + rows(rows)), "row");
  }

  @Test
  void columnsWithoutValuesAndConstantColumnsAreLeftOutAndSaid() throws IOException {
    String rows = rows(50).lines().map(line -> ",7," + line).collect(Collectors.joining("\n"));
    JsonNode json = train(csv("empty,same,x,y\n" + rows), "--json").succeeded().json();
    assertThat(json.get("left_out").toString()).contains("empty has no values", "same is always 7");
  }

  @Test
  void withoutAnyUsefulColumnThereIsNothingToLearnFrom() throws IOException {
    String rows = rows(50).replaceAll("(?m)^\\d+", "7");
    refused(csv("x,y\n" + rows), "no column to learn 'y' from", "'x' is always 7");
  }

  @Test
  void aConstantNumberIsNoTarget() throws IOException {
    String rows =
        IntStream.range(0, 50).mapToObj(i -> i * 7 % 13 + ",2.5\n").collect(Collectors.joining());
    refused(csv("x,y\n" + rows), "'y'", "2.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Infinity", "-inf", "1e999"})
  void anInfiniteNumberIsNamedByItsLine(String infinite) throws IOException {
    refused(csv("x,y\n" + rows(50) + infinite + ",yes\n"), "52", infinite);
  }

  @Test
  void nanIsAMissingValue() throws IOException {
    train(csv("x,y\n" + rows(50) + "NaN,yes\nnan,no\n")).succeeded();
    assertThat(Model.load(model).encoder().width()).isBetween(1, 2);
  }

  @Test
  void tenThousandClassesAreProbablyAnIdentifier() throws IOException {
    String rows =
        IntStream.range(0, 12_000)
            .mapToObj(i -> i * 7 % 13 + ",id" + i % 10_000 + "\n")
            .collect(Collectors.joining());
    refused(csv("x,y\n" + rows), "'y' has", "classes", "identifier");
  }

  @Test
  void aTruncatedIdxSaysHowMuchIsMissing() throws IOException {
    byte[] images = new byte[16 + 100];
    System.arraycopy(
        new byte[] {0, 0, 8, 3, 0, 0, 0, 10, 0, 0, 0, 4, 0, 0, 0, 4}, 0, images, 0, 16);
    Path file = Files.write(folder.resolve("train-images-idx3-ubyte"), images);
    Denpans.run("data", file).failed(1, file.getFileName().toString(), "160", "100");
  }

  @Test
  void divergenceIsDiagnosedAndTheBestModelKept() throws IOException {
    Path data = Denpans.churn(folder);
    Object[] words = {
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
      "--no-report",
      "-q",
      "--epochs",
      50
    };
    Denpans.run(words)
        .failed(1, "diverged in epoch", "learning rate 1.6", "try 0.16", "kept: " + model);
    assertThat(Model.load(model).provenance())
        .containsEntry("ended", "diverged")
        .containsKeys("test_rmse", "command", "best_epoch");
  }

  @Test
  void divergenceInTheFirstEpochLeavesNothing() throws IOException {
    Path data = Denpans.churn(folder);
    Object[] words = {
      "train",
      data,
      "--target",
      "bill",
      "--optimizer",
      "sgd",
      "--learning-rate",
      0.5,
      "--layers",
      "200 relu, 200 relu, 200 relu",
      "--init",
      "normal 0.3",
      "-o",
      model,
      "-q"
    };
    Denpans.run(words).failed(1, "diverged in epoch 1", "learning rate 0.5", "try 0.05");
    assertThat(output).isEmptyDirectory();
  }
}
