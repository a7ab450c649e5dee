package consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs the consumer against the packaged jars in each of the ways in which a JVM takes libraries.
class ConsumerIT {
  private static final String PATH =
      System.getProperty("classes") + File.pathSeparator + System.getProperty("jars");

  @Test
  void theModulePathNeedsNoFlag() throws Exception {
    assertThat(output("--module-path", PATH, "--module", "consumer/consumer.Main"))
        .matches("weights_sha256 [0-9a-f]{64}\nlabel of 0.5, -0.5: 1\n");
  }

  @Test
  void theClassPathGivesTheSameBitsWithTheVectorApiAndWithoutIt() throws Exception {
    String onModulePath = output("--module-path", PATH, "--module", "consumer/consumer.Main");

    assertThat(output("--add-modules=jdk.incubator.vector", "--class-path", PATH, "consumer.Main"))
        .isEqualTo(onModulePath);
    assertThat(output("--class-path", PATH, "consumer.Main")).isEqualTo(onModulePath);
  }

  /// What a JVM of its own prints to standard output; its standard error goes to a file.
  private static String output(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Path errors = Path.of("target", "consumer-errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("see %s", errors.toAbsolutePath()).isZero();
    return output;
  }
}
