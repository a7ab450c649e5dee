package org.denpan.web.abuse;

import static org.denpan.web.abuse.Abuse.any;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.denpan.Seed;

/// Requests that are wrong before their body is read, or no HTTP at all.
final class HttpAbuses {
  private static final String END = "\r\nHost: localhost\r\n\r\n";
  private static final String POST = "POST /predict HTTP/1.1\r\nHost: localhost\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";

  private HttpAbuses() {}

  static List<Abuse> all() {
    List<Abuse> all = new ArrayList<>();
    addPaths(all);
    addHeaders(all);
    addLengths(all);
    addStrangers(all);
    return all;
  }

  private static void addPaths(List<Abuse> all) {
    all.add(
        Abuse.of(
            "another method",
            chance ->
                any(
                        chance,
                        "GET",
                        "PUT",
                        "DELETE",
                        "PATCH",
                        "HEAD",
                        "TRACE",
                        "CONNECT",
                        "PROPFIND",
                        "post",
                        "P",
                        "OPTIONS",
                        "M" + "X".repeat(chance.nextInt(900)))
                    + " /predict HTTP/1.1"
                    + END));
    all.add(
        Abuse.of(
            "a method that only reads, for what is only read",
            chance ->
                any(chance, "POST", "PUT", "DELETE")
                    + any(chance, " /metrics", " /v2", " /v2/health/ready", " /openapi.json", " /")
                    + " HTTP/1.1\r\nContent-Length: 0"
                    + END));
    all.add(
        Abuse.of(
            "an unknown path",
            chance ->
                any(chance, "GET ", "POST ")
                    + unknownPath(chance)
                    + " HTTP/1.1\r\nContent-Length: 0"
                    + END));
    all.add(
        Abuse.of(
            "a path that is none",
            chance ->
                "GET "
                    + any(
                        chance,
                        "/%",
                        "/%zz",
                        "/%0",
                        "predict",
                        "\\predict",
                        "/pre dict",
                        "/<x>",
                        "/{}",
                        "/|",
                        "http://[",
                        "//",
                        "?",
                        "#",
                        "/\u0001",
                        "/\u00e4\u4e2d")
                    + " HTTP/1.1"
                    + END));
    all.add(
        Abuse.of(
            "a very long path",
            chance -> "GET /" + "a/".repeat(10_000 + chance.nextInt(300_000)) + " HTTP/1.1" + END));
  }

  private static String unknownPath(Seed.Stream chance) {
    String up =
        any(chance, "../", "..%2f", "%2e%2e/", "..\\", "..%5c", "%2e%2e%2f", "..;/", "....//");
    String climb = up.repeat(1 + chance.nextInt(8));
    return any(
            chance,
            "/" + climb + "etc/passwd",
            "/predict/" + climb + "etc/passwd",
            "/v2/models/" + climb + "etc/passwd",
            "/v2/models/" + climb + "etc/passwd/infer",
            "/v2/models/customers/versions/" + climb + "infer",
            "/metrics/" + climb + "x",
            "/v2/models/nobody" + chance.nextInt(9) + "/infer",
            "/v2/models//infer",
            "/v2/models/customers/infer/more",
            "/predict%00",
            "/predict/x",
            "/Predict",
            "/v1/models",
            "/v3",
            "/.git/config",
            "/wp-login.php",
            "/WEB-INF/web.xml",
            "/x?" + "a=b&".repeat(chance.nextInt(1000)))
        .replace("\\", "%5c");
  }

  private static void addHeaders(List<Abuse> all) {
    all.add(
        Abuse.of(
            "a flood of headers",
            chance -> {
              StringBuilder text = new StringBuilder(POST);
              for (int i = 201 + chance.nextInt(3000); i > 0; i--) {
                text.append("X-").append(i).append(": ").append(i).append("\r\n");
              }
              return text + "\r\n";
            }));
    all.add(
        Abuse.of(
            "a very long header",
            chance -> POST + "X: " + "y".repeat(400_000 + chance.nextInt(200_000)) + "\r\n\r\n"));
    all.add(
        Abuse.of(
            "a very long name of a header",
            chance -> POST + "y".repeat(400_000 + chance.nextInt(200_000)) + ": 1\r\n\r\n"));
    all.add(
        Abuse.of(
            "a header that is none",
            chance ->
                POST
                    + any(
                        chance,
                        "no colon",
                        ": no name",
                        "a b: c",
                        "a\u0000: b",
                        "(x): y",
                        "a[]: 1",
                        "\u00e4: 1")
                    + "\r\n\r\n"));
    all.add(
        Abuse.of(
            "a line that is no request",
            chance ->
                any(
                        chance,
                        "GET",
                        "GET /",
                        "GET / ",
                        "/ GET",
                        "\u0000",
                        "GET\t/\tHTTP/1.1",
                        "{\"age\":1}",
                        "GET  HTTP/1.1",
                        "HTTP/1.1 200 OK")
                    + END));
    all.add(
        Abuse.of(
            "a protocol that is not spoken",
            chance ->
                "GET /v2 "
                    + any(
                        chance,
                        "HTTP/2",
                        "HTTP/3.0",
                        "HTTP/9.9",
                        "FOO/1.1",
                        "HTTP/0.9",
                        "http",
                        "HTTP/1.1x")
                    + END));
  }

