package org.denpan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/// The root of what Denpan throws on purpose. Its message is written for the person who reads it:
/// what was received, where, what was expected and what to do.
public class DenpanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DenpanException(String message) {
    super(message);
  }

  public DenpanException(String message, Throwable cause) {
    super(message, cause);
  }

  /// What an input or output exception means, in words that follow a file's name; the JDK's
  /// messages are often the bare name.
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException f -> "does not exist";
      case AccessDeniedException f -> "permission denied";
      case ClosedByInterruptException f -> "interrupted";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  /// As [#reason(IOException)], of the cause.
  public static String reason(UncheckedIOException e) {
    return reason(Objects.requireNonNull(e.getCause(), "every such exception has a cause"));
  }
}
