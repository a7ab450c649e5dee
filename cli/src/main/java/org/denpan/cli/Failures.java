package org.denpan.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Words;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What went wrong, as one message on standard error and an exit code.
final class Failures {
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private final Streams streams;

  Failures(Streams streams) {
    this.streams = streams;
  }

  /// Lets a command line report through this.
  void handle(CommandLine line) {
    line.setParameterExceptionHandler(usage());
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, debug(command)));
  }

  private IParameterExceptionHandler usage() {
    return (e, args) -> {
      CommandLine command = e.getCommandLine();
      streams.say(usageMessage(e));
      streams.err().println("See " + command.getCommandSpec().qualifiedName() + " --help");
      if (List.of(args).contains("--debug")) {
        e.printStackTrace(streams.err());
      }
      return WRONG_USAGE;
    };
  }

  private static String usageMessage(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched);
    }
    return String.valueOf(e.getMessage());
  }

  private static String unmatched(UnmatchedArgumentException e) {
    CommandLine command = e.getCommandLine();
    String word = e.getUnmatched().getFirst();
    if (e.isUnknownOption()) {
      String option = word.replaceFirst("=.*", "");
      List<String> known =
          command.getCommandSpec().options().stream().flatMap(o -> Stream.of(o.names())).toList();
      return known.stream()
          .filter(name -> name.startsWith("--"))
          .filter(name -> option.startsWith(name) || option.equals(initials(name)))
          .findFirst()
          .map(name -> "unknown option " + option + "; did you mean '" + name + "'?")
          .orElseGet(() -> "unknown option " + option + "; " + Words.suggestion(option, known));
    }
    if (!command.getSubcommands().isEmpty()) {
      return "unknown command '"
          + word
          + "'; "
          + Words.suggestion(word, command.getSubcommands().keySet());
    }
    return "'" + word + "' is one argument too many; quote what belongs together";
  }

  /// `--lr` of `--learning-rate`.
  private static String initials(String option) {
    return option.replaceAll("(?<=[a-z])[a-z]+-?", "");
  }

  private static boolean debug(CommandLine command) {
    return Optional.ofNullable(command.getParseResult())
        .map(CommandLine.ParseResult::originalArgs)
        .orElse(List.of())
        .contains("--debug");
  }

  private int failed(Exception e, boolean debug) {
    streams.say(message(e, debug));
    if (debug) {
      e.printStackTrace(streams.err());
    }
    return FAILED;
  }

  private static String message(Exception e, boolean debug) {
    if (e instanceof DenpanException) {
      return String.valueOf(e.getMessage());
    }
    IOException problem =
        switch (e) {
          case IOException io -> io;
          case UncheckedIOException unchecked -> unchecked.getCause();
          default -> null;
        };
    if (problem != null) {
      String file = problem instanceof FileSystemException f ? f.getFile() + ": " : "";
      return file + DenpanException.reason(problem);
    }
    return "a fault in denpan itself: " + e + (debug ? "" : "; --debug shows where");
  }
}
