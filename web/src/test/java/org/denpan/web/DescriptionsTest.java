package org.denpan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.Target;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DescriptionsTest {
  @TempDir Path folder;

  private ModelServer server;
  private Client client;

  @BeforeEach
  void serve() {
    Map<String, Path> files = new LinkedHashMap<>();
    Map<String, Model> models = new LinkedHashMap<>();
    models.put("churn", Models.churn());
    models.put("price", Models.price());
    models.put("odd", odd());
    models.forEach((name, model) -> {
      files.put(name, folder.resolve(name + ".denpan"));
      model.save(files.get(name));
    });
    server = ModelServer.start(files, new ServerOptions().withPort(0));
    client = new Client(server);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  /// Names and values that would break out of where they are written.
  private static Model odd() {
    Encoder encoder =
        new Encoder(
            List.of(
                new TextTransform.OneHot(
                    "<b>\"x'&", List.of("</script><script>alert(1)</script>", "it's"), false),
                new TextTransform.OneHot("code", List.of("1", "2"), false),
                new NumberTransform.Robust("tiny", 1.2345e-7, 1e-8, false),
                new NumberTransform.Quantiles("far", List.of(1e7, 2.5e9), List.of(-1.0, 1.0), true),
                new Transform.Images("image", 2, 3)),
            new Target.Classes("y", List.of("no", "yes"), List.of(3, 4)),
            List.of());
    return Models.model(Network.of(Dense.of(1, Activation.identity())), encoder, 3);
  }

  private JsonNode document() {
    HttpResponse<String> answer = client.get("/openapi.json");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void everyPathOfTheDocumentIsAnsweredAndEveryExampleIsPredicted() {
    int examples = 0;
    for (Map.Entry<String, JsonNode> path : document().get("paths").properties()) {
      JsonNode post = path.getValue().get("post");
      HttpResponse<String> answer =
          post == null
              ? client.get(path.getKey())
              : client.post(
                  path.getKey(),
                  post.at("/requestBody/content")
                      .get("application/json")
                      .get("example")
                      .toString());
      assertThat(answer.statusCode()).as(path.getKey() + ": " + answer.body()).isEqualTo(200);
      examples += post == null ? 0 : 1;
    }
    assertThat(examples).isEqualTo(6);
  }

  @Test
  void theDocumentIsWhatOpenApiAsksFor() {
    JsonNode document = document();
    Set<String> ids = new HashSet<>();

    assertThat(document.get("openapi").stringValue()).startsWith("3.1.");
    assertThat(document.at("/info/title").isString()).isTrue();
    assertThat(document.at("/info/version").isString()).isTrue();
    for (JsonNode path : document.get("paths")) {
      for (JsonNode operation : path) {
        assertThat(ids.add(operation.get("operationId").stringValue())).isTrue();
        assertThat(operation.get("responses").has("200")).isTrue();
      }
    }
    Matcher references = Pattern.compile("\"\\$ref\":\"#([^\"]*)\"").matcher(document.toString());
    while (references.find()) {
      assertThat(document.at(references.group(1)).isObject()).isTrue();
    }
  }

  @Test
  void columnsAreTypedAndCategoriesAreExamples() {
    JsonNode row =
        document()
            .get("paths")
            .get("/models/churn/predict")
            .at("/post/requestBody/content")
            .get("application/json")
            .at("/schema/oneOf/0");
    JsonNode columns = row.get("properties");

    assertThat(row.get("required").toString()).isEqualTo("[\"income\"]");
    assertThat(columns.at("/age/type").toString()).isEqualTo("[\"number\",\"null\"]");
    assertThat(columns.at("/age/examples").toString()).isEqualTo("[40.5]");
    assertThat(columns.at("/income/examples").toString()).isEqualTo("[3000]");
    assertThat(columns.at("/plan/type").toString()).isEqualTo("[\"string\",\"boolean\",\"null\"]");
    assertThat(columns.at("/plan/examples").toString())
        .isEqualTo("[\"blue\",\"gold\",\"zoë \\\"ü\\\" \\\\\"]");
    assertThat(columns.at("/since/examples/0").stringValue()).isEqualTo("2023-11-14");
    assertThat(columns.has("id")).isTrue();
    assertThat(columns.has("churned")).isTrue();
  }

  @Test
  void aTokenIsInTheDocument() {
    byte[] bytes = OpenApi.document(server.models(), Limits.standard(), true);
    JsonNode document = JsonMapper.shared().readTree(bytes);

    assertThat(document.at("/components/securitySchemes/token/scheme").stringValue())
        .isEqualTo("bearer");
    assertThat(document.at("/security/0").has("token")).isTrue();
  }

  @Test
  void thePageShowsEveryColumnAndNothingBreaksOutOfIt() {
    String page = client.get("/").body();

    assertThat(page)
        .startsWith("<!doctype html>")
        .contains("&lt;b&gt;&quot;x&#39;&amp;")
        .contains("value=\"&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"")
        .contains("data-column=\"income\"")
        .contains("curl -s http://127.0.0.1:" + server.port() + "/models/price/predict")
        .contains("it&#39;s")
        .doesNotContain("<b>\"x")
        .doesNotContain("<script>alert");
  }

  @Test
  void thePageNeedsNothingFromElsewhereAndItsPolicySaysSo() throws Exception {
    HttpResponse<String> answer = client.get("/");
    String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(policy).startsWith("default-src 'none';");
    for (String tag : List.of("style", "script")) {
      Matcher inline =
          Pattern.compile("<" + tag + ">(.*?)</" + tag + ">", Pattern.DOTALL)
              .matcher(answer.body());
      assertThat(inline.find()).isTrue();
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(inline.group(1).getBytes(StandardCharsets.UTF_8));
      assertThat(policy)
          .contains(tag + "-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
      assertThat(inline.find()).isFalse();
    }
    assertThat(answer.body()).doesNotContain(" src=").doesNotContain(" style=");
    assertThat(answer.body()).doesNotContainPattern(" on[a-z]+=");
    assertThat(answer.body()).doesNotContainPattern("href=\"(?!/)");
  }

  @Test
  void aMadeUpHostDoesNotComeBack() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = "GET / HTTP/1.1\r\nHost: a\"><i>b\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();

      assertThat(new String(answer, StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 421")
          .doesNotContain("<i>b");
    }
  }

  @Test
  void theMetricsCountWhatWasAsked() {
    client.post("/models/price/predict", "[{\"rooms\":4,\"income\":3},{\"rooms\":5,\"income\":3}]");
    client.post("/models/price/predict", "{");
    client.get("/made/up/by/a/stranger");
    HttpResponse<String> answer = client.get("/metrics");

    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body())
        .contains(
            "denpan_http_requests_total{route=\"/models/{model}/predict\",status=\"200\"} 1\n",
            "denpan_http_requests_total{route=\"/models/{model}/predict\",status=\"400\"} 1\n",
            "denpan_http_requests_total{route=\"other\",status=\"404\"} 1\n",
            "denpan_predicted_rows_total{model=\"price\"} 2\n",
            "denpan_http_requests_in_flight 1\n",
            "denpan_model_info{model=\"price\",sha256=\""
                + Models.price().weightsSha256()
                + "\",version=\"")
        .doesNotContain("stranger");
  }
}
