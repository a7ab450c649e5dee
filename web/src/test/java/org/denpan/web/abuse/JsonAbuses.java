package org.denpan.web.abuse;

import static org.denpan.web.abuse.Abuse.any;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.denpan.Seed;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Bodies that no model should take: no JSON, other JSON than asked for, values that are none.
final class JsonAbuses {
  static final String INFER = "/v2/models/customers/infer";
  static final String ROW = "{\"age\":42,\"plan\":\"gold\"}";
  private static final String TENSORS =
      "{\"inputs\":[{\"name\":\"age\",\"shape\":[2],\"datatype\":\"FP64\",\"data\":[42,null]},"
          + "{\"name\":\"plan\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"gold\",\"red\"]}]}";
  private static final int NESTED = 100_000;
  private static final JsonMapper STRICT = JsonMapper.shared();

  private JsonAbuses() {}

  static List<Abuse> all() {
    List<Abuse> all = new ArrayList<>();
    for (String path : List.of("/predict", INFER)) {
      String good = path.equals(INFER) ? TENSORS : ROW;
      all.add(Abuse.ofBody("a body cut short", path, chance -> cut(chance, good)));
      all.add(Abuse.ofBytes("a body with bytes changed", path, chance -> changed(chance, good)));
      all.add(Abuse.ofBody("an empty body", path, chance -> any(chance, "", " ", "\r\n\r\n")));
      all.add(Abuse.ofBody("another JSON value", path, JsonAbuses::otherValue));
      all.add(
          Abuse.ofBody(
              "something after it", path, chance -> good + any(chance, "}", good, ",", "x")));
      all.add(Abuse.ofBody("deep nesting", path, JsonAbuses::nested));
      all.add(
          Abuse.ofBytes("noise", path, chance -> Abuse.noise(chance, 1 + chance.nextInt(3000))));
      all.add(
          Abuse.ofBytes(
              "a name that is no UTF-8",
              path,
              chance ->
                  ("{\"\u00ff" + (char) (0x80 + chance.nextInt(64)) + "\":1}")
                      .getBytes(StandardCharsets.ISO_8859_1)));
      all.add(
          new Abuse(
              "another content type to " + path,
              chance ->
                  Abuse.post(path, contentType(chance), good.getBytes(StandardCharsets.UTF_8))));
    }
    addRows(all);
    addTensors(all);
    return all;
  }

  private static void addRows(List<Abuse> all) {
    String path = "/predict";
    all.add(
        Abuse.ofBody(
            "a wrong type",
            path,
            chance -> row(any(chance, "\"old\"", "true", "[1]", "{}", "\"\\u0000\""), "\"gold\"")));
    all.add(
        Abuse.ofBody(
            "a wrong type for a text",
            path,
            chance -> row("1", any(chance, "{}", "[]", "[\"gold\"]", "{\"a\":1}"))));
    all.add(
        Abuse.ofBody(
            "a missing column",
            path,
            chance ->
                any(
                    chance,
                    "{\"age\":1}",
                    "{}",
                    "[{}]",
                    "{\"rows\":[{\"age\":3}]}",
                    "[" + ROW + ",{\"age\":1}]")));
    all.add(
        Abuse.ofBody(
            "an unknown column",
            path,
            chance ->
                "{\"age\":1,\"plan\":\"red\",\""
                    + any(chance, "height", "Age", "", "rows")
                    + chance.nextInt(9)
                    + "\":1}"));
    all.add(
        Abuse.ofBody(
            "not a number",
            path,
            chance ->
                row(
                    any(
                        chance,
                        "NaN",
                        "Infinity",
                        "-Infinity",
                        "nan",
                        "\"NaN\"",
                        "0x10",
                        "1_000",
                        "01",
                        "+1",
                        ".5",
                        "5.",
                        "1e",
                        "--1"),
                    "\"gold\"")));
    all.add(
        Abuse.ofBody(
            "a huge number",
            path,
            chance ->
                row(
                    any(
                        chance,
                        "1e400",
                        "-1e400",
                        "1e999999999",
                        "1e99999999999999999999",
                        digits(chance),
                        "0." + digits(chance)),
                    "\"gold\"")));
    all.add(
        Abuse.ofBody(
            "a column twice",
            path,
            chance ->
                "{\"age\":1,\""
                    + any(chance, "age\":2", "plan\":\"red\",\"plan\":\"gold\"", "age\":1")
                    + ",\"plan\":\"red\"}"));
    all.add(
        Abuse.ofBody(
            "no rows, or rows that are none",
            path,
            chance ->
                any(
                    chance,
                    "[]",
                    "{\"rows\":[]}",
                    "{\"rows\":{}}",
                    "{\"rows\":1}",
                    "[1]",
                    "[[" + ROW + "]]",
                    "[" + ROW + ",null]",
                    "{\"rows\":[" + ROW + "],\"more\":1}")));
    all.add(
        Abuse.ofBody(
            "too many rows",
            path,
            chance ->
                "["
                    + "{\"age\":1,\"plan\":\"red\"},".repeat(2000 + chance.nextInt(200))
                    + ROW
                    + "]"));
    all.add(
        Abuse.ofBody(
            "a very long name",
            path,
            chance -> "{\"" + "x".repeat(2000 + chance.nextInt(100_000)) + "\":1}"));
    all.add(
        Abuse.ofBody(
            "a very long text",
            path,
            chance -> row("1", "\"" + "x".repeat((1 << 20) + 1 + chance.nextInt(100_000)) + "\"")));
  }

