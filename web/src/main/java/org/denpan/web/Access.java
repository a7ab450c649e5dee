package org.denpan.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who may ask.
final class Access {
  private static final String SCHEME = "Bearer ";

  private Access() {}

  /// Refuses a request without the token, but for paths that are open; where there is no token and
  /// only this machine may ask, refuses one for another host: a page in a browser here could send
  /// it, from a name that its owner has pointed to this machine.
  ///
  /// @param local whether only this machine is listened to
  static void check(Call call, String token, boolean local, Router router) {
    if (token.isEmpty()) {
      if (local) {
        host(call.header("Host"));
      }
    } else if (!router.isOpen(call.path())) {
      bearer(call, token);
    }
  }

  private static void host(@Nullable String said) {
    boolean here = said == null || isHere(said.strip());
    if (!here) {
      throw new Refusal(
          Refusal.MISDIRECTED,
          "this server answers this machine only, and only by the name localhost or 127.0.0.1");
    }
  }

  private static boolean isHere(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']');
    String name = port ? host.substring(0, colon) : host;
    return name.isEmpty()
        || name.equalsIgnoreCase("localhost")
        || name.equals("[::1]")
        || isLoopback(name);
  }

  /// Whether it is an address such as 127.0.0.1, and not a name that begins so.
  private static boolean isLoopback(String name) {
    return name.startsWith("127.")
        && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private static void bearer(Call call, String token) {
    String said = call.header("Authorization");
    boolean scheme = said != null && said.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String given = scheme && said != null ? said.substring(SCHEME.length()).strip() : "";
    // takes the same time wherever they differ
    if (!MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
      throw new Refusal(
          Refusal.UNAUTHORIZED,
          "a token is needed, as 'Authorization: Bearer TOKEN'"
              + (given.isEmpty() ? "" : "; this is not the right one"),
          Map.of("WWW-Authenticate", "Bearer"));
    }
  }
}
