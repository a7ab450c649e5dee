package org.denpan.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.denpan.DenpanException;
import org.denpan.data.Datasets;
import org.denpan.model.Model;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/// The run of `denpan train` that a model file says it comes from. What stands in a file is not
/// believed: nothing is written, no query is run, no driver loaded and no other machine asked only
/// because a file says so.
///
/// @param command as it stands in the file
/// @param words what it means
record StoredRun(String command, TrainCommand words) {
  /// More than any table takes.
  private static final String ALL_MEMORY = "999999t";

  /// @throws DenpanException if the model does not say how it was trained, or not so that this
  ///   version understands it
  static StoredRun of(Model model, Streams streams) {
    String command = model.provenance().getOrDefault("command", "");
    if (command.isEmpty()) {
      throw new DenpanException(
          "the model does not say with which command it was trained, so it cannot be trained again;"
              + " those that 'denpan train' and 'denpan tune' write do");
    }
    TrainCommand words = parse(command, "the model names", streams);
    words.split().folds = null; // which only judge
    words.training().threads = Runtime.getRuntime().availableProcessors();
    words.memory().scratch = Path.of("");
    return new StoredRun(command, words);
  }

  /// The words of a command as [Rerun#command] writes it.
  ///
  /// @param source who says so, for messages
  /// @throws DenpanException if it is none that this version understands
  static TrainCommand parse(String command, String source, Streams streams) {
    List<String> all = ShellWords.split(command);
    if (all.size() < 2 || !all.subList(0, 2).equals(List.of("denpan", "train"))) {
      throw new DenpanException(
          "the command that %s is no 'denpan train …': %s".formatted(source, command));
    }
    try {
      TrainCommand words = TrainCommand.of(all.subList(2, all.size()), streams);
      if (words.memory().memory == null) {
        words.memory().memory = ALL_MEMORY; // it was in memory, or the size would stand there
      }
      return words;
    } catch (ParameterException e) {
      throw new DenpanException(
          "this version does not understand the command that %s: %s; it was: %s"
              .formatted(source, e.getMessage(), command),
          e);
    }
  }

  /// Takes data and models from where they are now.
  ///
  /// @throws DenpanException if some are not there, or must not be used unasked
  void take(@Nullable String data, VerifyCommand.Sources sources) {
    ReadingOptions reading = words.reading();
    if (!reading.isQuery(words.data)) {
      words.data = source(data, words.data(), "DATA", "it was trained on");
    } else if (data != null) {
      throw new DenpanException(
          "the model was trained on what a query gives, so DATA has no place: " + command);
    }
    words.split().test = given("--test", sources.test, words.split().test, "tested with");
    @Nullable Path from = words.options().from;
    @Nullable String origin =
        given(
            "--from",
            sources.from == null ? null : sources.from.toString(),
            from == null ? null : from.toString(),
            "continued from");
    words.options().from = origin == null ? null : Path.of(origin);
  }

  private static @Nullable String given(
      String option, @Nullable String typed, @Nullable String stored, String what) {
    if (stored == null && typed != null) {
      throw new DenpanException(option + " has no effect: the model was " + what + " nothing else");
    }
    return stored == null ? null : source(typed, stored, option, "it was " + what);
  }

  /// What was typed; else what is stored, where it is on this machine.
  private static String source(@Nullable String typed, String stored, String name, String what) {
    if (typed != null) {
      return typed;
    }
    if (!Datasets.names().contains(stored) && !isFile(stored)) {
      throw new DenpanException(
          "%s: %s '%s', which is no file here; say where it is now".formatted(name, what, stored));
    }
    return stored;
  }

  private static boolean isFile(String name) {
    try {
      Path path = Path.of(name);
      return Files.isRegularFile(path) || Files.isDirectory(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
