package org.denpan.bench.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.denpan.Seed;
import org.denpan.bench.Child;
import org.denpan.bench.Rows;
import org.denpan.bench.Workload;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/// Deeplearning4j on its processor backend. Its squared error has no ½, which Adam does not notice.
public final class Dl4jContestant extends BatchContestant<Dl4jContestant.Threads> {
  /// @param count of nd4j's operations and of OpenBLAS
  record Threads(int count) {
    @Override
    public String toString() {
      return count + " threads";
    }
  }

  private float[] inputs = {};
  private float[] targets = {};
  private int[] order = {};
  private @Nullable INDArray tests;
  private @Nullable MultiLayerNetwork net;

  public static void main(String[] args) throws IOException {
    Child.serve(new Dl4jContestant(), args);
  }

  @Override
  List<Threads> settings(Workload chosen) {
    return List.of(new Threads(1), new Threads(2));
  }

  @Override
  void load(Workload chosen, Rows.Floats train, Rows.Floats test) {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    inputs = train.inputs();
    targets = TargetRows.of(chosen, train.targets());
    order = IntStream.range(0, train.rows()).toArray();
    tests = Nd4j.create(test.inputs(), test.rows(), test.width());
  }

  @Override
  void start(Threads setting) {
    use(setting);
    net = new MultiLayerNetwork(configuration(workload()));
    net.init();
    int layers = workload().sizes().size() - 1;
    for (int i = 0; i < layers; i++) {
      int index = workload().batchNorm() ? 3 * i : i;
      int rows = workload().sizes().get(i);
      int columns = workload().sizes().get(i + 1);
      net.setParam(index + "_W", Nd4j.create(StartWeights.of(workload(), i), rows, columns));
    }
  }

  private static void use(Threads setting) {
    Nd4j.getEnvironment().setMaxThreads(setting.count());
    Nd4j.getEnvironment().setMaxMasterThreads(setting.count());
    openblas_nolapack.blas_set_num_threads(setting.count());
  }

  private static MultiLayerConfiguration configuration(Workload workload) {
    boolean relu = workload.activation().equals("relu");
    Activation hidden = relu ? Activation.RELU : Activation.SIGMOID;
    List<Integer> sizes = workload.sizes();
    IUpdater updater =
        workload.optimizer().equals("adam")
            ? new Adam(workload.rate(), 0.9, 0.999, 1e-8)
            : new Sgd(workload.rate());
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(42).updater(updater).list();
    int last = sizes.size() - 2;
    for (int i = 0; i < last; i++) {
      DenseLayer.Builder dense = new DenseLayer.Builder().nIn(sizes.get(i)).nOut(sizes.get(i + 1));
      if (i > 0 && workload.dropout() > 0) {
        dense.dropOut(1 - workload.dropout()); // of its inputs, and the part that is kept
      }
      if (workload.batchNorm()) {
        list.layer(dense.activation(Activation.IDENTITY).build());
        list.layer(normal(sizes.get(i + 1)));
        list.layer(new ActivationLayer(hidden)); // batch normalisation ignores its own
      } else {
        list.layer(dense.activation(hidden).build());
      }
    }
    boolean classes = workload.classes();
    OutputLayer.Builder output =
        new OutputLayer.Builder(classes ? LossFunction.MCXENT : LossFunction.MSE)
            .nIn(sizes.get(last))
            .nOut(sizes.get(last + 1))
            .activation(classes ? Activation.SOFTMAX : Activation.IDENTITY);
    if (workload.dropout() > 0) {
      output.dropOut(1 - workload.dropout());
    }
    return list.layer(output.build()).build();
  }

  private static BatchNormalization normal(int units) {
    return new BatchNormalization.Builder().nIn(units).nOut(units).decay(0.9).eps(1e-5).build();
  }

  @Override
  void shuffle(Seed.Stream shuffling) {
    shuffling.shuffle(order);
  }

  @Override
  void step(int from, int to) {
    int width = workload().inputs();
    int outputs = workload().outputs();
    float[] x = new float[(to - from) * width];
    float[] y = new float[(to - from) * outputs];
    for (int i = 0; i < to - from; i++) {
      System.arraycopy(inputs, order[from + i] * width, x, i * width, width);
      System.arraycopy(targets, order[from + i] * outputs, y, i * outputs, outputs);
    }
    prepared(net).fit(Nd4j.create(x, to - from, width), Nd4j.create(y, to - from, outputs));
  }

  @Override
  double loss() {
    return prepared(net).score();
  }

  @Override
  float[] outputs() {
    return prepared(net).output(prepared(tests)).data().asFloat();
  }

  @Override
  Runnable predictor(int count) {
    List<Runnable> calls = new ArrayList<>();
    for (int part : new int[] {count, 1000, 250}) {
      if (part <= count) {
        calls.add(parts(count, part));
      }
    }
    Threads fastest = new Threads(1);
    Runnable best = calls.getFirst();
    double least = Double.POSITIVE_INFINITY;
    for (Threads threads : settings(workload())) {
      for (Runnable call : calls) {
        use(threads);
        double micros = Child.time(0.2, call).medianMicros();
        if (micros < least) {
          least = micros;
          best = call;
          fastest = threads;
        }
      }
    }
    use(fastest);
    return best;
  }

  private Runnable parts(int count, int part) {
    List<INDArray> parts = new ArrayList<>();
    for (int from = 0; from < count; from += part) {
      int to = Math.min(count, from + part);
      parts.add(prepared(tests).get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).dup());
    }
    MultiLayerNetwork trained = prepared(net);
    return () -> {
      for (INDArray x : parts) {
        trained.output(x);
      }
    };
  }

  private static <T> T prepared(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("prepare comes first, then epoch");
    }
    return value;
  }
}
