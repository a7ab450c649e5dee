package org.denpan.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.denpan.model.Model;
import org.jspecify.annotations.Nullable;

/// A format that models are exported in: one option, which names the file, and what else belongs to
/// it. [ExportCommand] lists them.
interface ExportFormat {
  /// The option as it is typed: `--safetensors`.
  String option();

  /// The file to write; null where this format was not asked for.
  @Nullable Path file();

  /// What is wrong with the options of this format, such as one that needs another.
  default Optional<String> problem() {
    return Optional.empty();
  }

  /// Writes the model.
  ///
  /// @return what was written and what is not in it, in words that follow "wrote "
  String write(Model model, Path to);
}
