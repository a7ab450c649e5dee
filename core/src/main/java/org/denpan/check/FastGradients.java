package org.denpan.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.net.Loss;
import org.denpan.net.Program;

/// The derivatives that the fast passes give, in float, and how far rounding moves them. The latter
/// is measured: the passes run again with every weight, every input and what comes out of every
/// layer moved by about a unit in the last place. So a derivative that is zero in truth, as of a
/// bias before batch normalisation, or that float cannot tell from zero, as of a saturated tanh, is
/// known from its noise.
///
/// Before each pass everything that it has to set is made NaN, so that what it does not set, or
/// only adds to, shows.
///
/// @param learnt ∂E/∂(learnt values)
/// @param inputs ∂E/∂(input) of each layer; of one beyond the last, ∂E/∂(logits)
record FastGradients(Derivatives learnt, List<Derivatives> inputs) {
  private static final int SHAKES = 4;
  private static final float ULP = 0x1p-23f;

  /// @param values the derivatives
  /// @param noise the most that each moved
  record Derivatives(float[] values, float[] noise) {
    private void compare(float[] other) {
      for (int i = 0; i < values.length; i++) {
        noise[i] = Math.max(noise[i], Math.abs(other[i] - values[i]));
      }
    }
  }

  /// @param program on values of its own, which are moved and put back
  static FastGradients of(Program program, Loss loss, Batch batch, Seed.Stream random) {
    List<Derivatives> all =
        run(program, loss, batch, batch.inputs(), output -> {}).stream()
            .map(values -> new Derivatives(values, new float[values.length]))
            .toList();
    float[] weights = program.parameters().values();
    for (int shake = 0; shake < SHAKES; shake++) {
      float[] kept = weights.clone();
      float[] x = batch.inputs().clone();
      shake(weights, program.parameters().learnt(), random);
      shake(x, x.length, random);
      List<float[]> shaken =
          run(program, loss, batch, x, output -> shake(output, output.length, random));
      for (int i = 0; i < all.size(); i++) {
        all.get(i).compare(shaken.get(i));
      }
      System.arraycopy(kept, 0, weights, 0, kept.length);
    }
    return new FastGradients(all.getFirst(), all.subList(1, all.size()));
  }

  private static void shake(float[] values, int length, Seed.Stream random) {
    for (int i = 0; i < length; i++) {
      values[i] *= random.nextInt(2) == 0 ? 1 + ULP : 1 - ULP;
    }
  }

  /// @param disturb moves what came out of a layer
  private static List<float[]> run(
      Program program, Loss loss, Batch batch, float[] x, Consumer<float[]> disturb) {
    int rows = batch.rows();
    float[] logits = program.forward(x, rows, true, 0);
    program.layers().forEach(view -> disturb.accept(view.output()));
    float[] dx = new float[x.length];
    Arrays.fill(dx, Float.NaN);
    Arrays.fill(program.gradients(), Float.NaN);
    program.layers().forEach(view -> Arrays.fill(view.delta(), Float.NaN));
    loss.value(logits, program.outputs(), batch, new double[rows], program.outputDelta());
    program.backward(dx);
    List<float[]> all = new ArrayList<>();
    all.add(program.gradients().clone());
    all.add(dx);
    List<String> names = program.network().names(); // without the layers within others
    program.layers().stream()
        .filter(view -> names.contains(view.name()))
        .forEach(view -> all.add(view.delta().clone()));
    return all;
  }
}
