package org.denpan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.denpan.data.Row;
import org.denpan.model.Model;
import org.denpan.model.Prediction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictTest {
  private static final String ROW =
      "{\"age\": 42, \"income\": 2500.5, \"plan\": \"gold\", \"since\": \"2026-03-09T14:30\"}";

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

  private static String churn(Row row) {
    Prediction said = Models.churn().predict(row);
    return String.format(
        Locale.ROOT,
        "{\"label\":\"%s\",\"probabilities\":{\"maybe\":%s,\"no\":%s,\"yes\":%s}}",
        said.label(),
        said.probability("maybe"),
        said.probability("no"),
        said.probability("yes"));
  }

  private static Row row() {
    return Row.of("age", 42, "income", 2500.5, "plan", "gold", "since", "2026-03-09T14:30");
  }

  private static String predict(String json) {
    HttpResponse<String> answer = client.post("/models/churn/predict", json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    return answer.body();
  }

  @Test
  void anObjectIsARowAndIsAnsweredWithWhatTheLibrarySays() {
    assertThat(predict(ROW)).isEqualTo(churn(row()) + "\n");
  }

  @Test
  void anArrayIsAnsweredWithAnArray() {
    String expected = churn(row());
    assertThat(predict("[" + ROW + "," + ROW + "]"))
        .isEqualTo("[" + expected + "," + expected + "]\n");
  }

  @Test
  void rowsInAnObjectAreAnsweredWithPredictionsInAnObject() {
    assertThat(predict("{\"rows\": [" + ROW + "]}"))
        .isEqualTo("{\"predictions\":[" + churn(row()) + "]}\n");
  }

  @Test
  void aColumnThatWasMissingInTrainingMayLackAndNullIsMissingAnywhere() {
    Row missing = Row.of("age", Double.NaN, "income", Double.NaN, "plan", "", "since", "");
    assertThat(predict("{\"income\": null}")).isEqualTo(churn(missing) + "\n");
  }

  @Test
  void columnsThatTheModelKnowsAndDoesNotNeedAreIgnored() {
    assertThat(predict(ROW.replace("{", "{\"id\": [1, {\"x\": 2}], \"churned\": \"yes\", ")))
        .isEqualTo(churn(row()) + "\n");
  }

  @Test
  void aNumberComesWithItsBands() {
    Model model = Models.price();
    float value = (float) model.predict(Row.of("rooms", 3, "income", 3.25)).value();
    assertThat(client.post("/models/price/predict", "{\"rooms\": 3, \"income\": 3.25}").body())
        .isEqualTo(
            "{\"value\":"
                + value
                + ",\"bands\":{\"coverage_90\":{\"low\":"
                + (value - 1000)
                + ",\"high\":"
                + (value + 2500)
                + "}}}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"income": "much"} | row 1, column 'income' should be a number, got the text "much"
          {"income": true} | row 1, column 'income' should be a number, got true
          {"income": [1]} | row 1, column 'income' should be a number, got an array
          {"income": 1e999} | row 1, column 'income': 1e999 is beyond the largest number, 1.8e308
          {"income": 1, "plan": 3} | row 1, column 'plan' should be a text, got 3
          {"income": 1, "since": 3} | row 1, column 'since' should be a time such as "2026-03-09T14:30", got 3
          {"income": 1, "income": 2} | row 1, column 'income' is given twice
          {"incone": 1} | row 1: the model has no column 'incone'; did you mean 'income'?
          {"age": 1} | row 1 lacks the column 'income', a number, which was there in every row of training; null says that the value is missing
          [{"income": 1}, {"income": {}}] | row 2, column 'income' should be a number, got an object
          [{"income": 1}, 7] | row 2 should be an object with a value by column, got 7
          [] | no rows; send at least one
          {"rows": 3} | 'rows' should be an array of objects, got 3
          {"rows": [{"income": 1}], "x": 1} | beside 'rows' nothing else is read, got 'x'
          "a" | the body should be a JSON object with a value by column, or an array of such, got the text "a"
          {"income": 1} 2 | the body goes on after its JSON value; send one value
          """)
  void whatCannotBePredictedIsNamed(String json, String message) {
    HttpResponse<String> answer = client.post("/models/churn/predict", json);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":"
                + new String(new JsonBytes().string(message).copy(), StandardCharsets.UTF_8)
                + "}\n");
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{", "{\"income\": NaN}", "{\"income\": 1", "nothing", "{'income': 1}", "[1,]"})
  void whatIsNoJsonIsRefused(String json) {
    HttpResponse<String> answer = client.post("/models/churn/predict", json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\":").doesNotContain("Feature");
  }
}
