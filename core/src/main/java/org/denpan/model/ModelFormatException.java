package org.denpan.model;

import org.denpan.DenpanException;

/// A file that is not a model this version can read; the message says where and what was expected.
public final class ModelFormatException extends DenpanException {
  private static final long serialVersionUID = 1L;

  public ModelFormatException(String message) {
    super(message);
  }

  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
