package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.Denpans.Result;
import org.denpan.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryOptionsTest {
  private static final int ROWS = 20_000;

  @TempDir private Path folder;

  private Path table() throws IOException {
    StringBuilder csv = new StringBuilder("x,y,city,weight,label\n");
    for (int i = 0; i < ROWS; i++) {
      int x = i * 7919 % 1000;
      int y = i * 104_729 % 1000;
      String label = i % 50 == 7 ? "" : x > y ? "yes" : "no";
      csv.append("%d,%.2f,%s,%d,%s\n".formatted(x, y / 7.0, "abc".charAt(i % 3), i % 3, label));
    }
    return Files.writeString(folder.resolve("rows.csv"), csv);
  }

  private Result train(Path data, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("train", data, "--target", "label", "--epochs", 2, "-q"));
    words.addAll(List.of("--layers", "8 relu", "-o", folder.resolve("m.denpan")));
    words.addAll(List.of(more));
    if (!words.contains("--scratch")) {
      words.addAll(List.of("--scratch", folder));
    }
    return Denpans.run(words.toArray());
  }

  @Test
  void aTableLargerThanTheBudgetIsLearntFromOutOfAScratchFile() throws IOException {
    Path data = table();
    Result result = train(data, "--memory", "100k").succeeded();
    assertThat(result.words())
        .contains("rows.csv: CSV")
        .contains("20,000 rows, 5 columns")
        .contains(
            "Split drawn evenly, seed 42: 14,112 train, 1,568 validation, 3,920 test; 400 without"
                + " label left out")
        .contains(
            "Memory too small: 1 MB of rows in a scratch file; what is said of columns is said of"
                + " 14,112 rows")
        .contains("--memory 100k");
    Model model = Model.load(folder.resolve("m.denpan"));
    assertThat(model.provenance()).containsEntry("shuffle", "blocks(256)");
    assertThat(model.provenance()).containsEntry("train_rows", "14112");
    assertThat(train(data, "--memory", "100k", "--threads", 1).words())
        .contains(model.weightsSha256());
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("rows.csv", "m.denpan", "report.html");
    }
  }

  @Test
  void inJsonThereIsHowLargeTheScratchFileWas() throws IOException {
    var json =
        train(
                table(),
                "--memory",
                "100k",
                "--weights",
                "weight",
                "--class-weights",
                "balanced",
                "--json")
            .succeeded()
            .json();
    assertThat(json.get("rows").asInt()).isEqualTo(ROWS);
    assertThat(json.get("train_rows").asInt()).isEqualTo(14_112);
    assertThat(json.get("scratch_bytes").asLong()).isBetween(200_000L, 900_000L);
    assertThat(json.get("weights").asString()).isEqualTo("weight");
  }

  @Test
  void aTableWithinTheBudgetStaysInMemory() throws IOException {
    assertThat(train(table(), "--memory", "1g", "--shuffle", "blocks 3").succeeded().words())
        .contains("stratified by label")
        .doesNotContain("Memory");
    assertThat(Model.load(folder.resolve("m.denpan")).provenance())
        .containsEntry("shuffle", "blocks(3)");
  }

  @Test
  void whatNeedsAllRowsInMemoryIsRefused() throws IOException {
    Path data = table();
    train(data, "--memory", "100k", "--split-by-group", "city")
        .failed(2, "rows.csv is larger than --memory", "leave out --split-by-time");
    train(data, "--memory", "100k", "--optimizer", "lbfgs")
        .failed(1, "beyond memory, and L-BFGS needs all rows in memory");
    train(data, "--memory", "100k", "--shuffle", "full")
        .failed(1, "a full shuffle needs all rows in memory");
  }

  @Test
  void aWrongSizeIsRefused() throws IOException {
    Path data = table();
    for (String wrong : new String[] {"much", "1", "-1g", "1.5g", "99999999g"}) {
      train(data, "--memory=" + wrong).failed(2, "--memory must be a size such as 500m or 2g");
    }
    train(data, "--shuffle", "blocs").failed(2, "did you mean 'blocks'?");
    train(data, "--shuffle", "blocks 0").failed(2, "a window needs at least 1 block, got 0");
  }

  @Test
  void aFolderThatIsNotThereIsSaid() throws IOException {
    train(table(), "--memory", "100k", "--scratch", folder.resolve("none"))
        .failed(1, "a scratch file cannot be made in", "none");
  }
}
