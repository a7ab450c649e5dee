package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.denpan.Family;
import org.denpan.Seed;
import org.denpan.Specimen;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every layer, activations as layers of their own and those to come included. That
/// derivatives are right, the gradient check's own test tells of each.
class LayerContractTest {
  private static final Seed SEED = new Seed(8);
  private static final int INPUTS = 67;
  private static final int MAX_ROWS = 41;

  static Stream<Layer> all() {
    return Family.of(Layer.class).members().stream()
        .flatMap(m -> Stream.of(Specimen.usual(m), Specimen.changed(m)))
        .map(Layer.class::cast);
  }

  private static Program program(Layer layer, int threads) {
    return program(layer, threads, INPUTS, MAX_ROWS);
  }

  private static Program program(Layer layer, int threads, int inputs, int maxRows) {
    Network net = Network.of(layer);
    return net.compile(drawn(net, inputs), inputs, maxRows, Workers.of(threads), SEED);
  }

  private static Parameters drawn(Network net, int inputs) {
    Parameters parameters = net.initialise(inputs, SEED);
    Seed.Stream random = SEED.stream("values");
    for (int i = 0; i < parameters.learnt(); i++) {
      parameters.values()[i] += (float) (0.1 * random.nextGaussian());
    }
    return parameters;
  }

  private static float[] random(String name, int length) {
    Seed.Stream random = SEED.stream(name);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] doubles(float[] values, int length) {
    double[] result = new double[length];
    for (int i = 0; i < length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFastForwardPassIsTheFormulaAlsoForAShortBatch(Layer layer) {
    Program program = program(layer, 1);
    for (int rows : new int[] {MAX_ROWS, 3, 2}) {
      float[] x = random("x" + rows, rows * INPUTS);
      double[] values =
          doubles(program.parameters().values(), program.parameters().values().length);
      double[] expected =
          Reference.network(
              program.network(), program.parameters(), values, doubles(x, x.length), rows, SEED);
      double[] fast = doubles(program.forward(x, rows, true, 0), rows * program.outputs());
      assertThat(fast).containsExactly(expected, within(5e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void itsOutputsAreAsManyAsItSays(Layer layer) {
    assertThat(program(layer, 1).outputs()).isEqualTo(layer.outputs(INPUTS));
  }

  /// With so many rows and inputs that threads do share them: 8·211·257 operations are enough.
  @ParameterizedTest
  @MethodSource("all")
  void threadsDoNotChangeABit(Layer layer) {
    int rows = 211;
    int inputs = 257;
    float[] x = random("x", rows * inputs);
    float[] dy = random("dy", rows * layer.outputs(inputs));
    float[][] first = run(program(layer, 1, inputs, rows), rows, x, dy);
    for (int threads : new int[] {2, 3, 7}) {
      float[][] other = run(program(layer, threads, inputs, rows), rows, x, dy);
      for (int i = 0; i < first.length; i++) {
        // Arrays.equals compares bits, and quickly
        assertThat(Arrays.equals(other[i], first[i]))
            .as("%d threads, array %d", threads, i)
            .isTrue();
      }
    }
  }

  private static float[][] run(Program program, int rows, float[] x, float[] dy) {
    float[] y = program.forward(x, rows, true, 5).clone();
    System.arraycopy(dy, 0, program.outputDelta(), 0, dy.length);
    float[] dx = new float[x.length];
    program.backward(dx);
    float[] inference = program.forward(x, rows).clone();
    return new float[][] {y, dx, program.gradients().clone(), inference};
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPassChangesNeitherItsInputNorWhatComesFromAbove(Layer layer) {
    Program program = program(layer, 1);
    float[] x = random("x", MAX_ROWS * INPUTS);
    float[] dy = random("dy", MAX_ROWS * program.outputs());
    run(program, MAX_ROWS, x, dy);
    assertThat(x).containsExactly(random("x", MAX_ROWS * INPUTS));
    assertThat(program.outputDelta()).startsWith(dy);
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradientsAreSetAnewByEveryPassAndDoNotNeedTheInputs(Layer layer) {
    Program program = program(layer, 1);
    float[] x = random("x", MAX_ROWS * INPUTS);
    float[] dy = random("dy", MAX_ROWS * program.outputs());
    program.forward(x, MAX_ROWS, true, 5);
    System.arraycopy(dy, 0, program.outputDelta(), 0, dy.length);
    program.backward(new float[x.length]);
    float[] first = program.gradients().clone();
    Arrays.fill(program.gradients(), 7f);
    program.backward();
    assertThat(program.gradients()).containsExactly(first);
  }

  @ParameterizedTest
  @MethodSource("all")
  void atInferenceARowDoesNotDependOnTheOthers(Layer layer) {
    Program program = program(layer, 1);
    float[] x = random("x", MAX_ROWS * INPUTS);
    float[] all = program.forward(x, MAX_ROWS).clone();
    float[] one = Arrays.copyOfRange(x, 9 * INPUTS, 10 * INPUTS);
    int outputs = program.outputs();
    assertThat(Arrays.copyOf(program.forward(one, 1), outputs))
        .containsExactly(Arrays.copyOfRange(all, 9 * outputs, 10 * outputs));
  }

  /// Twice after itself too, where buffers take turns and layers work in place.
  @ParameterizedTest
  @MethodSource("all")
  void compiledForInferenceItGivesTheSameBitsAndLeavesItsInput(Layer layer) {
    for (Network net : List.of(Network.of(layer), Network.of(layer, layer, Residual.of(layer)))) {
      int width = layer.outputs(INPUTS);
      boolean fits = net.layers().size() == 1 || layer.outputs(width) == width;
      if (fits) {
        inferenceGivesTheSameBits(net);
      }
    }
  }

  private static void inferenceGivesTheSameBits(Network net) {
    Parameters parameters = drawn(net, INPUTS);
    Program program = net.compile(parameters, INPUTS, MAX_ROWS, Workers.single(), SEED);
    for (int maxRows : new int[] {MAX_ROWS, 1}) {
      InferenceProgram inference =
          net.compileForInference(parameters, INPUTS, maxRows, Workers.single());
      for (int rows : new int[] {maxRows, 1}) {
        float[] x = random("x", rows * INPUTS);
        float[] kept = x.clone();
        int size = rows * inference.outputs();
        float[] y = Arrays.copyOf(inference.forward(x, rows), size);
        assertThat(y).containsExactly(Arrays.copyOf(program.forward(x, rows), size));
        assertThat(x).containsExactly(kept);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void itsTensorsHaveNamesOfTheirOwnAndAnInitialiser(Layer layer) {
    assertThat(layer.parameters(INPUTS, Optional.empty()).stream().map(Parameter::name))
        .doesNotHaveDuplicates();
    assertThat(layer.parameters(INPUTS, Optional.of(Init.zeros())))
        .filteredOn(p -> p.role() == Parameter.Role.WEIGHT)
        .allMatch(p -> p.init().equals(Init.zeros()));
  }
}
