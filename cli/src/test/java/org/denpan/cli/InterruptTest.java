package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.denpan.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real process, and real signals.
@Timeout(120)
class InterruptTest {
  @TempDir private Path folder;

  private Process start(Path output, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xmx300m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectOutput(output.toFile()).start();
  }

  /// Reads messages until one has these words.
  private static void await(BufferedReader messages, String words) throws IOException {
    String line = messages.readLine();
    while (line != null && !line.contains(words)) {
      line = messages.readLine();
    }
    assertThat(line).as("a message with '" + words + "'").isNotNull();
  }

  /// Shells give background jobs a SIGINT that is ignored, which a JVM respects.
  private static boolean ignoresInterrupt(Process process) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void inTrainingWritesTheModelAndTheReport(String signal, int code) throws Exception {
    assumeThat(File.separatorChar).as("POSIX signals").isEqualTo('/');
    Path model = folder.resolve("m.denpan");
    Process process =
        start(
            folder.resolve("out.txt"),
            "train",
            "digits",
            "--epochs",
            "1000",
            "-o",
            model.toString());
    try (BufferedReader messages = process.errorReader()) {
      await(messages, "epoch ");
      assumeThat(signal.equals("INT") && ignoresInterrupt(process)).as("SIGINT ignored").isFalse();
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      messages.transferTo(Writer.nullWriter());
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(code);
    assertThat(Model.load(model).provenance()).containsEntry("ended", "stopped by Ctrl-C");
    assertThat(folder.resolve("report.html")).content().endsWith("</html>\n");
    assertThat(folder.resolve("out.txt"))
        .content()
        .contains("stopped by Ctrl-C", "accuracy", "Again");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("m.denpan", "report.html", "out.txt");
    Denpans.run("verify", model, "-q").succeeded(); // which ends it after the same step
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void inASearchKeepsItsResultsAndSaysHowToGoOn(String signal, int code) throws Exception {
    assumeThat(File.separatorChar).as("POSIX signals").isEqualTo('/');
    Path model = folder.resolve("m.denpan");
    Path out = folder.resolve("out.txt");
    Process process =
        start(out, "tune", "moons", "--trials", "500", "--epochs", "200", "-o", model.toString());
    try (BufferedReader messages = process.errorReader()) {
      await(messages, "best val_loss");
      assumeThat(signal.equals("INT") && ignoresInterrupt(process)).as("SIGINT ignored").isFalse();
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      messages.transferTo(Writer.nullWriter());
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(code);
    assertThat(model).doesNotExist();
    assertThat(folder.resolve("m.tune/trials.jsonl"))
        .content()
        .contains("\"trial\":0")
        .endsWith("}\n");
    assertThat(out)
        .content()
        .contains("Stopped    by Ctrl-C")
        .contains("Go on      denpan tune moons --trials 500 --epochs 200")
        .contains("Or train   denpan train moons --epochs 200");
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void inABenchmarkSaysWhatIsLeftOut(String signal, int code) throws Exception {
    assumeThat(File.separatorChar).as("POSIX signals").isEqualTo('/');
    Path out = folder.resolve("out.txt");
    Process process = start(out, "bench", "--seconds", "3000");
    try {
      for (int i = 0; i < 60 && !Files.readString(out).contains("Machine"); i++) {
        Thread.sleep(100);
      }
      assumeThat(signal.equals("INT") && ignoresInterrupt(process)).as("SIGINT ignored").isFalse();
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(code);
    assertThat(out).content().contains("Stopped    by Ctrl-C; what was not measured is left out");
  }

  @Test
  void resultsThatCannotBeWrittenAreAFailure() throws Exception {
    Path full = Path.of("/dev/full");
    assumeThat(full).as("a device that is always full").exists();
    Process check = start(full, "check", "--layers", "5 tanh");
    try (BufferedReader messages = check.errorReader()) {
      assertThat(messages.readAllAsString())
          .contains("denpan: cannot write to standard output: No space left");
    }
    assertThat(check.waitFor()).isEqualTo(1);
  }
}