  private static void addLengths(List<Abuse> all) {
    all.add(
        Abuse.of(
            "a length that is none",
            chance ->
                POST
                    + JSON
                    + "Content-Length: "
                    + any(
                        chance,
                        "-1",
                        "abc",
                        "1e3",
                        "99999999999999999999",
                        "0x10",
                        "5 5",
                        "5,5",
                        "1.0",
                        "\u0661")
                    + "\r\n\r\n{}"));
    all.add(
        Abuse.of(
            "two lengths",
            chance ->
                POST
                    + JSON
                    + "Content-Length: 2\r\nContent-Length: "
                    + chance.nextInt(9)
                    + "\r\n\r\n{}"));
    all.add(
        Abuse.of(
            "a length and chunks",
            chance ->
                POST + JSON + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    all.add(
        Abuse.of(
            "a shorter body than said",
            chance ->
                POST
                    + JSON
                    + "Content-Length: "
                    + (100 + chance.nextInt(10_000_000))
                    + "\r\n\r\n"
                    + JsonAbuses.ROW));
    all.add(
        Abuse.of(
            "a longer body than taken",
            chance ->
                POST
                    + JSON
                    + "Content-Length: "
                    + any(chance, "100000000", "2147483648", "9223372036854775807")
                    + "\r\n\r\n"
                    + JsonAbuses.ROW));
    all.add(
        Abuse.of(
            "chunks that are none",
            chance ->
                POST
                    + JSON
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + any(
                        chance,
                        "zz\r\n{}\r\n0\r\n\r\n",
                        "-2\r\n{}\r\n0\r\n\r\n",
                        "ffffffff\r\n{}",
                        "80000000\r\n{}",
                        "7fffffff\r\n{}",
                        "fffffffffffffff\r\n{}",
                        "2\r\n{}0\r\n\r\n",
                        "2{}\r\n",
                        "2\r\n{}",
                        "2;" + "x".repeat(3000) + "\r\n{}\r\n0\r\n\r\n",
                        "2\n{}\n0\n\n",
                        "\r\n\r\n",
                        "00000000000000000002\r\n{}\r\n0\r\n\r\n")));
    all.add(
        Abuse.of(
            "chunks that end early",
            chance ->
                POST
                    + JSON
                    + "Transfer-Encoding: chunked\r\n\r\n18\r\n"
                    + JsonAbuses.ROW.substring(0, chance.nextInt(20))));
  }

  private static void addStrangers(List<Abuse> all) {
    all.add(new Abuse("random bytes", chance -> Abuse.noise(chance, 1 + chance.nextInt(5000))));
    all.add(
        Abuse.of(
            "the preface of HTTP/2",
            chance -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\u0000".repeat(chance.nextInt(40))));
    all.add(new Abuse("the hello of TLS", HttpAbuses::hello));
    all.add(
        Abuse.of(
            "another protocol",
            chance ->
                any(
                    chance,
                    "SSH-2.0-OpenSSH_9.6\r\n",
                    "EHLO example.org\r\n",
                    "*1\r\n$4\r\nPING\r\n",
                    "USER root\r\nPASS x\r\n",
                    "\u0003\u0000\u0000\u0013\u000e\u00e0\u0000\u0000",
                    "GET\r\n\r\n")));
    all.add(Abuse.of("nothing at all", chance -> ""));
    all.add(Abuse.of("blank lines", chance -> "\r\n".repeat(1 + chance.nextInt(5000))));
  }

  private static byte[] hello(Seed.Stream chance) {
    byte[] body = Abuse.noise(chance, 200 + chance.nextInt(300));
    byte[] head = {
      22,
      3,
      1,
      (byte) ((body.length + 4) >> 8),
      (byte) (body.length + 4),
      1,
      0,
      (byte) (body.length >> 8),
      (byte) body.length
    };
    return Abuse.join(head, body);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