  private static void addTensors(List<Abuse> all) {
    all.add(
        Abuse.ofBody(
            "a shape that does not fit",
            INFER,
            chance ->
                TENSORS.replaceFirst(
                    "\\[2]",
                    any(
                        chance,
                        "[3]",
                        "[-2]",
                        "[2147483647,2147483647]",
                        "[0]",
                        "[]",
                        "[2.5]",
                        "[\"2\"]",
                        "2",
                        "[9223372036854775807]",
                        "[65536,65536]",
                        "[1e9]",
                        "null"))));
    all.add(
        Abuse.ofBody(
            "a datatype that does not fit",
            INFER,
            chance ->
                TENSORS.replaceFirst(
                    "FP64", any(chance, "BYTES", "FP8", "fp64", "", "BOOL", "COMPLEX"))));
    all.add(
        Abuse.ofBody(
            "data that do not fit",
            INFER,
            chance ->
                TENSORS.replace(
                    "[42,null]",
                    any(
                        chance,
                        "[42]",
                        "[42,1,2]",
                        "[]",
                        "42",
                        "{}",
                        "null",
                        "[\"a\",\"b\"]",
                        "[[[42]]]",
                        "[NaN,1]",
                        "[1e999,1]"))));
    all.add(
        Abuse.ofBody(
            "a tensor too few or too many",
            INFER,
            chance ->
                any(
                    chance,
                    "{\"inputs\":[]}",
                    "{}",
                    "{\"inputs\":{}}",
                    "{\"inputs\":null}",
                    TENSORS.replace("\"plan\"", "\"age\""),
                    TENSORS.replace("\"plan\"", "\"paln\""))));
    all.add(new Abuse("a binary part that does not fit", chance -> binary(chance)));
  }

  private static byte[] binary(Seed.Stream chance) {
    byte[] body = TENSORS.getBytes(StandardCharsets.UTF_8);
    String length =
        any(chance, "-1", "0", "999999", "x", "1", "2147483648", "99999999999999999999");
    String lines =
        "Inference-Header-Content-Length: " + length + "\r\nContent-Length: " + body.length;
    return Abuse.join(Abuse.head("POST", INFER, "application/octet-stream", lines), body);
  }

  private static String row(String age, String plan) {
    return "{\"age\":" + age + ",\"plan\":" + plan + "}";
  }

  private static String cut(Seed.Stream chance, String good) {
    return good.substring(0, 1 + chance.nextInt(good.length() - 2));
  }

  /// Some bytes are others, so that it is certainly no JSON any more.
  private static byte[] changed(Seed.Stream chance, String good) {
    while (true) {
      byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
      for (int i = 1 + chance.nextInt(4); i > 0; i--) {
        bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
      }
      try {
        STRICT.readTree(bytes);
      } catch (JacksonException e) {
        return bytes;
      }
    }
  }

  private static String otherValue(Seed.Stream chance) {
    return any(
        chance,
        "null",
        "true",
        "42",
        "\"gold\"",
        "[]",
        "[null]",
        "[[]]",
        "{\"\":{}}",
        "'x'",
        "[1,2]",
        "<a/>",
        "age=1&plan=gold",
        "/**/",
        "// x",
        "undefined");
  }

  private static String nested(Seed.Stream chance) {
    int depth = 100 + chance.nextInt(NESTED);
    return any(
        chance,
        "[".repeat(depth),
        "{\"age\":".repeat(depth),
        "{\"age\":" + "[".repeat(depth) + "]".repeat(depth) + "}",
        "{\"unknown\":" + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth) + "}",
        "[" + "{\"rows\":[".repeat(depth));
  }

  private static String digits(Seed.Stream chance) {
    return "9".repeat(1000 + chance.nextInt(100_000));
  }

  private static String contentType(Seed.Stream chance) {
    return any(
        chance,
        "text/plain",
        "text/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "image/png",
        "application/xml",
        "*/*",
        "json",
        "application",
        "application/jsonx",
        ";",
        "\"");
  }
}
