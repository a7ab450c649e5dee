package org.denpan.cli;

import org.denpan.DenpanException;
import org.denpan.data.Preparation;
import org.denpan.data.Treatment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How columns become inputs.
@Command
final class PreparationOptions {
  @Option(
      names = "--numbers",
      paramLabel = "TREATMENT",
      description = "How numbers are scaled: standardize (default), robust or quantile.")
  @Nullable String numbers;

  @Option(
      names = "--embed-from",
      paramLabel = "N",
      description =
          "Columns of at least so many different texts get learnt vectors, others are one-hot;"
              + " default 65.")
  @Nullable Integer embedFrom;

  @Option(
      names = "--embedding-size",
      paramLabel = "N",
      description = "Numbers in such a vector; default 8.")
  @Nullable Integer embeddingSize;

  @Option(
      names = "--columns",
      paramLabel = "TREATMENTS",
      description =
          "What becomes of single columns, as in \"age=quantile, zip=embedding 4, note=leaveout\":"
              + " standardize, robust, quantile, onehot, embedding, calendar, leaveout.")
  @Nullable String columns;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// What was typed, on top of what would be done otherwise.
  ///
  /// @throws ParameterException for a treatment that is none
  Preparation preparation(Preparation usual) {
    Preparation all = usual;
    try {
      if (numbers != null) {
        all = all.withNumbers(Treatment.parse(numbers));
      }
      if (embedFrom != null || embeddingSize != null) {
        all =
            all.withEmbeddings(
                embedFrom == null ? all.embedFrom() : embedFrom,
                embeddingSize == null ? all.embeddingSize() : embeddingSize);
      }
      return columns == null ? all : all.with(columns);
    } catch (DenpanException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /// Whether anything was typed.
  boolean any() {
    return numbers != null || embedFrom != null || embeddingSize != null || columns != null;
  }
}
