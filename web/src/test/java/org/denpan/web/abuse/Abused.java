package org.denpan.web.abuse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Network;
import org.denpan.train.Trainer;
import org.denpan.web.Limits;
import org.denpan.web.ModelServer;
import org.denpan.web.ServerOptions;

/// The server that is abused, in a process of its own with a small heap, so that what it holds can
/// be counted; it is told what to do by lines on its standard input.
final class Abused {
  static final List<String> PLANS = List.of("blue", "gold", "red");

  private static final int SECONDS = 2;
  private static final int ROWS = 2000;

  private Abused() {}

  /// What the process holds.
  record Counts(int threads, int descriptors, long heapBytes) {}

  /// The model that it serves; the same bits in every process.
  static Model model() {
    int rows = 400;
    Seed.Stream chance = new Seed(7).stream("customers");
    double[] age = new double[rows];
    int[] plan = new int[rows];
    int[] leaves = new int[rows];
    for (int row = 0; row < rows; row++) {
      age[row] = row % 17 == 0 ? Double.NaN : chance.nextInt(80);
      plan[row] = chance.nextInt(PLANS.size());
      leaves[row] = chance.nextDouble() < (plan[row] == 1 ? 0.8 : 0.2) ? 1 : 0;
    }
    Table table =
        Table.of(
            "customers",
            List.of(
                new Column.Numbers("age", age),
                new Column.Categories("plan", PLANS, plan),
                new Column.Categories("leaves", List.of("no", "yes"), leaves)));
    return Trainer.of(Network.parse("16 relu")).epochs(3).seed(1).fit(table.withTarget("leaves"));
  }

  private static Counts count() throws IOException {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    int descriptors = 0;
    Path own = Path.of("/proc/self/fd");
    if (Files.isDirectory(own)) {
      try (Stream<Path> open = Files.list(own)) {
        descriptors = (int) open.count();
      }
    }
    return new Counts(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        descriptors,
        runtime.totalMemory() - runtime.freeMemory());
  }

  /// Serves until its input ends.
  ///
  /// @param args where to keep the model
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    model().save(file);
    Limits limits = Limits.standard().withSeconds(SECONDS).withRows(ROWS);
    ServerOptions options = new ServerOptions().withPort(0).withLimits(limits);
    try (ModelServer server = ModelServer.start(Map.of("customers", file), options)) {
      System.out.println(server.port());
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (lines.readLine() != null) {
        Counts counts = count();
        System.out.println(
            counts.threads() + " " + counts.descriptors() + " " + counts.heapBytes());
      }
    }
  }
}
