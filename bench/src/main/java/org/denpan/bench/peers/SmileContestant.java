package org.denpan.bench.peers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.bench.Child;
import org.denpan.bench.Rows;
import org.denpan.bench.Workload;
import org.jspecify.annotations.Nullable;
import smile.model.mlp.Layer;
import smile.model.mlp.LayerBuilder;
import smile.model.mlp.OutputFunction;
import smile.util.function.TimeFunction;

/// Smile's multilayer perceptron: double precision, row by row, RMSProp where the workload has
/// Adam, first weights of its own, no batch normalisation.
public final class SmileContestant extends BatchContestant<SmileContestant.Setting> {
  private static final double RMSPROP_RHO = 0.9;
  private static final double RMSPROP_EPSILON = 1e-7;

  /// There is nothing to choose.
  record Setting(String optimizer) {
    @Override
    public String toString() {
      return optimizer + ", double precision, row by row";
    }
  }

  private double[][] inputs = {};
  private float[] targets = {};
  private double[][] tests = {};
  private int[] order = {};
  private int from;
  private int to;
  private @Nullable Perceptron net;

  public static void main(String[] args) throws IOException {
    Child.serve(new SmileContestant(), args);
  }

  /// Smile's two perceptrons have no common type that learns.
  private interface Perceptron {
    void update(double[][] x, float[] y);

    void predict(double[] x, double[] outputs);
  }

  @Override
  List<Setting> settings(Workload chosen) {
    return List.of(new Setting(chosen.optimizer().equals("adam") ? "RMSProp" : "SGD"));
  }

  @Override
  void load(Workload chosen, Rows.Floats train, Rows.Floats test) {
    if (chosen.batchNorm()) {
      throw new UnsupportedOperationException("Smile has no batch normalisation");
    }
    inputs = rows(train);
    targets = train.targets();
    tests = rows(test);
    order = IntStream.range(0, inputs.length).toArray();
  }

  private static double[][] rows(Rows.Floats floats) {
    double[][] rows = new double[floats.rows()][floats.width()];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < floats.width(); i++) {
        rows[row][i] = floats.inputs()[row * floats.width() + i];
      }
    }
    return rows;
  }

  @Override
  void start(Setting setting) {
    Workload chosen = workload();
    int layers = chosen.sizes().size() - 1;
    LayerBuilder[] builders = new LayerBuilder[layers + 1];
    builders[0] = Layer.input(chosen.inputs());
    for (int i = 1; i < layers; i++) {
      int units = chosen.sizes().get(i);
      builders[i] =
          chosen.activation().equals("relu") ? Layer.rectifier(units) : Layer.sigmoid(units);
    }
    if (chosen.classes()) {
      builders[layers] = Layer.mle(chosen.outputs(), OutputFunction.SOFTMAX);
      net = classifier(new smile.classification.MLP(builders));
    } else {
      builders[layers] = Layer.mse(chosen.outputs(), OutputFunction.LINEAR);
      net = regression(new smile.regression.MLP(builders));
    }
  }

  private Perceptron started() {
    if (net == null) {
      throw new IllegalStateException("prepare comes first, then epoch");
    }
    return net;
  }

  private void configure(smile.model.mlp.MultilayerPerceptron perceptron) {
    perceptron.setLearningRate(TimeFunction.constant(workload().rate()));
    if (workload().optimizer().equals("adam")) {
      perceptron.setRMSProp(RMSPROP_RHO, RMSPROP_EPSILON);
    }
  }

  private Perceptron classifier(smile.classification.MLP perceptron) {
    configure(perceptron);
    return new Perceptron() {
      @Override
      public void update(double[][] x, float[] y) {
        int[] classes = new int[y.length];
        for (int i = 0; i < y.length; i++) {
          classes[i] = (int) y[i];
        }
        perceptron.update(x, classes);
      }

      @Override
      public void predict(double[] x, double[] outputs) {
        perceptron.predict(x, outputs);
      }
    };
  }

  private Perceptron regression(smile.regression.MLP perceptron) {
    configure(perceptron);
    return new Perceptron() {
      @Override
      public void update(double[][] x, float[] y) {
        double[] numbers = new double[y.length];
        for (int i = 0; i < y.length; i++) {
          numbers[i] = y[i];
        }
        perceptron.update(x, numbers);
      }

      @Override
      public void predict(double[] x, double[] outputs) {
        outputs[0] = perceptron.predict(x);
      }
    };
  }

  @Override
  void shuffle(Seed.Stream shuffling) {
    shuffling.shuffle(order);
  }

  @Override
  void step(int begin, int end) {
    from = begin;
    to = end;
    double[][] x = new double[to - from][];
    float[] y = new float[to - from];
    for (int i = 0; i < x.length; i++) {
      x[i] = inputs[order[from + i]];
      y[i] = targets[order[from + i]];
    }
    started().update(x, y);
  }

  /// Smile does not tell; so it predicts the rows of the last step once more.
  @Override
  double loss() {
    double[] outputs = new double[workload().outputs()];
    double sum = 0;
    for (int i = from; i < to; i++) {
      started().predict(inputs[order[i]], outputs);
      float target = targets[order[i]];
      double error = outputs[0] - target;
      sum += workload().classes() ? -Math.log(outputs[(int) target]) : 0.5 * error * error;
    }
    return sum / (to - from);
  }

  @Override
  float[] outputs() {
    int width = workload().outputs();
    float[] all = new float[tests.length * width];
    double[] outputs = new double[width];
    for (int row = 0; row < tests.length; row++) {
      started().predict(tests[row], outputs);
      for (int i = 0; i < width; i++) {
        all[row * width + i] = (float) outputs[i];
      }
    }
    return all;
  }

  @Override
  Runnable predictor(int count) {
    double[] outputs = new double[workload().outputs()];
    double[][] rows = Arrays.copyOf(tests, count);
    Perceptron trained = started();
    return () -> {
      for (double[] row : rows) {
        trained.predict(row, outputs);
      }
    };
  }
}
