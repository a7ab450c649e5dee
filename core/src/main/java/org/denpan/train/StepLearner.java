package org.denpan.train;

import java.util.Optional;
import org.denpan.net.Loss;
import org.denpan.net.Parameter;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Tensor;
import org.denpan.net.Workers;

/// One step for each batch: its gradient, with penalties, clipped; the optimizer's change; the
/// bound on norms; the average. One pass over the gradient finds its norm, one more changes what is
/// learnt; only cutting each number and bounding norms are passes of their own.
final class StepLearner implements Learner {
  /// What goes through all loops of an update at once, out of the second-level cache.
  private static final int TILE = 16_384;

  /// Ranges of whole cache lines for the optimizer's threads.
  private static final int GRAIN = 1024;

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
  private float clip;
  private float shrinkage;
  private float keep;
  private double gradientNorm;

  StepLearner(
      Optimizer.Stepwise optimizer,
      Settings settings,
      Program program,
      Loss loss,
      Workers workers) {
    this.optimizer = optimizer;
    this.program = program;
    this.workers = workers;
    Restraints restraints = settings.restraints;
    gradient = new Gradient(program, loss, restraints.l1, restraints.l2, workers);
    clipping =
        new Clipping(program.gradients(), restraints.clipNorm, restraints.clipValue, workers);
    maxNorm = new MaxNorm(program.parameters(), restraints.maxNorm, workers);
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
    gradientNorm = gradient.penalised();
    gradient.checkNorm(gradientNorm, steps + 1);
    steps++;
    clip = clipping.clip(gradientNorm);
    rate = optimizer.learningRate() * factor;
    shrinkage = (float) (rate * optimizer.weightDecay());
    keep = (float) Math.min(averaging, (1.0 + steps) / (10.0 + steps));
    int learnt = program.gradients().length;
    workers.run(learnt, GRAIN, 8, update);
    if (maxNorm.bounds()) {
      maxNorm.apply();
      workers.run(average.length, GRAIN, 2, blend);
    }
    return value;
  }

  private void update(int from, int to) {
    float[] w = program.parameters().values();
    float[] g = program.gradients();
    for (int start = from; start < to; start += TILE) {
      int end = Math.min(to, start + TILE);
      if (clip < 1) {
        scale(g, start, end);
      }
      if (shrinkage > 0) {
        shrink(start, end);
      }
      optimizer.update(w, g, state, start, end, (float) rate, steps);
      if (!maxNorm.bounds()) {
        blend(start, Math.min(end, average.length));
      }
    }
  }

  private void scale(float[] g, int from, int to) {
    for (int i = from; i < to; i++) {
      g[i] *= clip;
    }
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

  /// a ← da + (1−d)w for the learnt values in [from, to), if there is an average.
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
  public long steps() {
    return steps;
  }

  @Override
  public void save(Snapshot to) {
    to.put("steps", steps);
    for (int slot = 0; slot < state.length; slot++) {
      to.put("optimizer." + slot, state[slot]);
    }
    to.put("average", average);
  }

  @Override
  public void restore(Snapshot from) {
    steps = from.whole("steps");
    for (int slot = 0; slot < state.length; slot++) {
      from.into("optimizer." + slot, state[slot]);
    }
    from.into("average", average);
  }

  @Override
  public void show(Parameters shown) {
    float[] live = program.parameters().values();
    System.arraycopy(live, 0, shown.values(), 0, live.length);
    System.arraycopy(average, 0, shown.values(), 0, average.length);
  }
}
