package org.denpan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.denpan.DenpanException;
import org.denpan.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelServerTest {
  private static final String ROW = "{\"income\": 2500.5, \"plan\": \"gold\"}";
  private static final String PREDICT = "/predict";
  private static final String DRIPPING =
      """
      POST /predict HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/json\r
      Content-Length: 10000\r
      \r
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void save() {
    file = folder.resolve("churn.denpan");
    Models.churn().save(file);
  }

  private ModelServer start(ServerOptions options) {
    return ModelServer.start(Map.of("churn", file), options.withPort(0));
  }

  /// What an observer was told.
  private static final class Told implements ServerObserver {
    private final Queue<String> reloads = new ConcurrentLinkedQueue<>();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    @Override
    public void reloaded(ServedModel before, ServedModel now) {
      reloads.add(now.changes(before));
    }

    @Override
    public void keptOld(ServedModel old, String problem) {
      problems.add(problem);
    }
  }

  /// Arithmetic that waits until it is let go.
  private static final class Slow implements Scoring.Factory {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private volatile boolean armed;

    @Override
    public Scoring of(Model model, int mostRows) {
      Scoring own = new ModelScoring(model, mostRows);
      return (inputs, rows, outputs) -> {
        if (armed) {
          begun.countDown();
          awaitQuietly(go);
        }
        own.score(inputs, rows, outputs);
      };
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void eventually(BooleanSupplier so) throws InterruptedException {
    for (int i = 0; i < 1000 && !so.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(so.getAsBoolean()).isTrue();
  }

  private static String answer(Model model) {
    try {
      Path other = Files.createTempFile("model", ".denpan");
      model.save(other);
      try (ModelServer server =
              ModelServer.start(Map.of("other", other), new ServerOptions().withPort(0));
          Client client = new Client(server)) {
        return client.post(PREDICT, ROW).body();
      } finally {
        Files.delete(other);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void healthIsToldAsTheProtocolSays() {
    try (ModelServer server = start(new ServerOptions());
        Client client = new Client(server)) {
      assertThat(client.get("/v2/health/live").body()).isEqualTo("{\"live\":true}\n");
      assertThat(client.get("/v2/health/ready").body()).isEqualTo("{\"ready\":true}\n");
      assertThat(client.get("/v2").body())
          .startsWith("{\"name\":\"denpan\",\"version\":")
          .endsWith("\"extensions\":[\"binary_tensor_data\"],\"models\":[\"churn\"]}\n");
    }
  }

  @Test
  void whatIsNotThereIsNamed() {
    try (ModelServer server = start(new ServerOptions());
        Client client = new Client(server)) {
      HttpResponse<String> nothing = client.get("/v2/models/chorn");
      assertThat(nothing.statusCode()).isEqualTo(404);
      assertThat(nothing.body())
          .isEqualTo(
              "{\"error\":\"nothing at '/v2/models/chorn'; did you mean '/v2/models/churn'?\"}\n");
      HttpResponse<String> wrong = client.get(PREDICT);
      assertThat(wrong.statusCode()).isEqualTo(405);
      assertThat(wrong.headers().firstValue("Allow")).contains("POST");
      HttpResponse<String> form =
          client.send(
              client
                  .request(PREDICT)
                  .header("Content-Type", "text/plain")
                  .POST(BodyPublishers.ofString(ROW))
                  .build());
      assertThat(form.statusCode()).isEqualTo(415);
      assertThat(form.body()).contains("application/json", "text/plain");
      assertThat(form.headers().map()).doesNotContainKey("access-control-allow-origin");
    }
  }

  @Test
  void bodiesAndRowsBeyondTheLimitsAreRefused() {
    Limits limits = Limits.standard().withBodyBytes(20_000).withRows(3);
    try (ModelServer server = start(new ServerOptions().withLimits(limits));
        Client client = new Client(server)) {
      assertThat(client.post(PREDICT, "[" + ROW + "," + ROW + "," + ROW + "]").statusCode())
          .isEqualTo(200);
      HttpResponse<String> rows = client.post(PREDICT, "[" + (ROW + ",").repeat(3) + ROW + "]");
      assertThat(rows.statusCode()).isEqualTo(413);
      assertThat(rows.body()).contains("more than 3 rows");
      HttpResponse<String> body = client.post(PREDICT, ROW + " ".repeat(20_000));
      assertThat(body.statusCode()).isEqualTo(413);
      assertThat(body.body()).contains("larger than 20000 bytes");
      assertThat(client.post(PREDICT, ROW).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withATokenOnlyHealthIsAnsweredWithout() {
    try (ModelServer server = start(new ServerOptions().withToken("a secret of 32 characters"));
        Client client = new Client(server)) {
      assertThat(client.get("/v2/health/live").statusCode()).isEqualTo(200);
      HttpResponse<String> without = client.post(PREDICT, ROW);
      assertThat(without.statusCode()).isEqualTo(401);
      assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      for (String path : List.of("/metrics", "/v2", "/v2/models/churn", "/nowhere")) {
        assertThat(client.get(path).statusCode()).as(path).isEqualTo(401);
      }
      assertThat(with(client, "another secret").statusCode()).isEqualTo(401);
      assertThat(with(client, "a secret of 32 characters").statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> with(Client client, String token) {
    return client.send(
        client
            .request(PREDICT)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(ROW))
            .build());
  }

  @Test
  void overloadIsAnswered503AndWhoMayWaitIsServed() throws Exception {
    Slow slow = new Slow();
    Limits limits = Limits.standard().withConcurrency(1, 1);
    try (ModelServer server = start(new ServerOptions().withLimits(limits).withScoring(slow));
        Client client = new Client(server);
        ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      slow.armed = true;
      Future<HttpResponse<String>> first = others.submit(() -> client.post(PREDICT, ROW));
      slow.begun.await();
      Future<HttpResponse<String>> second = others.submit(() -> client.post(PREDICT, ROW));
      eventually(() -> server.admission().waiting() == 1);
      HttpResponse<String> third = client.post(PREDICT, ROW);
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Retry-After")).contains("1");
      assertThat(client.get("/v2/health/ready").statusCode()).isEqualTo(200);
      slow.go.countDown();
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(second.get().statusCode()).isEqualTo(200);
    }
  }

  /// Arithmetic that takes its processor's time without ever waiting, until it is let go.
  private static final class Busy implements Scoring.Factory {
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger batches = new AtomicInteger();
    private volatile boolean armed;

    @Override
    public Scoring of(Model model, int mostRows) {
      Scoring own = new ModelScoring(model, mostRows);
      return (inputs, rows, outputs) -> {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2);
        while (armed && System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        threads.add(Thread.currentThread());
        batches.incrementAndGet();
        own.score(inputs, rows, outputs);
      };
    }
  }

  @Test
  void whoComesIsAnsweredWhileLargeRequestsHaveAllProcessors() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    Busy busy = new Busy();
    Limits limits = Limits.standard().withBatches(1, 0).withConcurrency(processors, 0);
    try (ModelServer server = start(new ServerOptions().withLimits(limits).withScoring(busy));
        Client client = new Client(server);
        ExecutorService others = Executors.newFixedThreadPool(processors)) {
      String large = "[" + String.join(",", Collections.nCopies(limits.rows(), ROW)) + "]";
      busy.threads.clear();
      busy.batches.set(0);
      busy.armed = true;
      List<Future<HttpResponse<String>>> requests =
          IntStream.range(0, processors)
              .mapToObj(i -> others.submit(() -> client.post(PREDICT, large)))
              .toList();
      eventually(() -> busy.threads.size() == processors);
      assertThat(client.post(PREDICT, ROW).statusCode()).isEqualTo(503);
      assertThat(busy.batches).hasValueLessThan(limits.rows()); // none of them is done
      busy.armed = false;
      for (Future<HttpResponse<String>> request : requests) {
        assertThat(request.get().statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void aBodyThatDripsIsToldThatItsTimeIsUp() throws Exception {
    try (ModelServer server =
            start(new ServerOptions().withLimits(Limits.standard().withSeconds(1)));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(DRIPPING.getBytes(StandardCharsets.US_ASCII));

      Thread.startVirtualThread(() -> {
        try {
          while (true) {
            socket.getOutputStream().write(' ');
            Thread.sleep(50);
          }
        } catch (IOException | InterruptedException e) {
          // the server has had enough
        }
      });
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 408");
    }
  }

  @Test
  void aReplacedFileIsServedAndRequestsInFlightEndOnTheOldOne() throws Exception {
    Told told = new Told();
    Slow slow = new Slow();
    String before = answer(Models.churn());
    String after = answer(Models.churn(77));
    assertThat(after).isNotEqualTo(before);
    try (ModelServer server =
            start(new ServerOptions().withPollMillis(20).withObserver(told).withScoring(slow));
        Client client = new Client(server);
        ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      String version = server.models().getFirst().version();
      slow.armed = true;
      Future<HttpResponse<String>> flying = others.submit(() -> client.post(PREDICT, ROW));
      slow.begun.await();
      slow.armed = false;
      Models.churn(77).save(file);
      eventually(() -> !told.reloads.isEmpty());
      assertThat(client.post(PREDICT, ROW).body()).isEqualTo(after);
      assertThat(client.get("/v2/models/churn/versions/" + version).statusCode()).isEqualTo(404);
      slow.go.countDown();
      assertThat(flying.get().body()).isEqualTo(before);
      assertThat(told.reloads).containsExactly("");
    }
  }

  @Test
  void aFileThatIsNoModelLeavesTheOldOneAndIsToldOnce() throws Exception {
    Told told = new Told();
    try (ModelServer server = start(new ServerOptions().withPollMillis(20).withObserver(told));
        Client client = new Client(server)) {
      String before = client.post(PREDICT, ROW).body();
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length - 10));
      eventually(() -> !told.problems.isEmpty());
      TimeUnit.MILLISECONDS.sleep(200);
      assertThat(told.problems).hasSize(1);
      assertThat(client.post(PREDICT, ROW).body()).isEqualTo(before);
      assertThat(client.get("/metrics").body())
          .contains("denpan_model_failed_reloads_total{model=\"churn\"} 1");
      Files.delete(file);
      eventually(() -> told.problems.size() == 2);
      assertThat(client.post(PREDICT, ROW).body()).isEqualTo(before);
      Files.write(file, whole);
      TimeUnit.MILLISECONDS.sleep(200);
      assertThat(told.reloads).isEmpty(); // it is the one that is served
      Models.price().save(file);
      eventually(() -> !told.reloads.isEmpty());
      assertThat(told.reloads.peek())
          .isEqualTo("'rooms' is now a number, 'age' is gone, 'plan' is gone, 'since' is gone");
      assertThat(client.post(PREDICT, "{\"rooms\":3,\"income\":3}").body()).contains("value");
    }
  }

  @Test
  void aFaultWithANewFileDoesNotEndTheLookingForLaterOnes() throws Exception {
    Told told = new Told();
    AtomicBoolean faulty = new AtomicBoolean();
    Scoring.Factory scoring =
        (model, mostRows) -> {
          if (faulty.get()) {
            throw new IllegalStateException("meant so");
          }
          return new ModelScoring(model, mostRows);
        };
    try (ModelServer server =
        start(new ServerOptions().withPollMillis(20).withObserver(told).withScoring(scoring))) {
      faulty.set(true);
      Models.churn(77).save(file);
      eventually(() -> !told.problems.isEmpty());
      faulty.set(false);
      Models.churn(78).save(file);
      eventually(() -> !told.reloads.isEmpty());
      assertThat(server.models()).hasSize(1);
    }
  }

  @Test
  void theAddressOfAllInterfacesIsSaidAsItWasGiven() {
    try (ModelServer server = start(new ServerOptions().withHost("0.0.0.0"))) {
      assertThat(server.uri()).hasToString("http://0.0.0.0:" + server.port());
    }
  }

  private static boolean refuses(ModelServer server) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aStopWaitsForWhatIsInFlightAndTakesNothingMore() throws Exception {
    Slow slow = new Slow();
    ModelServer server = start(new ServerOptions().withScoring(slow));
    try (Client client = new Client(server);
        ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      slow.armed = true;
      Future<HttpResponse<String>> flying = others.submit(() -> client.post(PREDICT, ROW));
      slow.begun.await();
      Future<?> stop = others.submit(server::stop);
      eventually(server::stopping);
      eventually(() -> refuses(server));
      assertThat(stop.isDone()).isFalse();
      slow.go.countDown();
      assertThat(flying.get().statusCode()).isEqualTo(200);
      stop.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  @Timeout(15)
  void aStopDoesNotWaitForConnectionsThatSayNothing() throws Exception {
    ModelServer server = start(new ServerOptions());
    try (Socket half = new Socket(InetAddress.getLoopbackAddress(), server.port());
        Client client = new Client(server)) {
      half.getOutputStream().write("POST /pre".getBytes(StandardCharsets.US_ASCII));
      assertThat(client.post(PREDICT, ROW).statusCode()).isEqualTo(200);
      server.stop();
      assertThat(half.getInputStream().read()).isNegative();
    }
  }

  @Test
  void aPortInUseIsSaid() {
    try (ModelServer server = start(new ServerOptions())) {
      assertThatThrownBy(() ->
              ModelServer.start(Map.of("churn", file), new ServerOptions().withPort(server.port())))
          .isInstanceOf(DenpanException.class)
          .hasMessageContaining("port " + server.port())
          .hasMessageContaining("in use");
    }
  }

  @Test
  void aMadeUpNameOfThisMachineIsRefused() throws IOException {
    try (ModelServer server = start(new ServerOptions());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /v2 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 421");
    }
  }

  @Test
  void manyRequestsAtOnceGetTheBitsOfOneAlone() throws Exception {
    Limits limits = Limits.standard().withBatches(16, 2000);
    try (ModelServer server = start(new ServerOptions().withLimits(limits));
        Client client = new Client(server);
        ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> rows =
          IntStream.range(0, 200)
              .mapToObj(i -> "{\"income\": %d, \"age\": %d}".formatted(1000 + 17 * i, i))
              .toList();
      List<String> alone = rows.stream().map(row -> client.post(PREDICT, row).body()).toList();
      List<Future<String>> together =
          rows.stream().map(row -> others.submit(() -> client.post(PREDICT, row).body())).toList();
      for (int i = 0; i < rows.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i));
      }
      String metrics = client.get("/metrics").body();
      assertThat(metrics).contains("denpan_predicted_rows_total{model=\"churn\"} 400");
      assertThat(metrics).doesNotContain("denpan_batch_rows_count{model=\"churn\"} 400");
    }
  }
}
