package org.denpan.web.abuse;

import java.nio.charset.StandardCharsets;
import org.denpan.Seed;

/// One kind of malformed request.
///
/// @param name in words, for the message of a failure
/// @param bytes makes one of the kind: all that is sent
record Abuse(String name, Maker bytes) {
  @FunctionalInterface
  interface Maker {
    byte[] make(Seed.Stream chance);
  }

  /// A kind whose bytes are text.
  static Abuse of(String name, java.util.function.Function<Seed.Stream, String> text) {
    return new Abuse(name, chance -> text.apply(chance).getBytes(StandardCharsets.UTF_8));
  }

  /// A well-formed request with this body, which is what is wrong with it.
  static Abuse ofBody(
      String name, String path, java.util.function.Function<Seed.Stream, String> body) {
    return ofBytes(name, path, chance -> body.apply(chance).getBytes(StandardCharsets.UTF_8));
  }

  /// The same with bytes that may be no text.
  static Abuse ofBytes(String name, String path, Maker body) {
    return new Abuse(
        name + " to " + path, chance -> post(path, "application/json", body.make(chance)));
  }

  static byte[] post(String path, String type, byte[] body) {
    return join(head("POST", path, type, "Content-Length: " + body.length), body);
  }

  static byte[] head(String method, String path, String type, String length) {
    String lines =
        method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n";
    return (lines + length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// One of these.
  @SafeVarargs
  static <T> T any(Seed.Stream chance, T... of) {
    return of[chance.nextInt(of.length)];
  }

  /// Random bytes.
  static byte[] noise(Seed.Stream chance, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) chance.nextInt(256);
    }
    return bytes;
  }
}
