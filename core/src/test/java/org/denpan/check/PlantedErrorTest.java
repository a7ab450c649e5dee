package org.denpan.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.denpan.Family;
import org.denpan.Seed;
import org.denpan.check.GradientReport.TensorResult;
import org.denpan.data.Batch;
import org.denpan.data.Target;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Layer;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameter;
import org.denpan.net.Pass;
import org.denpan.net.Reference;
import org.denpan.net.Residual;
import org.denpan.net.Step;
import org.denpan.net.Wiring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A wrong factor of 1 % in one derivative of a user's own layer, activation or loss is found, and
/// where it is said.
class PlantedErrorTest {
  private static final Layer OUTPUT = Dense.of(2, Activation.identity());

  static Stream<Settings> settings() {
    Family<Difference> rules = Family.of(Difference.class);
    return rules.names().stream()
        .map(rules::parse)
        .flatMap(rule -> Stream.of(new Settings(rule, false), new Settings(rule, true)));
  }

  record Settings(Difference rule, boolean textbook) {
    GradientReport run(Loss loss, Layer... layers) {
      GradientCheck check = GradientCheck.of(Network.of(layers), 4, loss, 3).rule(rule);
      return textbook ? check.textbookStep().run() : check.run();
    }
  }

  private static GradientReport run(Layer... layers) {
    return new Settings(Difference.central(), false).run(Loss.squaredError(), layers);
  }

  private static List<String> wrong(GradientReport report) {
    return report.tensors().stream().filter(f -> !f.passed()).map(TensorResult::fullName).toList();
  }

  private static String suspect(GradientReport report) {
    return report.suspect().map(GradientReport.LayerResult::name).orElse("nothing");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void inTheDerivativeOfALayersTensorWithEveryRuleAndStep(Settings settings) {
    Layer below = Dense.of(6, Activation.tanh());
    GradientReport right = settings.run(Loss.squaredError(), below, new Scale(1, 1), OUTPUT);
    assertThat(right.passed()).as("%s", right).isTrue();

    GradientReport report = settings.run(Loss.squaredError(), below, new Scale(1.01, 1), OUTPUT);
    assertThat(wrong(report)).containsExactly("scale1.factor");
    assertThat(suspect(report)).isEqualTo("scale1");
    assertThat(report.toString())
        .containsPattern("scale1 +9\\.9e-03  WRONG  factor 9\\.9e-03, input \\d")
        .containsPattern(
            "FAIL: .* First look at scale1: value \\d of factor is \\S+, should be \\S+");
  }

  /// |1.01g − g| / |1.01g| = 0.0099, at a value of the tensor where fast is 1.01 times numeric.
  @Test
  void aFindingTellsTheLargestRelativeErrorAndWhereItIs() {
    GradientReport report = run(Dense.of(6, Activation.tanh()), new Scale(1.01, 1), OUTPUT);
    TensorResult result =
        report.tensors().stream()
            .filter(f -> f.fullName().equals("scale1.factor"))
            .findFirst()
            .orElseThrow();
    assertThat(result.worst()).isCloseTo(0.01 / 1.01, within(1e-4));
    assertThat(result.fast() / result.numeric()).isCloseTo(1.01, within(1e-4));
    assertThat(result.checked()).isEqualTo(6);
    assertThat(result.index()).isBetween(0, 5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.01, 0.99, -1, 0, 2})
  void inWhatALayerPassesDown(double error) {
    GradientReport report = run(Dense.of(6, Activation.tanh()), new Scale(1, error), OUTPUT);
    assertThat(wrong(report))
        .containsExactly("dense1.weight", "dense1.bias", "dense1.input", "scale1.input");
    assertThat(suspect(report)).isEqualTo("scale1");
  }

  @Test
  void inALayerWithinABlock() {
    Layer block = Residual.of(Dense.of(4, Activation.relu()), new Scale(1.01, 1), OUTPUT_OF_4);
    GradientReport report = run(block, OUTPUT);
    assertThat(wrong(report)).containsExactly("residual1.scale1.factor");
    assertThat(suspect(report)).isEqualTo("residual1.scale1");

    GradientReport down = run(Residual.of(OUTPUT_OF_4, new Scale(1, 1.01), OUTPUT_OF_4), OUTPUT);
    assertThat(wrong(down)).contains("residual1.dense1.weight", "residual1.input");
    assertThat(suspect(down)).isEqualTo("residual1.dense1");
  }

  private static final Layer OUTPUT_OF_4 = Dense.of(4, Activation.identity());

  @Test
  void underBatchNormalisationAndOverIt() {
    Layer[] sound = {Dense.of(6, Activation.identity()), BatchNorm.of()};
    GradientReport over = run(sound[0], sound[1], new Scale(1.01, 1), OUTPUT);
    assertThat(wrong(over)).containsExactly("scale1.factor");
    GradientReport under = run(sound[0], new Scale(1.01, 1), sound[0], sound[1], OUTPUT);
    assertThat(wrong(under)).containsExactly("scale1.factor");
  }

  @Test
  void inAnActivationAsUnitsAndAsALayer() {
    assertThat(run(Dense.of(6, new Swish(1)), OUTPUT).passed()).isTrue();
    GradientReport units = run(Dense.of(6, new Swish(1.01)), OUTPUT);
    assertThat(wrong(units)).containsExactly("dense1.weight", "dense1.bias", "dense1.input");
    assertThat(suspect(units)).isEqualTo("dense1");

    assertThat(run(OUTPUT_OF_4, new Swish(1), OUTPUT).passed()).isTrue();
    GradientReport alone = run(OUTPUT_OF_4, new Swish(1.01), OUTPUT);
    assertThat(suspect(alone)).isEqualTo("swish1");
  }

  @Test
  void inALoss() {
    Settings settings = new Settings(Difference.central(), false);
    assertThat(settings.run(new LogCosh(1), OUTPUT).passed()).isTrue();
    GradientReport report = settings.run(new LogCosh(1.01), OUTPUT);
    assertThat(wrong(report)).endsWith("loss.logits");
    assertThat(suspect(report)).isEqualTo("loss");
  }

  @Test
  void aDerivativeThatIsNoNumberIsWrong() {
    GradientReport report = run(new Scale(Double.NaN, 1), OUTPUT);
    assertThat(wrong(report)).containsExactly("scale1.factor");
    assertThat(report.layers().getFirst().worst()).isNaN();
    assertThat(report.toString()).contains("value 0 of factor is NaN, should be ");
  }

  /// The commonest mistake in a layer of one's own: the passes of a check hide it from each other.
  @Test
  void aGradientThatIsAddedToAndNeverSetIsWrong() {
    GradientReport report = run(new Scale(1, 1, false, ALL), OUTPUT);
    assertThat(wrong(report)).containsExactly("scale1.factor");
    assertThat(report.layers().getFirst().worst()).isNaN();
  }

  @Test
  void inOneElementOfALargeTensor() {
    // 600 inputs, of which one derivative is off by 1 %
    Network net = Network.of(new Scale(1.01, 1, true, 457), Dense.of(1, Activation.tanh()), OUTPUT);
    GradientReport report = GradientCheck.of(net, 600, Loss.squaredError(), 3).run();
    assertThat(wrong(report)).contains("scale1.factor");
  }

  private static final int ALL = -1;

  /// y = factor ∘ x; its derivatives are wrong by these factors.
  ///
  /// @param sets whether it sets its gradients before it adds to them
  /// @param only the one element of the tensor whose derivative is wrong, or all
  record Scale(double ofFactor, double ofInput, boolean sets, int only) implements Layer.Custom {
    Scale(double ofFactor, double ofInput) {
      this(ofFactor, ofInput, true, ALL);
    }

    @Override
    public int outputs(int inputs) {
      return inputs;
    }

    @Override
    public List<Parameter> parameters(int inputs, Optional<Init> init) {
      return List.of(
          new Parameter("factor", List.of(inputs), Init.normal(1), Parameter.Role.WEIGHT));
    }

    @Override
    public double[] formula(Reference reference, double[] x) {
      double[] factor = reference.parameter("factor");
      double[] y = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        y[i] = factor[i % factor.length] * x[i];
      }
      return y;
    }

    @Override
    public Step compile(Wiring wiring) {
      int width = wiring.inputs();
      int at = wiring.tensor("factor").at();
      float[] values = wiring.parameters().values();
      float[] gradients = wiring.gradients();
      return new Step() {
        @Override
        public void forward(Pass pass, float[] x, float[] y) {
          for (int i = 0; i < pass.rows() * width; i++) {
            y[i] = values[at + i % width] * x[i];
          }
        }

        @Override
        public void backward(Pass pass, float[] x, float[] y, float[] dy, float[] dx) {
          Arrays.fill(gradients, at, sets ? at + width : at, 0f);
          for (int i = 0; i < pass.rows() * width; i++) {
            float error = only == ALL || only == i % width ? (float) ofFactor : 1f;
            gradients[at + i % width] += error * dy[i] * x[i];
            if (dx.length > 0) {
              dx[i] = (float) ofInput * values[at + i % width] * dy[i];
            }
          }
        }
      };
    }
  }

