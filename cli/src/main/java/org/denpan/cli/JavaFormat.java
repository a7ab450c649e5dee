package org.denpan.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.export.JavaScorer;
import org.denpan.model.Model;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `--java`: a class of its own, with the weights in a file beside it.
@Command
final class JavaFormat implements ExportFormat {
  private static final String OPTION = "--java";

  @Option(
      names = OPTION,
      paramLabel = "FILE",
      description =
          "One Java source file, from columns to label, that needs the JDK alone (17 or newer);"
              + " with the weights beside it: Scorer.java and Scorer.weights.")
  private @Nullable Path file;

  @Option(names = "--package", paramLabel = "NAME", description = "The package of its class.")
  private @Nullable String packageName;

  @Override
  public String option() {
    return OPTION;
  }

  @Override
  public @Nullable Path file() {
    return file;
  }

  @Override
  public Optional<String> problem() {
    if (packageName != null && file == null) {
      return Optional.of("--package is that of a Java class; add --java FILE");
    }
    try {
      Optional.ofNullable(file).ifPresent(JavaScorer::weights);
      return Optional.empty();
    } catch (DenpanException e) {
      return Optional.of(OPTION + ": " + e.getMessage());
    }
  }

  @Override
  public String write(Model model, Path to) {
    Path weights = JavaScorer.weights(to);
    OutputFile.check(weights);
    JavaScorer scorer = JavaScorer.of(model);
    (packageName == null ? scorer : scorer.inPackage(packageName)).write(to);
    return to + " and " + weights + ", which goes beside its class";
  }
}
