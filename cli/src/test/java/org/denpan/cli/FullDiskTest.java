package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that takes no more leaves the old files as they were, and nothing half-written.
class FullDiskTest {
  @TempDir private Path folder;
  private Path model = Path.of("");

  @BeforeEach
  void train() throws IOException {
    model = Denpans.churnModel(folder);
  }

  private static int exitCode(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }

  @Test
  void theModelOfAnEarlierRunStays() throws Exception {
    assumeThat(Path.of("/bin/sh")).as("a shell that can limit the size of files").exists();
    byte[] before = Files.readAllBytes(model);
    List<String> denpan =
        List.of(
            "ulimit -f 8; exec",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData --add-modules=jdk.incubator.vector -cp",
            ShellWords.quote(System.getProperty("java.class.path")),
            Main.class.getName(),
            "train xor --epochs 1 --layers '500 relu' --no-report -q -o",
            model.toString());
    Process process = new ProcessBuilder("sh", "-c", String.join(" ", denpan)).start();
    String messages = process.errorReader().readAllAsString();
    assertThat(process.waitFor()).as(messages).isEqualTo(1);
    assertThat(messages).contains("denpan: cannot write " + model, "File too large");
    assertThat(model).hasBinaryContent(before);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("churn.csv", "churn.denpan");
  }

  @Test
  void predictionsThatDoNotFitLeaveNothing() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    int mounted =
        Files.exists(Path.of("/bin/mount"))
            ? exitCode("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", disk.toString())
            : -1;
    assumeThat(mounted).as("a disk of 8 kB, which only root can mount").isZero();
    try {
      Path out = disk.resolve("out.csv");
      Denpans.run("predict", model, folder.resolve("churn.csv"), "-o", out)
          .failed(1, "cannot write " + out, "No space left on device");
      assertThat(disk).isEmptyDirectory();
    } finally {
      exitCode("umount", disk.toString());
    }
  }
}
