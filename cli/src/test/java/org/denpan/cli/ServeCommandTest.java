package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.denpan.data.Row;
import org.denpan.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real process, which a real signal ends.
@Timeout(120)
class ServeCommandTest {
  private static final String ROW = "{\"age\": 42, \"plan\": \"gold\", \"bill\": 120}";

  @TempDir private Path folder;

  private Process start(Path model, Object... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xmx200m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                model.toString(),
                "--port",
                "0"));
    for (Object option : options) {
      command.add(option.toString());
    }
    return new ProcessBuilder(command)
        .redirectError(folder.resolve("messages.txt").toFile())
        .start();
  }

  /// What is printed up to a line with these words.
  private static List<String> printed(BufferedReader out, String words) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      if (line.contains(words)) {
        return lines;
      }
    }
    throw new AssertionError("nothing with '" + words + "' in " + lines);
  }

  private static HttpResponse<String> post(String uri, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(ROW));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  @Test
  void aModelIsServedUntilASignalAndItsNewFileIsTakenUp() throws Exception {
    assumeThat(File.separatorChar).as("POSIX signals").isEqualTo('/');
    Path file = Denpans.churnModel(folder);
    Process process = start(file, "--log");
    try (BufferedReader out = process.inputReader()) {
      List<String> lines = printed(out, "curl");
      String uri = lines.getFirst().replaceFirst("Serving +", "");
      assertThat(lines.get(1)).startsWith("Model      churn: churned, 2 classes");
      assertThat(lines.getLast())
          .startsWith("  curl -s " + uri + "/predict ")
          .contains("\"age\": ", "\"plan\": \"");
      Model model = Model.load(file);
      String label = model.predict(Row.of("age", 42, "plan", "gold", "bill", 120)).label();
      assertThat(post(uri + "/predict").body()).startsWith("{\"label\":\"" + label + "\"");
      assertThat(Denpans.shell("sh", lines.getLast())).startsWith("{\"label\":");
      Files.writeString(file, "no model");
      await("churn: still serving version");
      model.withProvenance(Map.of("again", "yes")).save(file);
      await("churn: serving the new file, version");
      assertThat(post(uri + "/predict").body()).startsWith("{\"label\":\"" + label + "\"");
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isZero();
    assertThat(folder.resolve("messages.txt"))
        .content()
        .contains("POST /predict 200", "denpan: stopping", "denpan: stopped")
        .doesNotContain("\tat ");
  }

  private void await(String words) throws Exception {
    Path messages = folder.resolve("messages.txt");
    for (int i = 0; i < 1000 && !Files.readString(messages).contains(words); i++) {
      Thread.sleep(20);
    }
    assertThat(messages).content().contains(words);
  }

  @Test
  void aTokenIsAskedForAndNotTold() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "correct-horse-battery-staple\n");
    Process process =
        start(Denpans.churnModel(folder), "--json", "--name", "c", "--token-file", token);
    try (BufferedReader out = process.inputReader()) {
      String json = String.join("\n", printed(out, "  \"models\""));
      String uri = json.replaceAll("(?s).*\"url\" : \"([^\"]+)\".*", "$1");
      assertThat(post(uri + "/predict").statusCode()).isEqualTo(401);
      assertThat(
              post(
                      uri + "/models/c/predict",
                      "Authorization",
                      "Bearer correct-horse-battery-staple")
                  .statusCode())
          .isEqualTo(200);
      assertThat(json).contains("\"token\" : true").doesNotContain("correct");
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void aPortInUseIsAFailureThatSaysWhatToDo() throws Exception {
    Path model = Denpans.churnModel(folder);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Denpans.run("serve", model, "--port", taken.getLocalPort())
          .failed(1, "port " + taken.getLocalPort(), "choose another port");
    }
  }

  @Test
  void wrongUsageIsSaidBeforeAnythingListens() throws IOException {
    Path model = Denpans.churnModel(folder);
    Denpans.run("serve").failed(2, "MODEL");
    Denpans.run("serve", model, "--host", "0.0.0.0").failed(2, "--token-file", "--no-token");
    Denpans.run("serve", model, "--port", 70_000).failed(2, "--port is from 0 to 65535");
    Denpans.run("serve", model, model).failed(2, "two models are called 'churn'");
    Denpans.run("serve", model, "--name", "a,b").failed(2, "got 2 for 1");
    Denpans.run("serve", model, "--name", "a/b")
        .failed(2, "--name: a model cannot be served as 'a/b'");
    Denpans.run("serve", model, "--max-rows", 0).failed(2, "the most rows of a request");
    Denpans.run("serve", model, "--max-body", 0).failed(2, "--max-body");
    Denpans.run("serve", folder.resolve("none.denpan")).failed(1, "does not exist");
    Denpans.run("serve", model, "--token-file", folder.resolve("none")).failed(1, "does not exist");
  }
}
