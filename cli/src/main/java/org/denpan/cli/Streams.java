package org.denpan.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Where a command reads and writes.
///
/// @param in what `-` reads
/// @param out results
/// @param err progress and messages
/// @param live whether a line written to `err` may be redrawn; asked only when there is progress
record Streams(InputStream in, PrintStream out, PrintStream err, BooleanSupplier live) {
  /// Says something that is not a result.
  void say(String message) {
    out.flush(); // what was printed before comes before
    err.println("denpan: " + message);
  }

  /// Whether standard error is a terminal. `System.console` only knows of the other two streams.
  static boolean errorIsTerminal() {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
    try {
      return new ProcessBuilder("test", "-t", "2").inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
