package org.denpan.train;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.denpan.data.Batch;
import org.denpan.net.LayerView;
import org.denpan.net.Loss;
import org.denpan.net.Parameter;
import org.denpan.net.Program;
import org.denpan.net.ShapeException;
import org.denpan.net.Tensor;
import org.denpan.net.Workers;

/// What a batch teaches: the error and, by back-propagation, its gradient; and the gradient of the
/// penalties λ₁‖W‖₁ + ½λ₂‖W‖² on the weights, biases having none.
final class Gradient {
  private final Program program;
  private final Loss loss;
  private final float l1;
  private final float l2;
  private final double[] errors;
  private final Norm norm;

  Gradient(Program program, Loss loss, double l1, double l2, Workers workers) {
    this.program = program;
    this.loss = loss;
    this.l1 = (float) l1;
    this.l2 = (float) l2;
    errors = new double[program.maxRows()];
    norm = new Norm(program.gradients(), workers, this::penalise);
  }

  /// The batch's mean error; its gradient stands in [Program#gradients] then, without penalties,
  /// unless the error is not finite.
  ///
  /// @param step the counter of random draws
  double of(Batch batch, long step) {
    if (batch.width() != program.inputs()) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "the network takes %,d inputs a row, the batch has %,d",
              program.inputs(),
              batch.width()));
    }
    float[] logits = program.forward(batch.inputs(), batch.rows(), true, step);
    double value = loss.value(logits, program.outputs(), batch, errors, program.outputDelta());
    if (Double.isFinite(value)) {
      program.backward();
    }
    return value;
  }

  /// Adds the penalties' gradient, λ₁ sign(w) + λ₂w.
  ///
  /// @return the gradient's Euclidean norm then
  double penalised() {
    return norm.find(l1 == 0 && l2 == 0 ? 1 : 4);
  }

  private void penalise(int from, int to) {
    if (l1 == 0 && l2 == 0) {
      return;
    }
    float[] w = program.parameters().values();
    float[] g = program.gradients();
    for (int t = 0; t < program.parameters().tensors().size(); t++) {
      Tensor tensor = program.parameters().tensors().get(t);
      if (tensor.role() == Parameter.Role.WEIGHT) {
        int end = Math.min(to, tensor.at() + tensor.length());
        for (int i = Math.max(from, tensor.at()); i < end; i++) {
          g[i] = Math.fma(l2, w[i], Math.fma(l1, Math.signum(w[i]), g[i]));
        }
      }
    }
  }

  /// λ₁‖W‖₁ + ½λ₂‖W‖².
  double penalties() {
    if (l1 == 0 && l2 == 0) {
      return 0;
    }
    float[] w = program.parameters().values();
    double sum = 0;
    double squares = 0;
    List<Tensor> tensors = program.parameters().tensors();
    for (int t = 0; t < tensors.size(); t++) { // an iterator might be made in every step
      Tensor tensor = tensors.get(t);
      if (tensor.role() == Parameter.Role.WEIGHT) {
        for (int i = tensor.at(); i < tensor.at() + tensor.length(); i++) {
          sum += Math.abs(w[i]);
          squares = Math.fma((double) w[i], w[i], squares);
        }
      }
    }
    return l1 * sum + 0.5 * l2 * squares;
  }

  /// @param step the number of the step, from 1
  /// @throws TrainingDivergedException if the error is not finite
  void checkError(double value, long step) {
    if (!Double.isFinite(value)) {
      throw diverged("the loss is " + value, step);
    }
  }

  /// @param step the number of the step, from 1
  /// @throws TrainingDivergedException if the gradient's norm is not finite
  void checkNorm(double norm, long step) {
    if (!Double.isFinite(norm)) {
      throw diverged("the gradient is no longer finite", step);
    }
  }

  private TrainingDivergedException diverged(String what, long step) {
    return new TrainingDivergedException(
        String.format(
            Locale.ROOT,
            "step %,d: %s%s",
            step,
            what,
            firstBadLayer().map(l -> "; " + l).orElse("")));
  }

  /// The first layer, from the input, whose values or outputs are not finite, in words.
  private Optional<String> firstBadLayer() {
    for (LayerView layer : program.layers()) {
      String name = layer.name();
      for (Tensor tensor : program.parameters().tensors()) {
        if (tensor.layer().equals(name)
            && !finite(program.parameters().values(), tensor.at(), tensor.length())) {
          return Optional.of(
              "first bad layer: " + name + ", whose " + tensor.name() + " overflowed");
        }
      }
      if (!finite(layer.output(), 0, layer.output().length)) {
        return Optional.of("first bad layer: " + name + ", whose output overflowed");
      }
    }
    for (Tensor tensor : program.parameters().tensors().reversed()) {
      if (tensor.learnt() && !finite(program.gradients(), tensor.at(), tensor.length())) {
        return Optional.of("first bad layer: " + tensor.layer() + ", whose gradient overflowed");
      }
    }
    // all finite, but the sum of their squares is not
    return program.parameters().tensors().stream()
        .filter(Tensor::learnt)
        .max(Comparator.comparingDouble(this::largestGradient))
        .map(tensor ->
            String.format(
                Locale.ROOT,
                "first bad layer: %s, whose gradient reached %.1e",
                tensor.layer(),
                largestGradient(tensor)));
  }

  private double largestGradient(Tensor tensor) {
    float largest = 0;
    for (int i = tensor.at(); i < tensor.at() + tensor.length(); i++) {
      largest = Math.max(largest, Math.abs(program.gradients()[i]));
    }
    return largest;
  }

  private static boolean finite(float[] values, int at, int length) {
    for (int i = at; i < at + length; i++) {
      if (!Float.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }
}
