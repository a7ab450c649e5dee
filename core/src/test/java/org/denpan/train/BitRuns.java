package org.denpan.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Datasets;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Embedding;
import org.denpan.net.Network;
import org.denpan.net.Periodic;

/// The trainings that [SameBitsTest] hashes, with the kernels that this process was started with.
///
/// The workloads W1 to W5 are those of the `bench` module, on digits that Denpan paints and on
/// numbers that it draws; the others have awkward sizes, every kind of layer and all restraints.
final class BitRuns {
  static final List<Integer> THREADS = List.of(1, 2, 3, 7);

  /// Steps of all workloads; 0 for the short form, which the scalar kernels do in a minute.
  private static final int STEPS = Integer.getInteger("denpan.bitSteps", 0);

  private static final String WIDE = "1024 relu, 1024 relu";
  private static final String WIDE_BLOCKS =
      "1024 identity, batchnorm, relu, dropout 0.2, 1024 identity, batchnorm, relu, dropout 0.2";

  private final Map<String, Supplier<Model>> runs = new LinkedHashMap<>();
  private final int threads;

  private BitRuns(boolean workloads, int threads) {
    this.threads = threads;
    if (workloads) {
      Table digits = Datasets.load("digits");
      Table numbers = numbers();
      workload("W1", "50 logistic", Optimizer.sgd(0.1), 100, 200, digits);
      workload("W2", "256 relu, 128 relu", Optimizer.adam(1e-3), 128, 40, digits);
      workload("W3", WIDE, Optimizer.adam(1e-3), 512, 2, digits);
      workload("W4", "64 relu, 64 relu", Optimizer.adam(1e-3), 256, 200, numbers);
      workload("W5", WIDE_BLOCKS, Optimizer.adam(1e-3), 512, 2, digits);
    }
    small("blocks", true, "67 relu, batchnorm, 43 tanh, dropout 0.1, 37 logistic, 5 softmax");
    small("momentum", false, "129 tanh", t -> t.optimizer(Optimizer.momentum(0.01)).l2(1e-4));
    small(
        "rectifiers",
        false,
        "67 gelu, 43 prelu, 37 silu, prelu shared=true, 35 softplus, 33 selu, elu, 31 arctan,"
            + " leakyrelu");
    small(
        "restraints",
        true,
        "83 relu, layernorm, 131 tanh",
        t ->
            t.optimizer(Optimizer.nesterov(0.05))
                .schedule(Schedule.warmup(1, Schedule.cosine()))
                .l1(1e-5)
                .maxNorm(2)
                .clipNorm(0.5)
                .clipValue(0.1)
                .averaging(0.9));
    small(
        "inputs",
        true,
        Network.of(
            new Periodic(37, 5, 0.5, List.of(1, 0)),
            Embedding.of(Embedding.field(0, 2, 7), Embedding.field(1, 3, 9)),
            Dense.of(131, Activation.relu())),
        trainer -> trainer);
    small("lbfgs", false, "67 tanh, 41 relu", t -> t.optimizer(Optimizer.lbfgs()).l2(1e-4));
  }

  private void small(String name, boolean classes, String layers) {
    small(name, classes, layers, trainer -> trainer);
  }

  private void small(String name, boolean classes, String layers, UnaryOperator<Trainer> settings) {
    small(name, classes, Network.parse(layers), settings);
  }

  private void small(
      String name, boolean classes, Network network, UnaryOperator<Trainer> settings) {
    Table train = classes ? Tables.xor(1501, 1) : Tables.parabola(1501, 1);
    Table validation = classes ? Tables.xor(300, 2) : Tables.parabola(300, 2);
    runs.put(
        name,
        () ->
            settings
                .apply(Trainer.of(network).epochs(2).batchSize(201).threads(threads))
                .fit(train, validation));
  }

  /// A workload on so many rows that an epoch is at most 20 steps.
  private void workload(
      String name, String layers, Optimizer optimizer, int batch, int shortSteps, Table table) {
    int steps = STEPS > 0 ? STEPS : shortSteps;
    int epochs = (steps + 19) / 20;
    int rows = steps / epochs * batch;
    Table part = table.select(IntStream.range(0, rows).toArray());
    runs.put(
        name,
        () ->
            Trainer.of(Network.parse(layers))
                .optimizer(optimizer)
                .epochs(epochs)
                .batchSize(batch)
                .threads(threads)
                .fit(part));
  }

  /// 20 numbers in [−1.73, 1.73] and Friedman's first function of them (Friedman 1991).
  private static Table numbers() {
    int rows = 20 * 256;
    Seed.Stream random = new Seed(42).stream("numbers");
    double[][] x = new double[20][rows];
    double[] y = new double[rows];
    for (int row = 0; row < rows; row++) {
      double[] u = new double[x.length];
      for (int j = 0; j < u.length; j++) {
        u[j] = random.nextDouble();
        x[j][row] = Math.sqrt(12) * (u[j] - 0.5);
      }
      y[row] =
          10 * StrictMath.sin(StrictMath.PI * u[0] * u[1])
              + 20 * (u[2] - 0.5) * (u[2] - 0.5)
              + 10 * u[3]
              + 5 * u[4]
              + random.nextGaussian();
    }
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < x.length; j++) {
      columns.add(new Column.Numbers("x" + j, x[j]));
    }
    columns.add(new Column.Numbers("y", y));
    return Table.of("numbers", columns).withTarget("y");
  }

  /// Prints a line for each number of threads and training: both, and the hash of the weights.
  ///
  /// @param args `all`, or `small` for none of the workloads
  public static void main(String[] args) {
    for (int threads : THREADS) {
      new BitRuns(args[0].equals("all"), threads)
          .runs.forEach((name, run) ->
              System.out.println(threads + " " + name + " " + run.get().weightsSha256()));
    }
  }
}
