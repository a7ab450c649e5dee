package org.denpan.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A print stream to the process's output that remembers why writing failed, which [PrintStream]
/// forgets. Texts are in UTF-8 wherever terminals are.
final class Outlet extends PrintStream {
  private final Remembering under;

  private Outlet(Remembering under, boolean flushLines, Charset charset) {
    super(new BufferedOutputStream(under), flushLines, charset);
    this.under = under;
  }

  /// Standard output, buffered.
  static Outlet standardOutput() {
    return new Outlet(new Remembering(FileDescriptor.out), false, charset("stdout.encoding"));
  }

  /// Standard error, flushed after every line.
  static Outlet standardError() {
    return new Outlet(new Remembering(FileDescriptor.err), true, charset("stderr.encoding"));
  }

  private static Charset charset(String property) {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return windows
        ? Charset.forName(System.getProperty(property, "UTF-8"))
        : StandardCharsets.UTF_8;
  }

  /// Why something could not be written, if so. A reader that leaves early, as `head` does, is no
  /// failure.
  Optional<String> failure() {
    flush();
    return under.failure.filter(reason -> !reason.contains("Broken pipe"));
  }

  private static final class Remembering extends FileOutputStream {
    private Optional<String> failure = Optional.empty();

    private Remembering(FileDescriptor descriptor) {
      super(descriptor);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        super.write(bytes, from, length);
      } catch (IOException e) {
        failure = Optional.of(String.valueOf(e.getMessage()));
        throw e;
      }
    }
  }
}
