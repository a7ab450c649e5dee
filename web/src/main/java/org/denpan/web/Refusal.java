package org.denpan.web;

import java.util.Map;
import org.denpan.DenpanException;

/// What a request is answered when it cannot be served: a status of HTTP and a message for the
/// person who sent it.
final class Refusal extends DenpanException {
  private static final long serialVersionUID = 1L;

  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int TIMEOUT = 408;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED_TYPE = 415;
  static final int MISDIRECTED = 421;
  static final int FAULT = 500;
  static final int UNAVAILABLE = 503;

  private final int status;
  private final transient Map<String, String> headers;

  /// A refusal with what its answer's headers say.
  Refusal(int status, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.headers = Map.copyOf(headers);
  }

  Refusal(int status, String message) {
    this(status, message, Map.of());
  }

  static Refusal bad(String message) {
    return new Refusal(BAD_REQUEST, message);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /// None: it says what a client did, and there may be many.
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
