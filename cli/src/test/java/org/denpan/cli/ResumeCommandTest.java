package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real process that is killed in the midst of training, and goes on.
///
/// `-Ddenpan.kills=20` kills it more often than the short form does, `-Ddenpan.seed=7` at other
/// moments.
@Timeout(300)
class ResumeCommandTest {
  private static final int KILLS = Integer.getInteger("denpan.kills", 3);
  private static final long SEED = Long.getLong("denpan.seed", 1);

  @TempDir private Path folder;

  private Path model() {
    return folder.resolve("m.denpan");
  }

  private Path run() {
    return folder.resolve("run");
  }

  private List<String> train(Object data) {
    return List.of(
        "train", data.toString(), "--epochs", "40", "--layers", "16 relu, dropout 0.1, 8 tanh");
  }

  private static Object[] words(List<String> first, Object... then) {
    return Stream.concat(first.stream(), Stream.of(then)).toArray();
  }

  private Object[] checkpointed(Object data) {
    return words(
        train(data), "--checkpoint", run(), "--checkpoint-every", "3 steps", "-q", "-o", model());
  }

  private Process start(Object... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xmx300m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    for (Object word : words) {
      command.add(word.toString());
    }
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  private List<String> checkpoints() throws IOException {
    if (!Files.isDirectory(run())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(run())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("checkpoint-"))
          .sorted()
          .toList();
    }
  }

  private void killAfterAWhile(Process process, Seed.Stream chance) throws Exception {
    List<String> before = checkpoints();
    try {
      while (process.isAlive() && checkpoints().equals(before)) {
        Thread.sleep(1);
      }
      Thread.sleep(chance.nextInt(60));
    } finally {
      process.destroyForcibly().waitFor(); // SIGKILL
    }
  }

  @Test
  void aTrainingThatIsKilledAgainAndAgainEndsAsIfItWereNot() throws Exception {
    Path whole = folder.resolve("whole.denpan");
    JsonNode expected =
        Denpans.run(words(train("moons"), "--json", "-q", "-o", whole)).succeeded().json();
    Seed.Stream chance = new Seed(SEED).stream("kills");
    killAfterAWhile(start(checkpointed("moons")), chance);
    for (int kill = 1; kill < KILLS; kill++) {
      killAfterAWhile(start("resume", run(), "-q", "--threads", 1 + kill % 3), chance);
      assertThat(checkpoints()).as("seed %s", SEED).hasSizeBetween(1, 2);
    }

    Process last = start("resume", run(), "-q", "--json");
    assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(last.exitValue()).as(Files.readString(folder.resolve("err.txt"))).isZero();
    JsonNode resumed = new JsonMapper().readTree(folder.resolve("out.txt"));
    assertThat(resumed.get("weights_sha256"))
        .as("seed %s", SEED)
        .isEqualTo(expected.get("weights_sha256"));
    assertThat(resumed.get("test")).isEqualTo(expected.get("test"));
    assertThat(Files.readString(folder.resolve("report.html"))).contains("<svg");
    Denpans.run("verify", model(), "-q").succeeded();

    JsonNode again = Denpans.run("resume", run(), "--json").succeeded().json();
    assertThat(again.get("finished").booleanValue()).isTrue();
  }

  @Test
  void aSecondProcessIsRefusedAndTheFirstIsNotDisturbed() throws Exception {
    Process first = start(checkpointed("moons"));
    try {
      while (first.isAlive() && checkpoints().isEmpty()) {
        Thread.sleep(1);
      }
      Denpans.run("resume", run()).failed(1, run() + " is in use by another process");
      Denpans.run(checkpointed("moons")).failed(1, run() + " is in use by another process");
      assertThat(first.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).isZero();
    } finally {
      first.destroyForcibly();
    }
  }

  @Test
  void aFolderWithARunIsNotBegunAnew() throws Exception {
    Denpans.run(checkpointed("moons")).succeeded();
    Denpans.run(checkpointed("moons"))
        .failed(1, run() + " holds the checkpoints of a run", "denpan resume " + run());
  }

  @Test
  void changedDataAreRefusedWithTheDifference() throws Exception {
    Path data = folder.resolve("d.csv");
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 0; i < 400; i++) {
      rows.append(i % 37).append(',').append(i % 37 > 17 ? "yes" : "no").append('\n');
    }
    Files.writeString(data, rows);
    Object[] begun = words(List.of(), checkpointed(data));
    List<Object> all = new ArrayList<>(List.of(begun));
    all.addAll(List.of("--target", "y"));
    killAfterAWhile(start(all.toArray()), new Seed(SEED).stream("data"));
    Files.writeString(data, rows + "3,no\n");
    Denpans.run("resume", run(), "-q")
        .failed(
            1,
            "holds checkpoints of another run: data_sha256 was ",
            "train_rows was ",
            "Go on with what it was");
  }

  @Test
  void wrongWordsAreRefused() throws IOException {
    Denpans.run("resume", folder).failed(1, folder + " holds no run to go on with");
    Denpans.run("resume", folder, "--threads", 0).failed(2, "--threads must be at least 1");
    Denpans.run("train", "moons", "--checkpoint-every", "3 s")
        .failed(2, "--checkpoint-every needs --checkpoint DIR");
    Denpans.run("train", "moons", "--checkpoint", run(), "--checkpoint-every", "often")
        .failed(2, "--checkpoint-every: ", "such as \"30 s\"", "\"often\"");
    Denpans.runWith("x,y\n", "train", "-", "--target", "y", "--checkpoint", run())
        .failed(2, "--checkpoint cannot be combined with '-'");
    Path description = Files.createDirectory(run()).resolve("run.json");
    for (String wrong :
        List.of(
            "",
            "null",
            "[]",
            "{\"format\": 3}",
            "{\"format\": null, \"version\": 1, \"command\": \"\", \"folder\": \"\", \"every\": \"3"
                + " s\", \"model\": \"\"}")) {
      Files.writeString(description, wrong);
      Denpans.run("resume", run()).failed(1, "run.json is no description of a run");
    }
  }

  @Test
  void aQueryIsNotRunUnasked() throws IOException {
    Files.createDirectory(run());
    Files.writeString(
        run().resolve("run.json"),
        new JsonMapper()
            .writeValueAsString(
                new RunFolder.Description(
                    "denpan-run",
                    1,
                    "denpan train --sql 'SELECT 1 AS y' --target y",
                    RunFolder.here(),
                    "3 s",
                    "")));
    Denpans.run("resume", run()).failed(1, "the stored command has a query", "add --trust");
  }

  @Test
  void aRunIsGoneOnWithWhereItWasBegun() throws IOException {
    Files.createDirectory(run());
    Files.writeString(
        run().resolve("run.json"),
        new JsonMapper()
            .writeValueAsString(
                new RunFolder.Description(
                    "denpan-run", 1, "denpan train moons", "/elsewhere", "3 s", "")));
    Denpans.run("resume", run()).failed(1, "the run was begun in /elsewhere");
  }
}
