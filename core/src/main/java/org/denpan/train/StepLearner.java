package org.denpan.train;

import java.util.Optional;
import org.denpan.net.Loss;
import org.denpan.net.Parameter;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Tensor;
import org.denpan.net.Workers;

/// One step for each batch: its gradient, with penalties, clipped; the optimizer's change; the
/// bound on norms; the average.
final class StepLearner implements Learner {
  /// Ranges of whole cache lines for the optimizer's threads.
  private static final int TILE = 1024;

  private final Optimizer.Stepwise optimizer;
  private final Program program;
  private final Gradient gradient;
  private final Clipping clipping;
  private final MaxNorm maxNorm;
  private final double averaging;
  private final Workers workers;
  private final float[][] state;
  private final float[] average;
  private final Workers.Range update = this::update;
  private final Workers.Range blend = this::blend;
  private long steps;
  private double rate;
  private float shrinkage;
  private float keep;
  private double gradientNorm;

  StepLearner(
      Optimizer.Stepwise optimizer, Trainer settings, Program program, Loss loss, Workers workers) {
    this.optimizer = optimizer;
    this.program = program;
    this.workers = workers;
    Restraints restraints = settings.restraints;
    gradient = new Gradient(program, loss, restraints.l1, restraints.l2);
    clipping = new Clipping(restraints.clipNorm, restraints.clipValue);
    maxNorm = new MaxNorm(program.parameters(), restraints.maxNorm);
    averaging = restraints.averaging;
    int learnt = program.parameters().learnt();
    state = new float[optimizer.slots()][learnt];
    average = new float[averaging > 0 ? learnt : 0];
    System.arraycopy(program.parameters().values(), 0, average, 0, average.length);
  }

  @Override
  public double step(Feed feed, double factor) {
    double value = gradient.of(feed.part(0), steps);
    gradient.checkError(value, steps + 1);
    gradient.addPenalties();
    gradientNorm = gradient.norm();
    gradient.checkNorm(gradientNorm, steps + 1);
    steps++;
    float[] gradients = program.gradients();
    clipping.clip(gradients, gradientNorm);
    rate = optimizer.learningRate() * factor;
    shrinkage = (float) (rate * optimizer.weightDecay());
    workers.run(gradients.length, TILE, 8, update);
    maxNorm.apply();
    if (averaging > 0) {
      keep = (float) Math.min(averaging, (1.0 + steps) / (10.0 + steps));
      workers.run(gradients.length, TILE, 2, blend);
    }
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

  /// a ← da + (1−d)w for the learnt values in [from, to).
  private void blend(int from, int to) {
    float[] w = program.parameters().values();
    for (int i = from; i < to; i++) {
      average[i] = Math.fma(keep, average[i] - w[i], w[i]);
    }
  }

  @Override
  public boolean takesAll() {
    return false;
  }

  @Override
  public Optional<String> finished() {
    return Optional.empty();
  }

  @Override
  public double gradientNorm() {
    return gradientNorm;
  }

  @Override
  public double rate() {
    return rate;
  }

  @Override
  public Program program() {
    return program;
  }

  @Override
  public void show(Parameters shown) {
    float[] live = program.parameters().values();
    System.arraycopy(live, 0, shown.values(), 0, live.length);
    System.arraycopy(average, 0, shown.values(), 0, average.length);
  }
}
