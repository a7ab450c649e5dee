package org.denpan.train;

import java.util.Locale;
import org.denpan.DenpanException;

/// How often a checkpoint is written.
public sealed interface Every {
  /// After so much time; written between two steps, so perhaps a little later.
  ///
  /// @throws DenpanException unless a positive number
  static Every seconds(double seconds) {
    return new Seconds(seconds);
  }

  /// After so many steps.
  ///
  /// @throws DenpanException unless at least 1
  static Every steps(long steps) {
    return new Steps(steps);
  }

  /// Reads words such as `30 s`, `5 min`, `1 h`, `1000 steps`.
  ///
  /// @throws DenpanException for others
  static Every parse(String words) {
    String text = words.strip().toLowerCase(Locale.ROOT);
    String number = text.replaceFirst("[a-z ]*$", "");
    String unit = text.substring(number.length()).strip();
    try {
      return switch (unit) {
        case "s", "sec", "second", "seconds" -> seconds(Double.parseDouble(number));
        case "min", "minute", "minutes" -> seconds(60 * Double.parseDouble(number));
        case "h", "hour", "hours" -> seconds(3600 * Double.parseDouble(number));
        case "step", "steps" -> steps(Long.parseLong(number));
        default -> throw unknown(words);
      };
    } catch (NumberFormatException e) {
      throw unknown(words);
    }
  }

  private static DenpanException unknown(String words) {
    return new DenpanException(
        "expected a time or a number of steps, such as \"30 s\", \"5 min\" or \"1000 steps\", got"
            + " \""
            + words
            + "\"");
  }

  /// Whether the next one is due.
  ///
  /// @param nanos since the last
  /// @param steps since the last
  boolean due(long nanos, long steps);

  record Seconds(double seconds) implements Every {
    public Seconds {
      if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
        throw new DenpanException(
            "the time between two checkpoints must be positive, got " + seconds + " s");
      }
    }

    @Override
    public boolean due(long nanos, long steps) {
      return nanos >= 1e9 * seconds;
    }

    @Override
    public String toString() {
      return (seconds == Math.rint(seconds) ? Long.toString((long) seconds) : "" + seconds) + " s";
    }
  }

  record Steps(long steps) implements Every {
    public Steps {
      if (steps < 1) {
        throw new DenpanException(
            "the number of steps between two checkpoints must be at least 1, got " + steps);
      }
    }

    @Override
    public boolean due(long nanos, long done) {
      return done >= steps;
    }

    @Override
    public String toString() {
      return steps == 1 ? "1 step" : steps + " steps";
    }
  }
}
