package org.denpan.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.data.Batch;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Workers;

/// L-BFGS on the mean error of all rows, which are gone through in parts: E = Σ WₚEₚ / Σ Wₚ with
/// the error Eₚ and the total weight Wₚ of each part, and its gradient likewise. Each step goes
/// through the rows as often as the line search asks.
final class FullLearner implements Learner {
  private static final int TILE = 1024;

  private final Optimizer.Lbfgs optimizer;
  private final Program program;
  private final Gradient gradient;
  private final QuasiNewton minimum;
  private final Optional<Network.Part> mixing;
  private final Workers workers;
  private final double[] sums;
  private final float[] states;
  private final Workers.Range add = this::add;
  private Feed feed = new Feed.One();
  private double partWeight;
  private double loss;
  private double rate;
  private double gradientNorm;
  private long steps;
  private boolean found = true;

  /// Whether the error and the gradient are known where the weights stand.
  private boolean evaluated;

  FullLearner(
      Optimizer.Lbfgs optimizer, Settings settings, Program program, Loss loss, Workers workers) {
    settings.check();
    checkLayers(program.network());
    this.optimizer = optimizer;
    this.program = program;
    mixing = mixing(program.network());
    this.workers = workers;
    gradient = new Gradient(program, loss, 0, settings.restraints.l2, workers);
    int learnt = program.parameters().learnt();
    sums = new double[learnt];
    states = new float[program.parameters().values().length - learnt];
    minimum =
        new QuasiNewton(
            optimizer, this::evaluate, program.parameters().values(), program.gradients(), learnt);
  }

  /// Refuses layers whose errors at several points cannot be compared.
  static void checkLayers(Network network) {
    for (Network.Part part : network.walk()) {
      if (part.layer().drawsAtRandom()) {
        throw new DenpanException(
            String.format(
                Locale.ROOT,
                "%s (%s) draws anew at every evaluation, but lbfgs compares errors at several"
                    + " points; leave it out or choose another optimizer, such as adam",
                part.name(),
                part.layer()));
      }
    }
  }

  /// The first layer that looks at all rows of a batch together.
  static Optional<Network.Part> mixing(Network network) {
    return network.walk().stream().filter(part -> part.layer().mixesRows()).findFirst();
  }

  /// Refuses such a layer where the rows come in parts.
  static void checkParts(Optional<Network.Part> mixing, int parts) {
    if (parts > 1 && mixing.isPresent()) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "%s (%s) looks at all rows of a batch together, so lbfgs needs them all in one"
                  + " batch: set the batch size to all",
              mixing.get().name(),
              mixing.get().layer()));
    }
  }

  @Override
  public double step(Feed rows, double factor) {
    float[] values = program.parameters().values();
    int learnt = sums.length;
    System.arraycopy(values, learnt, states, 0, states.length);
    if (!evaluated || !rows.fixed()) {
      evaluated = true;
      feed = rows;
      checkParts(mixing, feed.parts());
      minimum.evaluate();
    }
    double before = loss;
    gradient.checkError(minimum.error(), steps + 1);
    gradientNorm = minimum.gradientNorm();
    gradient.checkNorm(gradientNorm, steps + 1);
    steps++;
    rate = optimizer.learningRate() * factor;
    found = minimum.step(rate);
    // running statistics are those where the step ends, not where the search has tried
    System.arraycopy(states, 0, values, learnt, states.length);
    if (states.length > 0 && feed.parts() == 1) {
      Batch batch = feed.part(0);
      program.gather(batch.inputs(), batch.rows(), steps);
    }
    return before;
  }

  /// The objective: the error of all rows at the live values, and the penalty on them.
  private double evaluate(float[] w, float[] g) {
    double sum = 0;
    double total = 0;
    int parts = feed.parts();
    Arrays.fill(sums, 0);
    for (int p = 0; p < parts; p++) {
      Batch batch = feed.part(p);
      double error = gradient.of(batch, steps);
      if (!Double.isFinite(error)) {
        loss = error;
        return error;
      }
      partWeight = batch.totalWeight();
      sum += partWeight * error;
      total += partWeight;
      if (parts > 1) {
        workers.run(sums.length, TILE, 2, add);
      }
    }
    double all = total > 0 ? total : 1;
    for (int i = 0; i < sums.length && parts > 1; i++) {
      g[i] = (float) (sums[i] / all);
    }
    loss = sum / all;
    gradient.penalised();
    return loss + gradient.penalties();
  }

  private void add(int from, int to) {
    float[] part = program.gradients();
    for (int i = from; i < to; i++) {
      sums[i] = Math.fma(partWeight, part[i], sums[i]);
    }
  }

  @Override
  public boolean takesAll() {
    return true;
  }

  @Override
  public Optional<String> finished() {
    return found ? Optional.empty() : Optional.of("lbfgs finds no lower error");
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
    to.put("found", found ? 1 : 0);
    minimum.save(to);
  }

  @Override
  public void restore(Snapshot from) {
    steps = from.whole("steps");
    found = from.whole("found", 0, 1) == 1;
    minimum.restore(from);
    evaluated = false;
  }

  @Override
  public void show(Parameters shown) {
    float[] live = program.parameters().values();
    System.arraycopy(live, 0, shown.values(), 0, live.length);
  }

  /// How often all rows have been gone through.
  long evaluations() {
    return minimum.evaluations();
  }
}
