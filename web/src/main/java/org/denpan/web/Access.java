package org.denpan.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/// Who may ask.
final class Access {
  private static final String SCHEME = "Bearer ";

  private Access() {}

  /// Refuses a request without the token, but for paths that are open.
  static void check(Call call, String token, Router router) {
    if (token.isEmpty() || router.isOpen(call.path())) {
      return;
    }
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
