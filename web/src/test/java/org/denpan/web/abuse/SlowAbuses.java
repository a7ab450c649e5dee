package org.denpan.web.abuse;

import static org.denpan.web.abuse.HttpAbuses.ascii;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Clients that take their time, or never end: what they send would be right, some day.
final class SlowAbuses {
  private static final String POST =
      "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  private static final int HUGE = 100_000_000;
  private static final int BLOCK = 1 << 16;
  private static final int PAUSE_MILLIS = 100;
  private static final int PIPELINED = 2000;

  private SlowAbuses() {}

  /// What a client does with its connection, until it is answered or cut off.
  @FunctionalInterface
  interface Behaviour {
    Wire.Answer with(Wire wire) throws IOException, InterruptedException;
  }

  /// @param name in words
  record Slow(String name, Behaviour behaviour) {}

  static List<Slow> all() {
    List<Slow> all = new ArrayList<>();
    all.add(new Slow("says nothing", Wire::answer));
    all.add(
        new Slow(
            "a header a byte at a time", wire -> slowly(wire, POST + "X: " + "y".repeat(2000))));
    all.add(
        new Slow(
            "a body a byte at a time",
            wire -> slowly(wire, POST + "Content-Length: 2000\r\n\r\n" + " ".repeat(2000), 120)));
    all.add(
        new Slow(
            "chunks a byte at a time",
            wire ->
                slowly(
                    wire,
                    POST + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\n \r\n".repeat(500),
                    120)));
    all.add(
        new Slow(
            "a body that never comes",
            wire -> {
              wire.send(ascii(POST + "Content-Length: 25\r\n\r\n"));
              return wire.answer();
            }));
    all.add(
        new Slow(
            "leave to go on that is not used",
            wire -> {
              wire.send(ascii(POST + "Expect: 100-continue\r\nContent-Length: 25\r\n\r\n"));
              return wire.answer();
            }));
    all.add(
        new Slow(
            "half a body, then half closed",
            wire -> {
              wire.send(ascii(POST + "Content-Length: 25\r\n\r\n{\"age\":"));
              wire.sendNoMore();
              return wire.answer();
            }));
    all.add(
        new Slow(
            "100 MB, declared",
            wire -> {
              wire.send(ascii(POST + "Content-Length: " + HUGE + "\r\n\r\n"));
              return pour(wire, ascii(" ".repeat(BLOCK)));
            }));
    all.add(
        new Slow(
            "100 MB in chunks",
            wire -> {
              wire.send(ascii(POST + "Transfer-Encoding: chunked\r\n\r\n"));
              String size = Integer.toHexString(BLOCK);
              return pour(wire, ascii(size + "\r\n" + " ".repeat(BLOCK) + "\r\n"));
            }));
    all.add(new Slow("never reads the answers", SlowAbuses::neverReads));
    return all;
  }

  private static Wire.Answer slowly(Wire wire, String text)
      throws IOException, InterruptedException {
    return slowly(wire, text, 0);
  }

  /// @param atOnce how many bytes come before it is slow
  private static Wire.Answer slowly(Wire wire, String text, int atOnce)
      throws IOException, InterruptedException {
    byte[] bytes = ascii(text);
    boolean taken = wire.send(java.util.Arrays.copyOf(bytes, atOnce));
    for (int i = atOnce; taken && i < bytes.length; i++) {
      taken = wire.send(new byte[] {bytes[i]});
      Thread.sleep(PAUSE_MILLIS);
    }
    if (taken) {
      throw new AssertionError("the server has waited for " + bytes.length + " slow bytes");
    }
    return wire.answer();
  }

  private static Wire.Answer pour(Wire wire, byte[] block) throws IOException {
    int sent = 0;
    while (sent < HUGE && wire.send(block)) {
      sent += BLOCK;
    }
    return wire.answer();
  }

  /// Asks and asks for what is larger than all buffers between the two.
  private static Wire.Answer neverReads(Wire wire) {
    String rows = "[" + (JsonAbuses.ROW + ",").repeat(PIPELINED - 1) + JsonAbuses.ROW + "]";
    byte[] request = ascii(POST + "Content-Length: " + rows.length() + "\r\n\r\n" + rows);
    for (int i = 0; i < PIPELINED; i++) {
      if (!wire.send(request)) {
        return Wire.Answer.CUT_OFF;
      }
    }
    return new Wire.Answer(200, "everything was taken");
  }
}