  /// f(u) = u/(1 + e⁻ᵘ); its derivative is wrong by this factor.
  record Swish(double error) implements Activation.Custom {
    @Override
    public double[] formula(double[] u) {
      return Arrays.stream(u).map(v -> v / (1 + Math.exp(-v))).toArray();
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      for (int i = from; i < to; i++) {
        z[i] = (float) (u[i] / (1 + Math.exp(-u[i])));
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      for (int i = from; i < to; i++) {
        double s = 1 / (1 + Math.exp(-u[i]));
        du[i] = (float) (error * dz[i] * (s + u[i] * s * (1 - s)));
      }
    }
  }

  /// Σ ln cosh(y − d); its derivative is wrong by this factor.
  record LogCosh(double error) implements Loss.Custom {
    @Override
    public void outputs(float[] logits, float[] y, int rows, int outputs) {
      System.arraycopy(logits, 0, y, 0, rows * outputs);
    }

    @Override
    public void errors(float[] logits, int outputs, Batch batch, double[] errors, float[] delta) {
      Arrays.fill(errors, 0, batch.rows(), 0);
      for (int i = 0; i < batch.rows() * outputs; i++) {
        double e = logits[i] - (double) batch.targets()[i];
        errors[i / outputs] += Math.log(Math.cosh(e));
        delta[i] = (float) (error * Math.tanh(e));
      }
    }

    @Override
    public double formula(double[] logits, float[] target) {
      double sum = 0;
      for (int k = 0; k < logits.length; k++) {
        sum += Math.log(Math.cosh(logits[k] - target[k]));
      }
      return sum;
    }

    @Override
    public boolean takes(int targetWidth, int outputs) {
      return targetWidth == outputs;
    }

    @Override
    public boolean suits(Target target) {
      return target instanceof Target.Number;
    }

    @Override
    public float[] example(int outputs, Seed.Stream random) {
      float[] target = new float[outputs];
      for (int k = 0; k < outputs; k++) {
        target[k] = (float) random.nextGaussian();
      }
      return target;
    }
  }
}
