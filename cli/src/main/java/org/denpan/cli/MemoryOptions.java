package org.denpan.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.denpan.train.Shuffle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What happens to tables that are larger than memory.
@Command
final class MemoryOptions {
  private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*([kmgt])b?");

  /// A table is in memory once more while it is divided, and once as inputs.
  private static final int PARTS_OF_MEMORY = 4;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "What the table may take in memory, such as 500m or 2g; a larger one is learnt from out"
              + " of a scratch file. Default: a quarter of Java's memory.")
  @Nullable String memory;

  @Option(
      names = "--scratch",
      paramLabel = "FOLDER",
      description = "Where that file goes, for as long as the run takes; default: here.")
  Path scratch = Path.of("");

  @Option(
      names = "--shuffle",
      paramLabel = "SHUFFLE",
      description =
          "In what order rows are learnt from: full, or \"blocks 256\", which is what a scratch"
              + " file can give.")
  @Nullable String shuffle;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// How much of a table is held in memory, and where the rest goes.
  ///
  /// @param bytes that values may take
  record Budget(long bytes, Path scratch) {
    static final Budget UNLIMITED = new Budget(Long.MAX_VALUE, Path.of(""));

    /// As it is typed.
    String words() {
      return (bytes >> 20) + "m";
    }
  }

  /// @throws ParameterException if what was typed is no size
  Budget budget() {
    return new Budget(bytes(), scratch.toAbsolutePath());
  }

  private long bytes() {
    if (memory == null) {
      return Runtime.getRuntime().maxMemory() / PARTS_OF_MEMORY;
    }
    Matcher size = SIZE.matcher(memory.strip().toLowerCase(Locale.ROOT));
    if (!size.matches() || size.group(1).length() > 6) {
      throw new ParameterException(
          spec.commandLine(), "--memory must be a size such as 500m or 2g, got '" + memory + "'");
    }
    int power = "kmgt".indexOf(size.group(2)) + 1;
    return Long.parseLong(size.group(1)) << (10 * power);
  }

  /// The order that was asked for.
  ///
  /// @throws ParameterException if there is no such order
  Optional<Shuffle> shuffle() {
    return Optional.ofNullable(shuffle)
        .map(words -> Usage.of(spec, "--shuffle", () -> Shuffle.parse(words)));
  }
}
