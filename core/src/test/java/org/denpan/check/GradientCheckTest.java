package org.denpan.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.Seed;
import org.denpan.Specimen;
import org.denpan.check.GradientReport.TensorResult;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Layer;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Right derivatives pass: of every layer, activation and loss, those to come included.
class GradientCheckTest {
  private static Stream<Record> specimens(Class<?> family) {
    return Family.of(family).members().stream()
        .flatMap(m -> Stream.of(Specimen.usual(m), Specimen.changed(m)))
        .distinct();
  }

  static List<Layer> layers() {
    return specimens(Layer.class)
        .map(Layer.class::cast)
        .filter(layer -> layer.obstacle().isEmpty())
        .toList();
  }

  static List<Activation> activations() {
    return layers().stream()
        .filter(Activation.class::isInstance)
        .map(Activation.class::cast)
        .toList();
  }

  static List<Loss> losses() {
    return specimens(Loss.class).map(Loss.class::cast).toList();
  }

  static Stream<Difference> rules() {
    return specimens(Difference.class).map(Difference.class::cast);
  }

  private static void passes(GradientReport report, Object... what) {
    assertThat(report.passed()).as("%s%n%s", Arrays.toString(what), report).isTrue();
    assertThat(report.tensors()).allMatch(f -> f.checked() > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 identity",
        "3 identity",
        "8 relu, 3 identity",
        "8 logistic, 7 tanh, 6 relu, 3 identity",
        "5 softmax, 4 identity",
        "6 tanh, batchnorm, 5 relu, 3 identity",
        "5 identity, batchnorm, relu, 4 identity, batchnorm, tanh, 2 identity",
        "6 relu, batchnorm, dropout 0.5, 6 relu, batchnorm, dropout 0.5, 1 identity",
        "12 relu, dropout 0.4, 3 identity",
        "6 prelu, 6 prelu shared=true, prelu, 3 identity",
        "6 leakyrelu, 6 elu, 6 selu, 6 arctan, 3 identity",
        "6 softplus, 6 silu, 6 gelu, 3 identity",
        "5 identity, elu, layernorm, gelu, residual (5 prelu, silu), 3 identity",
        "6 prelu, 6 prelu shared=true, prelu, 3 identity",
        "6 leakyrelu, 6 elu, 6 selu, 6 arctan, 3 identity",
        "6 softplus, 6 silu, 6 gelu, 3 identity",
        "5 identity, elu, layernorm, gelu, residual (5 prelu, silu), 3 identity",
        "batchnorm, 4 logistic, batchnorm, dropout 0.1, 4 tanh, 2 identity",
        "5 identity, layernorm, relu, layernorm, softmax, 3 identity",
        "residual (4 tanh, 5 relu), residual (5 tanh), layernorm, 4 identity",
        "7 relu, residual (9 logistic, residual (9 tanh), layernorm, 7 identity), 2 identity",
        "9 tanh, 9 tanh, 9 tanh, 9 tanh, 9 tanh, 9 tanh, 9 tanh, 9 tanh, 2 identity"
      })
  void everyNetworkPassesWithEveryLoss(String words) {
    for (Loss loss : losses()) {
      Network network = Network.parse(words);
      if (!loss.last().equals(Activation.identity())) {
        network = network.append(loss.last());
      }
      int outputs = network.outputs(5);
      if (!loss.takes(loss.example(outputs, new Seed(1).stream("a")).length, outputs)) {
        continue; // cross-entropy of one class
      }
      passes(GradientCheck.of(network, 5, loss, 11).run(), network, loss);
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  void everyActivationPassesAsUnitsAndAsALayer(Activation f) {
    for (int seed = 1; seed <= 3; seed++) {
      Network units = Network.of(Dense.of(9, f), Dense.of(3, f), Dense.of(2, Activation.tanh()));
      passes(GradientCheck.of(units, 6, Loss.squaredError(), seed).run(), f, seed);
      Network alone = Network.of(f, Dense.of(5, Activation.identity()), f);
      passes(GradientCheck.of(alone, 6, Loss.squaredError(), seed).run(), f, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyLayerPasses(Layer layer) {
    int inputs = 4;
    Network network =
        Network.of(Dense.of(inputs, Activation.tanh()), layer, Dense.of(3, Activation.identity()));
    passes(GradientCheck.of(network, inputs, Loss.crossEntropy(), 4).run(), layer);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRulePassesWithBothSteps(Difference rule) {
    for (String words :
        List.of("9 relu, 9 relu, 9 relu, 3 identity", "6 tanh, batchnorm, 5 softmax, 3 identity")) {
      for (int seed = 1; seed <= 5; seed++) {
        GradientCheck check =
            GradientCheck.of(Network.parse(words), 5, Loss.crossEntropy(), seed).rule(rule);
        passes(check.run(), rule, words, seed);
        passes(check.textbookStep().run(), rule, words, seed, "textbook's step");
      }
    }
  }

  @Test
  void whatHasNoGradientIsRefusedWithTheReason() {
    List<Layer> steps =
        specimens(Layer.class)
            .map(Layer.class::cast)
            .filter(layer -> layer.obstacle().isPresent())
            .toList();
    for (Layer step : steps) {
      assertThatThrownBy(() -> GradientCheck.of(Network.of(step), 2, Loss.squaredError(), 1))
          .isInstanceOf(DenpanException.class)
          .hasMessageContaining(step.obstacle().orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "50 logistic, 10 identity",
        "16 logistic, 16 logistic, 16 logistic, 16 logistic, 3 identity",
        "16 logistic, 16 logistic, 16 logistic, 16 logistic, 16 logistic, 16 logistic, 3 identity"
      })
  void tinyGradientsAreNoFalseAlarm(String words) {
    Network net = Network.parse(words);
    for (int seed = 1; seed <= 5; seed++) {
      for (Network each : List.of(net, net.init(Init.normal(0.01)))) {
        passes(GradientCheck.of(each, 100, Loss.crossEntropy(), seed).run(), each, seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zeros", "normal 0.01", "normal 100", "orthogonal"})
  void weightsThatStartAsTheyLikeAreNoFalseAlarm(String init) {
    Network net =
        Network.parse("9 identity, batchnorm, relu, 8 tanh, 4 identity")
            .init(Family.of(Init.class).parse(init));
    for (int seed = 1; seed <= 5; seed++) {
      passes(GradientCheck.of(net, 6, Loss.crossEntropy(), seed).run(), init, seed);
    }
  }

  @Test
  void aBiasBeforeBatchNormalisationIsKnownToBeZero() {
    Network net = Network.parse("9 identity, batchnorm, relu, 4 identity");
    GradientReport report = GradientCheck.of(net, 6, Loss.crossEntropy(), 2).run();
    assertThat(report.tensors())
        .filteredOn(f -> f.seen() == 0)
        .extracting(TensorResult::fullName)
        .containsExactly("dense1.bias");
    assertThat(report.toString()).contains("bias zero");
    GradientReport.LayerResult dense = report.layers().getFirst();
    assertThat(dense.worst()) // not that of the bias, which is noise over nothing
        .isEqualTo(Math.max(dense.tensors().get(0).worst(), dense.tensors().get(2).worst()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-8, -1e-8, 1e-7, 1e-6, -1e-5, 1e-3})
  void aKinkIsSteppedAroundOrLeftOut(double bias) {
    Network net = Network.parse("6 relu, 3 identity");
    Parameters parameters = net.initialise(4, new Seed(3));
    Tensor weight = parameters.tensor("dense1.weight");
    for (int i = 0; i < 4; i++) { // unit 2 is told by its bias alone, for all rows
      parameters.values()[weight.at() + i * 6 + 2] = 0;
    }
    parameters.values()[parameters.tensor("dense1.bias").at() + 2] = (float) bias;
    rules()
        .forEach(rule -> {
          GradientCheck check = GradientCheck.of(net, 4, Loss.squaredError(), 1).rule(rule);
          GradientReport report = check.run(parameters);
          passes(report, rule, bias);
          int kinks = report.tensors().stream().mapToInt(TensorResult::kinks).sum();
          if (bias == 0) { // the unit's four weights and its bias
            assertThat(kinks).isBetween(4, 5); // backward differences see no kink of the bias
            assertThat(report.toString()).contains(" more at a kink were left out");
          }
          if (Math.abs(bias) > 1e-6) {
            assertThat(kinks).isZero();
          }
        });
  }

  @Test
  void eachLayerIsReportedInTheNetworksOrderWithTheLossLast() {
    Network net = Network.parse("6 tanh, residual (6 relu), layernorm, 3 identity");
    GradientReport report = GradientCheck.of(net, 4, Loss.crossEntropy(), 1).run();
    assertThat(report.layers())
        .extracting(GradientReport.LayerResult::name)
        .containsExactly("dense1", "residual1.dense1", "residual1", "layernorm1", "dense2", "loss");
    assertThat(report.layers().getFirst().tensors())
        .extracting(TensorResult::name)
        .containsExactly("weight", "bias", "input");
    assertThat(report.layers())
        .allMatch(l ->
            l.tensors().stream().mapToDouble(TensorResult::worst).max().orElse(1) == l.worst());
    assertThat(report.layers()).allMatch(l -> l.worst() <= report.worst());
    assertThat(report.layers()).anyMatch(l -> l.worst() == report.worst());
    assertThat(report.suspect()).isEqualTo(Optional.empty());
  }

  @Test
  void ofALargeTensorTheSeedDrawsWhichValuesAreChecked() {
    Network net = Network.of(Dense.of(6000, Activation.identity()), Dense.of(1, Activation.tanh()));
    Set<Integer> where = new TreeSet<>();
    for (int seed = 1; seed <= 10; seed++) {
      GradientReport report = GradientCheck.of(net, 1, Loss.squaredError(), seed).run();
      TensorResult bias = report.tensors().get(1);
      assertThat(bias.checked()).isEqualTo(64);
      where.add(bias.index());
    }
    assertThat(where).hasSizeGreaterThan(5).anyMatch(index -> index >= 64);
    assertThat(where).allMatch(index -> index >= 0 && index < 6000);
  }

  @Test
  void theCheckLeavesTheModelAsItWas() {
    Network net = Network.parse("batchnorm, 2 identity");
    var parameters = net.initialise(3, new Seed(1));
    String before = parameters.sha256();
    GradientCheck.of(net, 3, Loss.squaredError(), 1).run(parameters);
    assertThat(parameters.sha256()).isEqualTo(before);
  }
}
