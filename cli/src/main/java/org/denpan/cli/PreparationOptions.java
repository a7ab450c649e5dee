package org.denpan.cli;

import java.util.Optional;
import java.util.function.BiFunction;
import org.denpan.data.Preparation;
import org.denpan.data.Treatment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  /// @throws picocli.CommandLine.ParameterException for a treatment that is none
  Preparation preparation(Preparation usual) {
    Preparation scaled =
        with(numbers, "--numbers", usual, (p, words) -> p.withNumbers(Treatment.parse(words)));
    Preparation embedded =
        with(
            embedFrom,
            "--embed-from",
            scaled,
            (p, count) -> p.withEmbeddings(count, p.embeddingSize()));
    Preparation sized =
        with(
            embeddingSize,
            "--embedding-size",
            embedded,
            (p, size) -> p.withEmbeddings(p.embedFrom(), size));
    return with(columns, "--columns", sized, Preparation::with);
  }

  private <T> Preparation with(
      @Nullable T typed,
      String option,
      Preparation before,
      BiFunction<Preparation, T, Preparation> change) {
    return Optional.ofNullable(typed)
        .map(value -> Usage.of(spec, option, () -> change.apply(before, value)))
        .orElse(before);
  }

  /// Whether anything was typed.
  boolean any() {
    return numbers != null || embedFrom != null || embeddingSize != null || columns != null;
  }
}
