import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Holds every Java file to google-java-format: `check` names those that differ, `apply` rewrites
/// them. The build runs it on the selected JDK, because the formatter needs a newer Java than Maven
/// may be running on.
class Format {
  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    var command = new ArrayList<String>();
    command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    command.addAll(javaFiles(Path.of(args[1])));

    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    int exit = new Main(out, err, System.in).format(command.toArray(String[]::new));
    if (exit != 0 && !apply) {
      err.println("The files above are not formatted: ./mvnw -N verify -Dformat=apply mends them.");
    }
    System.exit(exit);
  }

  private static List<String> javaFiles(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().matches("(.*[/\\\\])?target[/\\\\].*"))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
