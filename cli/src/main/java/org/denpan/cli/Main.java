package org.denpan.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// The `denpan` command.
public final class Main {
  private Main() {}

  /// Runs the command and ends the JVM with its exit code.
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // 12,000 rows everywhere
    Outlet out = Outlet.standardOutput();
    Outlet err = Outlet.standardError();
    int code = run(args, new Streams(System.in, out, err, Streams::errorIsTerminal));
    if (out.failure().isPresent()) {
      err.println("denpan: cannot write to standard output: " + out.failure().get());
      code = Failures.FAILED;
    }
    err.flush();
    if (code != 0) {
      System.exit(code); // not for 0: it would load the logging of exits
    }
  }

  /// Runs the command within this process, for tests and for those who embed it.
  ///
  /// @return the exit code: 0 done, 1 failed, 2 wrong usage
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, new Streams(InputStream.nullInputStream(), out, err, () -> false));
  }

  static int run(String[] args, Streams streams) {
    try {
      return Denpan.commandLine(streams, List.of(args)).execute(args);
    } catch (OutOfMemoryError e) {
      long heap = Runtime.getRuntime().maxMemory() >> 20;
      streams.say(
          "%,d MB of memory are not enough; give Java more, as with JDK_JAVA_OPTIONS=-Xmx8g"
              .formatted(heap));
      return Failures.FAILED;
    } finally {
      Interrupt.release();
    }
  }
}
