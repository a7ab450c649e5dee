package org.denpan.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A request and its answer.
final class Call {
  static final String JSON = "application/json";
  private static final int FIRST_ROOM = 8192;

  private final HttpExchange exchange;
  private final Limits limits;
  private final Admission admission;
  private final long start = System.nanoTime();
  private final JsonBytes json = new JsonBytes();
  private byte[] body = new byte[0];
  private int bodyLength;
  private long reserved;
  private int status;
  private int rows;
  private String route = "other";
  private String model = "";

  Call(HttpExchange exchange, Limits limits, Admission admission) {
    this.exchange = exchange;
    this.limits = limits;
    this.admission = admission;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  /// The JSON of the answer, to be written.
  JsonBytes json() {
    return json;
  }

  byte[] body() {
    return body;
  }

  int bodyLength() {
    return bodyLength;
  }

  int status() {
    return status;
  }

  int rows() {
    return rows;
  }

  void rows(int predicted) {
    rows = predicted;
  }

  String route() {
    return route;
  }

  String model() {
    return model;
  }

  long nanos() {
    return System.nanoTime() - start;
  }

  void matched(String pattern, String name) {
    route = pattern;
    model = name;
  }

  /// Whether something was answered already.
  boolean answered() {
    return status != 0;
  }

  /// Refuses what only looks like HTTP/1; the JDK's server does not mind.
  void checkProtocol() {
    String said = exchange.getProtocol();
    if (!said.equals("HTTP/1.1") && !said.equals("HTTP/1.0")) {
      throw new Refusal(
          Refusal.BAD_REQUEST,
          "the protocol should be HTTP/1.1, got '" + Fields.shortened(said) + "'",
          Map.of("Connection", "close"));
    }
  }

  /// Refuses a body that does not say it is of one of these types.
  void accept(String... types) {
    String said = header("Content-Type");
    String bare = said == null ? "" : said.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!List.of(types).contains(bare)) {
      throw new Refusal(
          Refusal.UNSUPPORTED_TYPE,
          "the body should be "
              + types[0]
              + ", and say so as 'Content-Type: "
              + types[0]
              + "'; got "
              + (bare.isEmpty() ? "no Content-Type" : "'" + Fields.shortened(bare) + "'"));
    }
  }

  /// Reads the body, within the bounds of size and time.
  void read() throws IOException {
    String said = header("Content-Length");
    long announced = said == null ? -1 : Long.parseLong(said.strip()); // the JDK has checked it
    if (announced > limits.bodyBytes()) {
      throw tooLarge();
    }
    long deadline = start + TimeUnit.SECONDS.toNanos(limits.seconds());
    InputStream in = exchange.getRequestBody();
    body = new byte[announced < 0 ? FIRST_ROOM : (int) Math.min(announced, FIRST_ROOM)];
    for (; ; ) {
      if (bodyLength == body.length) {
        if (bodyLength == announced) {
          in.read(); // finds the end, which the JDK would else look for when it closes
          return;
        }
        grow();
      }
      int count = read(in);
      if (count < 0) {
        return;
      }
      bodyLength += count;
      if (System.nanoTime() > deadline) {
        throw new Refusal(
            Refusal.TIMEOUT,
            "the body did not arrive within " + limits.seconds() + " seconds",
            Map.of("Connection", "close"));
      }
    }
  }

  private int read(InputStream in) throws IOException {
    try {
      return in.read(body, bodyLength, body.length - bodyLength);
    } catch (RuntimeException e) { // what the JDK throws for lengths of chunks that are none
      throw new Refusal(
          Refusal.BAD_REQUEST,
          "the body's chunks are not as HTTP has them",
          Map.of("Connection", "close"));
    }
  }

  private void grow() {
    if (bodyLength >= limits.bodyBytes()) {
      throw tooLarge();
    }
    int more = (int) Math.min(limits.bodyBytes(), 2L * Math.max(bodyLength, FIRST_ROOM / 2));
    reserve(more - body.length);
    body = Arrays.copyOf(body, more);
  }

  private Refusal tooLarge() {
    return new Refusal(
        Refusal.TOO_LARGE,
        "the body is larger than "
            + limits.bodyBytes()
            + " bytes; send its rows in several requests",
        Map.of("Connection", "close"));
  }

  /// Memory for this request, given back at its end.
  ///
  /// @throws Refusal if others have it all
  void reserve(long bytes) {
    admission.reserve(bytes);
    reserved += bytes;
  }

  /// Answers with the JSON that was written.
  void answer(int code) throws IOException {
    answer(code, JSON, json.bytes(), json.length());
  }

  /// Answers with a body of any type.
  void answer(int code, String type, byte[] bytes, int length) throws IOException {
    status = code;
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    if (method().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(length));
      exchange.sendResponseHeaders(code, -1);
      return;
    }
    exchange.sendResponseHeaders(code, length == 0 ? -1 : length);
    if (length > 0) {
      OutputStream out = exchange.getResponseBody();
      out.write(bytes, 0, length);
      out.flush(); // to close it would wait for what is left of the request's body
    }
  }

  /// Answers that the request cannot be served.
  void refuse(Refusal refusal) throws IOException {
    refusal.headers().forEach(exchange.getResponseHeaders()::set);
    json.clear();
    json.raw("{\"error\":").string(String.valueOf(refusal.getMessage())).raw("}\n");
    answer(refusal.status());
  }

  void header(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  /// Gives back what it took.
  void end() {
    admission.release(reserved);
    exchange.close();
  }
}
