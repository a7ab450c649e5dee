package org.denpan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.denpan.data.Row;
import org.denpan.model.Prediction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferTest {
  private static final long MARCH = 1_773_066_600_000_000L; // 2026-03-09T14:30Z
  private static final String BINARY = "application/octet-stream";
  private static final String HEADER = "Inference-Header-Content-Length";

  @TempDir private static Path folder;
  private static ModelServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    Models.churn().save(folder.resolve("churn.denpan"));
    Models.price().save(folder.resolve("price.denpan"));
    server =
        ModelServer.start(
            Map.of(
                "churn", folder.resolve("churn.denpan"), "price", folder.resolve("price.denpan")),
            new ServerOptions().withPort(0));
    client = new Client(server);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.stop();
  }

  private static String input(String name, String datatype, String data) {
    return "{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":[2,1],\"data\":%s}"
        .formatted(name, datatype, data);
  }

  private static String request(String more, String... inputs) {
    return "{" + more + "\"inputs\":[" + String.join(",", inputs) + "]}";
  }

  private static List<Prediction> expected() {
    return List.of(
        Models.churn()
            .predict(
                Row.of("age", 42, "income", 2500.5, "plan", "gold", "since", "2026-03-09T14:30")),
        Models.churn()
            .predict(Row.of("age", Double.NaN, "income", 3000, "plan", "red", "since", "")));
  }

  private static String version() {
    return server.models().stream()
        .filter(m -> m.name().equals("churn"))
        .findFirst()
        .orElseThrow()
        .version();
  }

  private static String infer(String json) {
    HttpResponse<String> answer = client.post("/v2/models/churn/infer", json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void columnsAreInputsAndTheIdComesBack() {
    List<Prediction> said = expected();
    String probabilities =
        Arrays.toString(said.getFirst().outputs()).replace("]", ",")
            + Arrays.toString(said.getLast().outputs()).replace("[", "");
    assertThat(
            infer(
                request(
                    "\"id\":\"7\",\"parameters\":{\"a\":[1]},",
                    input("age", "FP32", "[42, null]"),
                    input("income", "FP64", "[[2500.5], [3000]]"),
                    input("plan", "BYTES", "[\"gold\", \"red\"]"),
                    input("since", "INT64", "[" + MARCH + ", " + Long.MIN_VALUE + "]"))))
        .isEqualTo(
            "{\"model_name\":\"churn\",\"model_version\":\""
                + version()
                + "\",\"id\":\"7\",\"outputs\":[{\"name\":\"label\",\"datatype\":\"BYTES\","
                + "\"shape\":[2],\"data\":[\""
                + said.getFirst().label()
                + "\",\""
                + said.getLast().label()
                + "\"]},{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[2,3],\"data\":"
                + probabilities.replace(" ", "")
                + "}]}\n");
  }

  @Test
  void onlyTheOutputsAskedForAreGiven() {
    assertThat(
            infer(
                request(
                    "\"outputs\":[{\"name\":\"label\"}],",
                    input("income", "INT32", "[2500, 3000]"))))
        .contains("\"label\"")
        .doesNotContain("probabilities");
  }

  @Test
  void outputsAreBinaryWhereTheRequestSaysSoAfterNamingThem() {
    String inputs =
        input("income", "FP64", "[1,2]") + "," + input("since", "INT64", "[1577836800000000,0]");
    HttpResponse<String> answer =
        client.post(
            "/v2/models/churn/infer",
            "{\"outputs\":[{\"name\":\"label\"}],\"inputs\":["
                + inputs
                + "],\"parameters\":{\"binary_data_output\":true}}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"binary_data_size\":").doesNotContain("\"data\":");
  }

  @Test
  void aVersionMayBeNamedAndMetadataTellsIt() {
    String path = "/v2/models/churn/versions/" + version();
    assertThat(client.get(path).body()).isEqualTo(client.get("/v2/models/churn").body());
    assertThat(client.get(path + "/ready").body())
        .isEqualTo("{\"name\":\"churn\",\"ready\":true}\n");
    assertThat(
            client
                .post(path + "/infer", request("", input("income", "FP32", "[1, 2]")))
                .statusCode())
        .isEqualTo(200);
    assertThat(client.get("/v2/models/churn/versions/1").statusCode()).isEqualTo(404);
    assertThat(client.get("/v2/models/churn").body())
        .isEqualTo(
            "{\"name\":\"churn\",\"versions\":[\""
                + version()
                + "\"],\"platform\":\"denpan\",\"inputs\":["
                + "{\"name\":\"age\",\"datatype\":\"FP64\",\"shape\":[-1,1]},"
                + "{\"name\":\"income\",\"datatype\":\"FP64\",\"shape\":[-1,1]},"
                + "{\"name\":\"plan\",\"datatype\":\"BYTES\",\"shape\":[-1,1]},"
                + "{\"name\":\"since\",\"datatype\":\"INT64\",\"shape\":[-1,1]}],\"outputs\":["
                + "{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[-1]},"
                + "{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,3]}]}\n");
  }

  @Test
  void aNumberIsAnsweredWithItsBands() {
    float value = (float) Models.price().predict(Row.of("rooms", 3, "income", 3.25)).value();
    assertThat(
            client
                .post(
                    "/v2/models/price/infer",
                    "{\"inputs\":[{\"name\":\"rooms\",\"datatype\":\"INT8\",\"shape\":[1],\"data\":[3]},"
                        + "{\"name\":\"income\",\"datatype\":\"FP64\",\"shape\":[1],\"data\":[3.25]}]}")
                .body())
        .endsWith(
            "\"outputs\":[{\"name\":\"value\",\"datatype\":\"FP64\",\"shape\":[1,1],\"data\":["
                + value
                + "]},{\"name\":\"coverage_90\",\"datatype\":\"FP64\",\"shape\":[1,2],\"data\":["
                + (value - 1000)
                + ","
                + (value + 2500)
                + "]}]}\n");
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String binaryInput(String name, String datatype, int size) {
    return "{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":[2,1],\"parameters\":{\"binary_data_size\":%d}}"
        .formatted(name, datatype, size);
  }

  @Test
  void dataMayBeBinaryBothWays() throws Exception {
    byte[] json =
        request(
                "\"parameters\":{\"binary_data_output\":true},",
                binaryInput("age", "FP32", 8),
                input("income", "FP64", "[2500.5, 3000]"),
                binaryInput("plan", "BYTES", 15),
                binaryInput("since", "INT64", 16))
            .getBytes(StandardCharsets.UTF_8);
    byte[] body =
        concatenated(
            json,
            little(8).putFloat(42).putFloat(Float.NaN).array(),
            little(15)
                .putInt(4)
                .put("gold".getBytes(StandardCharsets.UTF_8))
                .putInt(3)
                .put("red".getBytes(StandardCharsets.UTF_8))
                .array(),
            little(16).putLong(MARCH).putLong(Long.MIN_VALUE).array());
    HttpResponse<byte[]> answer =
        client.send(
            client
                .request("/v2/models/churn/infer")
                .header("Content-Type", BINARY)
                .header(HEADER, Integer.toString(json.length))
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(BINARY);
    int length = answer.headers().firstValue(HEADER).map(Integer::parseInt).orElseThrow();
    List<Prediction> said = expected();
    byte[] first = said.getFirst().label().getBytes(StandardCharsets.UTF_8);
    byte[] second = said.getLast().label().getBytes(StandardCharsets.UTF_8);
    assertThat(new String(answer.body(), 0, length, StandardCharsets.UTF_8))
        .endsWith(
            "\"outputs\":[{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[2],\"parameters\":"
                + "{\"binary_data_size\":"
                + (8 + first.length + second.length)
                + "}},{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[2,3],"
                + "\"parameters\":{\"binary_data_size\":24}}]}");
    byte[] floats = new byte[24];
    ByteBuffer to = ByteBuffer.wrap(floats).order(ByteOrder.LITTLE_ENDIAN);
    said.forEach(p -> {
      for (float probability : p.outputs()) {
        to.putFloat(probability);
      }
    });
    assertThat(Arrays.copyOfRange(answer.body(), length, answer.body().length))
        .isEqualTo(
            concatenated(
                little(4).putInt(first.length).array(),
                first,
                little(4).putInt(second.length).array(),
                second,
                floats));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [] | no rows; give inputs by column, of the shape [rows,1]
          {"name":"income","datatype":"FP32","shape":[1,2],"data":[1,2]} | input 'income' has the shape [1,2], should have [rows,1]
          {"name":"income","datatype":"FP32","shape":[3],"data":[1,2]} | input 'income' of the shape [3] needs 3 elements, got 2
          {"name":"income","datatype":"FP32","shape":[4000000000],"data":[1,2]} | input 'income' of the shape [2147483647] needs 2147483647 elements, got 2
          {"name":"income","datatype":"FP99","shape":[1],"data":[1]} | input 'income': no datatype 'FP99'; known: BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, FP32, FP64, BYTES
          {"name":"income","datatype":"INT8","shape":[1],"data":[128]} | input 'income' should be of INT8, holds 128.0
          {"name":"income","datatype":"BYTES","shape":[1],"data":["a"]} | input 'income', row 1 should be a number, got the text "a"
          {"name":"income","datatype":"FP32","shape":[1],"data":["a"]} | input 'income' should be of FP32, holds the text "a"
          {"name":"income","datatype":"FP32","shape":[1]} | an input needs 'name', 'shape', 'datatype' and 'data'; 'income' lacks 'data'
          {"name":"incone","datatype":"FP32","shape":[1],"data":[1]} | the request: the model has no column 'incone'; did you mean 'income'?
          {"name":"age","datatype":"FP32","shape":[1],"data":[1]} | the request lacks the column 'income', a number, which was there in every row of training; null says that the value is missing
          {"name":"income","datatype":"FP32","shape":[1],"data":[1]},{"name":"age","datatype":"FP32","shape":[2],"data":[1,2]} | input 'age' has 2 rows, input 'income' 1
          {"name":"income","datatype":"FP32","shape":[-1],"data":[]} | input 'income': shape should be a whole number of at least 0, got -1
          """)
  void whatCannotBeInferredIsNamed(String inputs, String message) {
    String body = "{\"inputs\":" + (inputs.startsWith("[") ? inputs : "[" + inputs + "]") + "}";
    HttpResponse<String> answer = client.post("/v2/models/churn/infer", body);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":"
                + new String(new JsonBytes().string(message).copy(), StandardCharsets.UTF_8)
                + "}\n");
    assertThat(answer.statusCode()).isEqualTo(400);
  }
}
