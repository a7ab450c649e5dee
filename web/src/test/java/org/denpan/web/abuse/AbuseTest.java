package org.denpan.web.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.denpan.Seed;
import org.denpan.data.Row;
import org.denpan.model.Prediction;
import org.denpan.model.Predictor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Strangers send what no client should, many at once, while one client goes on asking what is
/// right.
///
/// `-Ddenpan.abuse=10000` sends that many, `-Ddenpan.seed=7` others.
@Tag("slow")
class AbuseTest {
  private static final int REQUESTS = Integer.getInteger("denpan.abuse", 400);
  private static final long SEED = Long.getLong("denpan.seed", 1);
  private static final int AT_ONCE = 16;
  private static final List<String> INSIDES =
      List.of("\tat ", ".java:", "org.denpan", "/root", "/home");
  private static final int SETTLE_SECONDS = 30;
  private static final long MORE_HEAP = 8 << 20;

  @TempDir Path folder;

  private final Predictor predictor = Abused.model().predictor();
  private final Map<String, Integer> endings = new TreeMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  @Test
  void malformedRequestsAreRefusedAndTheServerServesOnAsBefore()
      throws IOException, InterruptedException, ExecutionException {
    try (Child child = new Child(folder)) {
      abuse(child.port, 2 * AT_ONCE, "warm-up");
      askAll(child.port);
      Abused.Counts before = child.counts();
      AtomicBoolean done = new AtomicBoolean();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> good = threads.submit(() -> askUntil(done, child.port));
        List<Future<?>> slow = beSlow(threads, child.port);
        abuse(child.port, REQUESTS, "abuse");
        for (Future<?> future : slow) {
          future.get();
        }
        done.set(true);
        good.get();
      }
      askAll(child.port);
      System.out.printf("%,d malformed requests, -Ddenpan.seed=%d: %s%n", REQUESTS, SEED, endings);
      assertThat(wrong).as("-Ddenpan.seed=%d", SEED).isEmpty();
      checkLeaks(before, child);
    }
  }

  private void abuse(int port, int requests, String name)
      throws InterruptedException, ExecutionException {
    List<Abuse> kinds = new ArrayList<>(JsonAbuses.all());
    kinds.addAll(HttpAbuses.all());
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        Abuse kind = kinds.get(i % kinds.size());
        Seed.Stream chance = new Seed(SEED).stream(name, i);
        all.add(threads.submit(() -> send(port, kind, chance)));
      }
      for (Future<?> future : all) {
        future.get();
      }
    }
  }

  private void send(int port, Abuse kind, Seed.Stream chance) {
    byte[] bytes = kind.bytes().make(chance);
    try (Wire wire = new Wire(port)) {
      wire.send(bytes);
      if (chance.nextInt(20) > 0) {
        wire.sendNoMore();
      }
      judge(kind.name(), wire.answer(), bytes);
    } catch (IOException e) {
      wrong.add(kind.name() + ": " + e + ", sent " + shortened(bytes));
    }
  }

  private void judge(String name, Wire.Answer answer, byte[] sent) {
    synchronized (endings) {
      endings.merge(answer.status() == 0 ? "cut off" : "" + answer.status(), 1, Integer::sum);
    }
    boolean busy = answer.status() == 503 && name.startsWith("100 MB"); // many of them at once
    if (!answer.refused() && !busy) {
      wrong.add(name + ": " + answer + ", sent " + shortened(sent));
    }
    if (INSIDES.stream().anyMatch(answer.body()::contains)
        || answer.body().contains(folder.getFileName().toString())) {
      wrong.add(name + " shows the server's insides: " + answer);
    }
  }

  private static String shortened(byte[] bytes) {
    int length = Math.min(bytes.length, 300);
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private List<Future<?>> beSlow(ExecutorService threads, int port) {
    List<Future<?>> all = new ArrayList<>();
    int times = Math.max(1, REQUESTS / 1000);
    for (int i = 0; i < times; i++) {
      for (SlowAbuses.Slow slow : SlowAbuses.all()) {
        all.add(
            threads.submit(() -> {
              try (Wire wire = new Wire(port)) {
                judge(slow.name(), slow.behaviour().with(wire), new byte[0]);
              } catch (IOException | AssertionError e) {
                wrong.add(slow.name() + ": " + e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
      }
    }
    return all;
  }

  private void askUntil(AtomicBoolean done, int port) {
    while (!done.get()) {
      askAll(port);
    }
  }

  /// Asks what is right: the answers have the bits of the library.
  private void askAll(int port) {
    try (Wire wire = new Wire(port)) {
      for (int age = 0; age < 80; age += 7) {
        for (String plan : List.of("blue", "gold", "red", "other")) {
          String row = "{\"age\":" + age + ",\"plan\":\"" + plan + "\"}";
          wire.send(
              Abuse.post("/predict", "application/json", row.getBytes(StandardCharsets.UTF_8)));
          Wire.Answer answer = wire.answer();
          Prediction prediction = predictor.predict(Row.of("age", age, "plan", plan));
          if (answer.status() != 200 || !same(answer.body(), prediction)) {
            wrong.add("a good request: " + row + " is answered " + answer);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean same(String body, Prediction prediction) {
    JsonNode answer = JsonMapper.shared().readTree(body);
    JsonNode probabilities = answer.get("probabilities");
    return answer.get("label").stringValue().equals(prediction.label())
        && Float.parseFloat(probabilities.get("yes").asString()) == prediction.probability("yes")
        && Float.parseFloat(probabilities.get("no").asString()) == prediction.probability("no");
  }

  private static void checkLeaks(Abused.Counts before, Child child)
      throws IOException, InterruptedException {
    Abused.Counts after = child.counts();
    for (int i = 0; i < SETTLE_SECONDS && !settled(before, after); i++) {
      Thread.sleep(1000);
      after = child.counts();
    }
    System.out.println("before: " + before + ", after: " + after);
    assertThat(settled(before, after)).as("before: %s, after: %s", before, after).isTrue();
  }

  private static boolean settled(Abused.Counts before, Abused.Counts after) {
    return after.threads() <= before.threads() + 4
        && after.descriptors() <= before.descriptors() + 4
        && after.heapBytes() <= before.heapBytes() + MORE_HEAP;
  }

  /// The process of the server.
  private static final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    final int port;

    Child(Path folder) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "--add-modules=jdk.incubator.vector",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Abused.class.getName(),
                  folder.resolve("customers.denpan").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      port = Integer.parseInt(lines.readLine().strip());
    }

    Abused.Counts counts() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      String line = lines.readLine();
      assertThat(line).as("the server lives").isNotNull();
      String[] counts = line.split(" ", -1);
      return new Abused.Counts(
          Integer.parseInt(counts[0]), Integer.parseInt(counts[1]), Long.parseLong(counts[2]));
    }

    @Override
    public void close() {
      process.destroy();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
