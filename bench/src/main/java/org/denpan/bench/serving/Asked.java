package org.denpan.bench.serving;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denpan.data.Row;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.model.Prediction;
import org.denpan.model.Predictor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a server for rows, one after the other, and compares the answers with the library's.
final class Asked {
  private static final double TOLERANCE = 1e-5;
  private static final int ROWS = 200;

  private Asked() {}

  /// Asks. The status is 1 where nobody answers, 2 for a wrong answer.
  ///
  /// @param args where to ask, the model's file, that of the rows
  public static void main(String[] args) throws IOException, InterruptedException {
    Model model = Model.load(Path.of(args[1]));
    Predictor predictor = model.predictor();
    List<String> classes = ((Target.Classes) model.target()).classes();
    double largest = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String line : Files.readAllLines(Path.of(args[2])).subList(0, ROWS)) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(args[0]))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(line))
                .build();
        String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        JsonNode answer = JsonMapper.shared().readTree(body).get("probabilities");
        Prediction wanted = predictor.predict(row(line));
        for (String name : classes) {
          double difference = (float) answer.get(name).doubleValue() - wanted.probability(name);
          largest = Math.max(largest, Math.abs(difference));
        }
      }
    } catch (ConnectException nobodyYet) {
      System.exit(1);
    }
    System.err.printf(Locale.ROOT, "%d rows asked: at most %.2g from the library%n", ROWS, largest);
    System.exit(largest <= TOLERANCE ? 0 : 2);
  }

  private static Row row(String line) {
    Map<String, Object> values = new LinkedHashMap<>();
    JsonMapper.shared()
        .readTree(line)
        .properties()
        .forEach(entry -> {
          JsonNode value = entry.getValue();
          values.put(
              entry.getKey(),
              value.isNull()
                  ? Double.NaN
                  : value.isNumber() ? value.doubleValue() : value.stringValue());
        });
    return new Row(values);
  }
}
