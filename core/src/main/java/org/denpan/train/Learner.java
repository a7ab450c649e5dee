package org.denpan.train;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.denpan.data.Batch;
import org.denpan.kernel.Kernels;
import org.denpan.net.LayerView;
import org.denpan.net.Loss;
import org.denpan.net.Parameter;
import org.denpan.net.Program;
import org.denpan.net.ShapeException;
import org.denpan.net.Tensor;
import org.denpan.net.Workers;

/// One step after another: forward, loss, backward, update. Allocates nothing.
final class Learner {
  /// Ranges of whole cache lines for the optimizer's threads.
  private static final int TILE = 1024;

  private final Program program;
  private final Loss loss;
  private final Optimizer optimizer;
  private final float l2;
  private final Workers workers;
  private final float[][] state;
  private final double[] errors;
  private final float[] lanes = new float[Kernels.LANES];
  private final Workers.Range update = this::update;
  private long steps;
  private double rate;
  private float shrinkage;
  private double gradientNorm;

  Learner(Program program, Loss loss, Optimizer optimizer, double l2, Workers workers) {
    this.program = program;
    this.loss = loss;
    this.optimizer = optimizer;
    this.l2 = (float) l2;
    this.workers = workers;
    this.errors = new double[program.maxRows()];
    this.state = new float[optimizer.slots()][program.parameters().learnt()];
  }

  /// One step.
  ///
  /// @param factor what the learning rate is multiplied by
  /// @return the batch's mean loss before the step
  /// @throws TrainingDivergedException if the loss or the gradient is not finite; what is learnt
  ///   stays as it was
  double step(Batch batch, double factor) {
    int outputs = program.outputs();
    if (batch.width() != program.inputs()) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "the network takes %,d inputs a row, the batch has %,d",
              program.inputs(),
              batch.width()));
    }
    float[] logits = program.forward(batch.inputs(), batch.rows(), true, steps);
    double value = loss.value(logits, outputs, batch, errors, program.outputDelta());
    if (!Double.isFinite(value)) {
      throw diverged("the loss is " + value);
    }
    program.backward();
    if (l2 > 0) {
      decay();
    }
    float[] gradients = program.gradients();
    gradientNorm = Math.sqrt(Kernels.chosen().sumOfSquares(gradients, 0, gradients.length, lanes));
    if (!Double.isFinite(gradientNorm)) {
      throw diverged("the gradient is no longer finite");
    }
    steps++;
    rate = optimizer.learningRate() * factor;
    shrinkage = (float) (rate * optimizer.weightDecay());
    workers.run(gradients.length, TILE, 8, update);
    return value;
  }

  private void update(int from, int to) {
    if (shrinkage > 0) {
      shrink(from, to);
    }
    optimizer.update(
        program.parameters().values(), program.gradients(), state, from, to, (float) rate, steps);
  }

  /// The optimizer's own decay, w ← w − ε·λ·w, for the weights in [from, to).
  private void shrink(int from, int to) {
    float[] w = program.parameters().values();
    for (int t = 0; t < program.parameters().tensors().size(); t++) {
      Tensor tensor = program.parameters().tensors().get(t);
      if (tensor.role() == Parameter.Role.WEIGHT) {
        int end = Math.min(to, tensor.at() + tensor.length());
        for (int i = Math.max(from, tensor.at()); i < end; i++) {
          w[i] = Math.fma(-shrinkage, w[i], w[i]);
        }
      }
    }
  }

  /// Adds the gradient of the penalty ½λ‖W‖²; biases have none.
  private void decay() {
    float[] w = program.parameters().values();
    float[] g = program.gradients();
    for (int t = 0; t < program.parameters().tensors().size(); t++) {
      Tensor tensor = program.parameters().tensors().get(t);
      if (tensor.role() == Parameter.Role.WEIGHT) {
        for (int i = tensor.at(); i < tensor.at() + tensor.length(); i++) {
          g[i] = Math.fma(l2, w[i], g[i]);
        }
      }
    }
  }

  private TrainingDivergedException diverged(String what) {
    return new TrainingDivergedException(
        String.format(
            Locale.ROOT,
            "step %,d: %s%s",
            steps + 1,
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

  /// The Euclidean norm of the last step's gradient.
  double gradientNorm() {
    return gradientNorm;
  }

  /// The learning rate of the last step.
  double rate() {
    return rate;
  }

  Program program() {
    return program;
  }
}
