package org.denpan.net;

import org.denpan.DenpanException;

/// Sizes that do not fit together; the message prints both.
public final class ShapeException extends DenpanException {
  private static final long serialVersionUID = 1L;

  public ShapeException(String message) {
    super(message);
  }
}
