package org.denpan.data;

import org.denpan.DenpanException;

/// Data that cannot be used as it is. The message names the file, line and column where there are
/// such, the value received, what was expected and what to do.
public final class DataException extends DenpanException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
