package org.denpan;

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
}
