package org.denpan.web;

import java.util.Optional;

/// Where a server listens, and how.
///
/// @param host the address to listen at; loopback is reached from this machine only
/// @param port 0 for any that is free
/// @param token what a request must carry as `Authorization: Bearer …`; empty for none
/// @param pollMillis how often the models' files are looked at for a new one; 0 for never
/// @param limits what is taken on
/// @param observer is told of requests
/// @param scoring what predicts
public record ServerOptions(
    String host,
    int port,
    Optional<String> token,
    int pollMillis,
    Limits limits,
    ServerObserver observer,
    Scoring.Factory scoring) {
  private static final int PORT = 8080;
  private static final int POLL_MILLIS = 1000;

  /// Loopback, port 8080, no token, files looked at every second.
  public ServerOptions() {
    this(
        "127.0.0.1",
        PORT,
        Optional.empty(),
        POLL_MILLIS,
        Limits.standard(),
        new ServerObserver() {},
        ModelScoring::new);
  }

  /// The same at another address.
  public ServerOptions withHost(String address) {
    return new ServerOptions(address, port, token, pollMillis, limits, observer, scoring);
  }

  /// The same at another port.
  public ServerOptions withPort(int other) {
    return new ServerOptions(host, other, token, pollMillis, limits, observer, scoring);
  }

  /// The same for requests that carry this token.
  public ServerOptions withToken(String secret) {
    return new ServerOptions(
        host, port, Optional.of(secret), pollMillis, limits, observer, scoring);
  }

  /// The same with another time between two looks at the files.
  public ServerOptions withPollMillis(int millis) {
    return new ServerOptions(host, port, token, millis, limits, observer, scoring);
  }

  /// The same with other limits.
  public ServerOptions withLimits(Limits others) {
    return new ServerOptions(host, port, token, pollMillis, others, observer, scoring);
  }

  /// The same that tells another observer.
  public ServerOptions withObserver(ServerObserver other) {
    return new ServerOptions(host, port, token, pollMillis, limits, other, scoring);
  }

  /// The same with other arithmetic behind it.
  public ServerOptions withScoring(Scoring.Factory other) {
    return new ServerOptions(host, port, token, pollMillis, limits, observer, other);
  }
}
