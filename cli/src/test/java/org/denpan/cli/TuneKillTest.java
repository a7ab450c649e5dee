package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real process that is killed in the midst of a search, and taken up again.
///
/// `-Ddenpan.kills=20` kills it more often than the short form does, `-Ddenpan.seed=7` at other
/// moments.
@Timeout(300)
class TuneKillTest {
  private static final int KILLS = Integer.getInteger("denpan.kills", 3);
  private static final long SEED = Long.getLong("denpan.seed", 1);

  @TempDir private Path folder;

  private static Object[] words(Path model) {
    return new Object[] {
      "tune",
      "moons",
      "--trials",
      18,
      "--epochs",
      18,
      "--width",
      "16..64",
      "--json",
      "-q",
      "-o",
      model
    };
  }

  private Process start(Path model, Path out) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xmx300m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    for (Object word : words(model)) {
      command.add(word.toString());
    }
    return new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  private static long lines(Path journal) throws IOException {
    return Files.exists(journal)
        ? Files.readString(journal).chars().filter(c -> c == '\n').count()
        : 0;
  }

  @Test
  void aSearchThatIsKilledAgainAndAgainFindsWhatItWouldHaveFound() throws Exception {
    JsonNode whole = Denpans.run(words(folder.resolve("whole.denpan"))).succeeded().json();
    long all = lines(folder.resolve("whole.tune/trials.jsonl"));
    Path model = folder.resolve("killed.denpan");
    Path journal = folder.resolve("killed.tune/trials.jsonl");
    Seed.Stream chance = new Seed(SEED).stream("kills");
    for (int kill = 0; kill < KILLS; kill++) {
      long before = lines(journal);
      // some lines on, and then anywhere within the next
      long until = before + 1 + chance.nextInt((int) Math.max(1, (all - before) / 2));
      Process process = start(model, folder.resolve("out.txt"));
      try {
        while (process.isAlive() && lines(journal) < until) {
          Thread.sleep(2);
        }
        Thread.sleep(chance.nextInt(30));
      } finally {
        process.destroyForcibly().waitFor(); // SIGKILL
      }
      assertThat(Files.readAllLines(folder.resolve("err.txt")))
          .as("seed %s", SEED)
          .noneMatch(line -> line.startsWith("denpan: ") && !line.contains("torn"));
      assertThat(lines(journal)).as("seed %s", SEED).isGreaterThanOrEqualTo(before);
    }

    Process process = start(model, folder.resolve("out.txt"));
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    JsonNode resumed = new JsonMapper().readTree(folder.resolve("out.txt"));
    assertThat(lines(journal)).as("nothing is done twice").isEqualTo(all);
    assertThat(resumed.get("weights_sha256"))
        .as("seed %s", SEED)
        .isEqualTo(whole.get("weights_sha256"));
    assertThat(ranking(resumed)).isEqualTo(ranking(whole));
  }

  /// All but what the clock says.
  private static List<String> ranking(JsonNode json) {
    List<String> ranking = new ArrayList<>();
    for (JsonNode trial : json.get("search").get("ranking")) {
      ranking.add(trial.toString().replaceAll("\"seconds\":[^,}]*", ""));
    }
    return ranking;
  }

  @Test
  void aSecondSearchOnTheSameJournalIsRefusedAndTheFirstIsNotDisturbed() throws Exception {
    Path model = folder.resolve("m.denpan");
    Process first = start(model, folder.resolve("out.txt"));
    try {
      while (first.isAlive() && lines(folder.resolve("m.tune/trials.jsonl")) < 2) {
        Thread.sleep(2);
      }
      Denpans.run(words(model)).failed(1, "m.tune/trials.jsonl is in use by another search");
      assertThat(first.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).isZero();
    } finally {
      first.destroyForcibly();
    }
  }
}
