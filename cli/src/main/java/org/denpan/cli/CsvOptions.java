package org.denpan.cli;

import java.util.List;
import java.util.Set;
import org.denpan.data.Csv;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How a CSV file is to be read, where what is detected is wrong.
@Command
final class CsvOptions {
  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER",
      description = "What stands between values, such as ';' or tab; detected.")
  @Nullable String delimiter;

  @Option(
      names = "--quote",
      paramLabel = "CHARACTER",
      description = "What stands around values, or none; detected.")
  @Nullable String quote;

  @Option(
      names = "--header",
      negatable = true,
      description = "Whether the first line holds the names; detected.")
  @Nullable Boolean header;

  @Option(
      names = "--missing",
      paramLabel = "TEXT",
      description = "More texts that stand for a missing value, beside ?, NA, null and the like.",
      split = ",")
  List<String> missing = List.of();

  @Option(
      names = "--text",
      paramLabel = "COLUMN",
      description = "Columns that are texts although they look like numbers.",
      split = ",")
  List<String> text = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// What was typed, as the reader takes it.
  Csv.Options options() {
    Csv.Options options = Csv.Options.detect().withText(Set.copyOf(text));
    if (header != null) {
      options = options.withHeader(header);
    }
    if (delimiter != null) {
      options = options.withDelimiter(character("--delimiter", delimiter));
    }
    if (quote != null) {
      boolean none = quote.equals("none");
      options = options.withQuote(none ? Csv.Options.NO_QUOTE : character("--quote", quote));
    }
    if (!missing.isEmpty()) {
      options = options.withAlsoMissing(Set.copyOf(missing));
    }
    return options;
  }

  private char character(String option, String typed) {
    String meant = typed.equals("\\t") || typed.equals("tab") ? "\t" : typed;
    if (meant.length() != 1) {
      throw new ParameterException(
          spec.commandLine(), option + " must be one character, or tab; got '" + typed + "'");
    }
    return meant.charAt(0);
  }
}
