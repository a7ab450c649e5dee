package org.denpan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  @TempDir private Path folder;
  private final Properties system = new Properties();

  @BeforeEach
  void startOnJava17() throws IOException {
    system.setProperty("java.home", jdk("running", "17.0.15").toString());
    system.setProperty("user.home", folder.resolve("user").toString());
  }

  @Test
  void startsOnJava17() throws IOException {
    try (var bytes =
        new DataInputStream(
            Objects.requireNonNull(Launcher.class.getResourceAsStream("Launcher.class")))) {
      assertThat(bytes.readInt()).isEqualTo(0xCAFEBABE);
      assertThat(bytes.readUnsignedShort()).isZero();
      assertThat(bytes.readUnsignedShort()).isEqualTo(61);
    }
  }

  @Test
  void theRunningJdkComesFirstIfItIsNewEnough() throws IOException {
    Path running = jdk("new", "25");
    system.setProperty("java.home", running.toString());

    assertFound(running, Map.of("JAVA_HOME", jdk("other", "26-ea").toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DENPAN_JAVA_HOME", "JAVA_HOME", "JAVA_HOME_25_X64"})
  void theEnvironmentNamesJdks(String variable) throws IOException {
    Path jdk = jdk("a folder", "25.0.3");

    assertFound(jdk, Map.of(variable, jdk.toString()));
  }

  @Test
  void ourOwnVariableGoesBeforeTheGeneralOne() throws IOException {
    Path ours = jdk("ours", "25.0.3");

    assertFound(
        ours, Map.of("JAVA_HOME", jdk("a", "26").toString(), "DENPAN_JAVA_HOME", ours.toString()));
  }

  @Test
  void theSearchPathIsFollowedThroughSymbolicLinks() throws IOException {
    Path jdk = jdk("linked", "25.0.3");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));

    assertFound(jdk, Map.of("PATH", folder.resolve("none") + File.pathSeparator + bin));
  }

  @Test
  void theUsualFoldersAreLookedAtLast() throws IOException {
    Path jdk = jdk("user/.jdks/temurin-25/Contents/Home", "25.0.3");
    Files.createDirectories(folder.resolve("user/.jdks/broken"));

    assertThat(Launcher.findJdk(Map.of(), system, List.of("/none/*", "~/.jdks/*/Contents/Home")))
        .contains(jdk.toFile());
  }

  @Test
  void olderJdksAndThoseWithoutTheVectorApiArePassedOver() throws IOException {
    Path bare = jdk("bare", "25.0.3");
    Files.writeString(bare.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nMODULES=\"java.base\"\n");
    Path old = jdk("old", "24.0.2");
    var environment = Map.of("DENPAN_JAVA_HOME", bare.toString(), "JAVA_HOME", old.toString());

    assertThat(Launcher.findJdk(environment, system, List.of())).isEmpty();
  }

  @Test
  void aSecondJvmGetsOptionsAndArgumentsAndGivesItsExitCode() throws Exception {
    Process launcher =
        launch(
            """
            System.out.print(String.join("|", args) + System.getProperty("denpan.x"));
            System.out.print(Class.forName("jdk.incubator.vector.Vector").getModule().isNamed());
            System.exit(7);
            """,
            "two words",
            "");

    assertThat(launcher.inputReader(UTF_8).readLine()).isEqualTo("two words|a btrue");
    assertThat(launcher.waitFor()).isEqualTo(7);
  }

  @Test
  void aCollectorThatIsGivenTakesThePlaceOfOurs() {
    List<String> ours = List.of("-XX:+UseSerialGC", "-Xmn32m");

    assertThat(Launcher.options(List.of("-Xmx8g"), ours)).isEqualTo(ours);
    assertThat(Launcher.options(List.of("-XX:+UseZGC"), ours)).containsExactly("-Xmn32m");
  }

  @Test
  void javasWarningOfAnIncubatorModuleReachesNobody() throws Exception {
    Process launcher = launch("System.err.print(args[0]);", "all");

    assertThat(launcher.errorReader(UTF_8).readAllAsString()).isEqualTo("all");
    assertThat(launcher.waitFor()).isZero();
  }

  @Test
  void toldToStopItWaitsForTheSecondJvmToLeaveInGoodOrder() throws Exception {
    Process launcher =
        launch(
            """
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("saved")));
            System.out.println(ProcessHandle.current().pid());
            Thread.sleep(60_000);
            """);
    var output = launcher.inputReader(UTF_8);
    long child = Long.parseLong(output.readLine());

    assertThat(launcher.toHandle().destroy()).isTrue();

    assertThat(output.readLine()).isEqualTo("saved");
    assertThat(launcher.waitFor()).isEqualTo(143);
    assertThat(ProcessHandle.of(child)).isEmpty();
  }

  private void assertFound(Path jdk, Map<String, String> environment) {
    assertThat(Launcher.findJdk(environment, system, List.of())).contains(jdk.toFile());
  }

  /// A folder that looks like the JDK of that version.
  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    assertThat(Files.createFile(java).toFile().setExecutable(true)).isTrue();
    Files.writeString(
        home.resolve("release"),
        """
        IMPLEMENTOR="Somebody"
        JAVA_VERSION="%s"
        MODULES="java.base jdk.incubator.vector"
        """
            .formatted(version));
    return home;
  }

  /// Starts the launcher as plain `java` does, in front of a Main with the given body.
  private Process launch(String body, String... args) throws IOException {
    Path source = folder.resolve("Main.java");
    Files.writeString(
        source,
        """
        package org.denpan.cli;

        public class Main {
          public static void main(String[] args) throws Exception {
            %s
          }
        }
        """
            .formatted(body));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    assertThat(failed).isZero();

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Ddenpan.x=a b");
    command.add("-cp");
    command.add(folder + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(Launcher.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).start();
  }
}
