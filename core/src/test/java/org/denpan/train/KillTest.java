package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real process that is killed at random moments, most of them while a checkpoint is being
/// written, and goes on each time with other threads and kernels.
///
/// `-Ddenpan.kills=500` kills it more often, `-Ddenpan.seed=7` at other moments.
@Timeout(600)
class KillTest {
  private static final int KILLS = Math.max(50, Integer.getInteger("denpan.kills", 50));
  private static final long SEED = Long.getLong("denpan.seed", 1);

  @TempDir private Path folder;

  private Process start(int life, String every) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            "-XX:TieredStopAtLevel=1",
            "-Xmx200m",
            "-Ddenpan.kernels=" + (life % 2 == 0 ? "scalar" : "vector"),
            "-cp",
            System.getProperty("java.class.path"),
            KilledRun.class.getName(),
            run().toString(),
            Integer.toString(1 + life % 3),
            every);
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  private Path run() {
    return folder.resolve("run");
  }

  private List<String> names() throws IOException {
    if (!Files.isDirectory(run())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(run())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> checkpoints() throws IOException {
    return names().stream().filter(name -> name.startsWith("checkpoint-")).toList();
  }

  @Test
  void aTrainingThatIsKilledFiftyTimesEndsWithTheBitsOfOneThatIsNot() throws Exception {
    String expected = KilledRun.hash(KilledRun.trainer());
    Seed.Stream chance = new Seed(SEED).stream("kills");
    int halfWritten = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      List<String> before = checkpoints();
      Process process = start(kill, "1 step");
      try {
        while (process.isAlive() && checkpoints().equals(before)) {
          Thread.sleep(1);
        }
        long wait = chance.nextInt(40_000_000);
        TimeUnit.NANOSECONDS.sleep(wait);
        assertThat(process.isAlive()).as("it was over before kill %d", kill).isTrue();
      } finally {
        process.destroyForcibly().waitFor(); // SIGKILL
      }
      assertThat(checkpoints()).as("seed %d, kill %d", SEED, kill).isNotEmpty();
      halfWritten += names().stream().anyMatch(name -> name.endsWith(".part")) ? 1 : 0;
    }
    assertThat(halfWritten).as("kills while a checkpoint was written").isPositive();

    Process last = start(1, "1 h");
    assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String found = Files.readString(folder.resolve("out.txt"), StandardCharsets.UTF_8).strip();
    assertThat(found)
        .as("seed %d: %s", SEED, Files.readString(folder.resolve("err.txt")))
        .isEqualTo(expected);
  }
}
