package org.denpan.cli;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the command and `java -jar denpan.jar` start. It runs on Java 17 or newer, and sees to it
/// that Main runs on Java 25 or newer with the Vector API: in this JVM if it is such a one, else in
/// a second one.
///
/// A JVM that starts with an incubator module says so on standard error, whatever its options; one
/// that loads it later, as the JVM itself does for agents, does not. Where that is refused, the
/// second JVM starts with the module, and says so.
public final class Launcher {
  private static final int OLDEST = 25;
  private static final String VECTOR_API = "jdk.incubator.vector";
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");
  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");
  private static final String MAIN = "org.denpan.cli.Main";
  private static final String NO_JDK =
      "denpan: needs a JDK 25 or newer and found none:"
          + " install one, for example Eclipse Temurin 25, or name its folder in DENPAN_JAVA_HOME.";

  private Launcher() {}

  /// Runs the command and ends the JVM with its exit code.
  public static void main(String[] args) throws Exception {
    if (Runtime.version().feature() >= OLDEST && (hasVectorApi() || loadsVectorApi())) {
      runHere(args);
    } else {
      System.exit(runInSecondJvm(args));
    }
  }

  private static boolean hasVectorApi() {
    try {
      Class.forName(VECTOR_API + ".Vector", false, Launcher.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static boolean loadsVectorApi() {
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, VECTOR_API);
      return hasVectorApi();
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }

  private static void runHere(String[] args) throws ReflectiveOperationException {
    try {
      Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw e;
    }
  }

  /// Whether this JVM was started with the export in jvm.options, which the manifest gives too.
  private static boolean mayLoadModules() {
    return Object.class.getModule().isExported("jdk.internal.module", Launcher.class.getModule());
  }

  private static int runInSecondJvm(String[] args) throws IOException {
    Optional<File> home = findJdk(System.getenv(), System.getProperties(), resource("jvm.folders"));
    if (home.isEmpty()) {
      System.err.println(NO_JDK);
      return 1;
    }
    List<String> command = new ArrayList<>();
    command.add(java(home.get()).getPath());
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    command.addAll(options(given, resource("jvm.options")));
    if (Runtime.version().feature() >= OLDEST && mayLoadModules()) {
      command.add("--add-modules=" + VECTOR_API);
    }
    command.addAll(given);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
    command.addAll(List.of(args));

    Process child = new ProcessBuilder(command).inheritIO().start();
    Thread stopping = new Thread(() -> Runtime.getRuntime().halt(stop(child)));
    try {
      Runtime.getRuntime().addShutdownHook(stopping);
    } catch (IllegalStateException alreadyStopping) {
      return stop(child);
    }
    return exitCode(child);
  }

  /// Our options beside those that are given: two collectors are more than a JVM starts with.
  static List<String> options(List<String> given, List<String> ours) {
    boolean collector = given.stream().anyMatch(COLLECTOR.asMatchPredicate());
    return ours.stream()
        .filter(option -> !(collector && COLLECTOR.matcher(option).matches()))
        .toList();
  }

  /// Passes the request to stop on to the child, which may take its time to leave in good order.
  private static int stop(Process child) {
    child.destroy();
    return exitCode(child);
  }

  private static int exitCode(Process child) {
    return child.onExit().join().exitValue();
  }

  /// The home of the first JDK that suits: the running one, those that the environment names, those
  /// in the usual folders.
  static Optional<File> findJdk(
      Map<String, String> environment, Properties system, List<String> usualFolders) {
    List<File> homes = new ArrayList<>();
    homes.add(new File(system.getProperty("java.home")));
    homes.add(new File(environment.getOrDefault("DENPAN_JAVA_HOME", "")));
    homes.add(new File(environment.getOrDefault("JAVA_HOME", "")));
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      homes.add(homeOfJavaIn(folder));
    }
    new TreeMap<>(environment)
        .forEach((name, value) -> {
          if (name.matches("JAVA_HOME_\\d.*")) {
            homes.add(new File(value));
          }
        });
    for (String pattern : usualFolders) {
      homes.addAll(expand(pattern.replace("~", system.getProperty("user.home"))));
    }
    return homes.stream().filter(Launcher::suits).findFirst();
  }

  private static boolean suits(File home) {
    try (InputStream file = new FileInputStream(new File(home, "release"))) {
      String release = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(release);
      return version.find()
          && Integer.parseInt(version.group(1)) >= OLDEST
          && (release.contains(VECTOR_API) || !release.contains("MODULES="))
          && java(home).canExecute();
    } catch (IOException e) {
      return false;
    }
  }

  private static File java(File home) {
    boolean windows = File.separatorChar == '\\';
    return new File(home, windows ? "bin\\java.exe" : "bin/java");
  }

  /// The home that a `java` on the search path, often a symbolic link, belongs to.
  private static File homeOfJavaIn(String folder) {
    File java = new File(folder, java(new File("")).getName());
    try {
      return java.getCanonicalFile().getParentFile().getParentFile();
    } catch (IOException e) {
      return java;
    }
  }

  /// The folders that a pattern such as `/usr/lib/jvm/*` stands for.
  private static List<File> expand(String pattern) {
    String[] names = pattern.split("/", -1);
    List<File> folders = List.of(new File(names[0] + "/"));
    for (String name : List.of(names).subList(1, names.length)) {
      folders = folders.stream().flatMap(folder -> expand(folder, name)).toList();
    }
    return folders;
  }

  private static Stream<File> expand(File folder, String name) {
    if (!name.contains("*")) {
      return Stream.of(new File(folder, name));
    }
    File[] children = folder.listFiles((in, child) -> child.matches(name.replace("*", ".*")));
    return children == null ? Stream.empty() : Arrays.stream(children).sorted();
  }

  /// The lines of a resource beside this class, without comments.
  private static List<String> resource(String name) {
    try (InputStream file = Objects.requireNonNull(Launcher.class.getResourceAsStream(name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
