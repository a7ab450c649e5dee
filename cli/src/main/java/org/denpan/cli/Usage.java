package org.denpan.cli;

import java.util.function.Supplier;
import org.denpan.DenpanException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Turns what the library says of a typed value into wrong usage of an option.
final class Usage {
  private Usage() {}

  /// @throws ParameterException with the option's name, if the library refuses the value
  static <T> T of(CommandSpec spec, String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (DenpanException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }

  /// The same of what gives no value.
  static void check(CommandSpec spec, String option, Runnable check) {
    of(
        spec,
        option,
        () -> {
          check.run();
          return option;
        });
  }
}
