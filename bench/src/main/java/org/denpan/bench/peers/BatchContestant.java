package org.denpan.bench.peers;

import java.util.List;
import org.denpan.Seed;
import org.denpan.bench.Child;
import org.denpan.bench.Contestant;
import org.denpan.bench.Rows;
import org.denpan.bench.Workload;
import org.jspecify.annotations.Nullable;

/// The loop over batches, for libraries that are driven step by step. Before the first epoch it
/// tries the library's settings and keeps the one with which training is fastest.
///
/// @param <S> a setting; its toString is the note in the table
abstract class BatchContestant<S> implements Contestant {
  private static final int LOSS_EVERY = 50;
  private static final double TRIAL_SECONDS = 0.4;

  private @Nullable Workload workload;
  private Rows.@Nullable Floats test;
  private int rows;
  private int position;
  private @Nullable S best;
  private Seed.Stream random = new Seed(42).stream("shuffle");

  /// The settings worth trying.
  abstract List<S> settings(Workload chosen);

  /// Takes the training and test rows into the library's own form.
  abstract void load(Workload chosen, Rows.Floats train, Rows.Floats tests);

  /// A network with new weights, trained from now on with this setting.
  abstract void start(S setting);

  /// Puts the rows into another order.
  abstract void shuffle(Seed.Stream shuffling);

  /// Trains on the rows [from, to) of the order.
  abstract void step(int from, int to);

  /// The mean loss of the last step.
  abstract double loss();

  /// The network's outputs for all test rows, [rows, outputs]; before or after the softmax.
  abstract float[] outputs();

  /// Something that predicts the first test rows.
  abstract Runnable predictor(int count);

  @Override
  public void prepare(Workload next, Rows source) {
    best = null;
    position = 0;
    workload = next;
    Rows.Floats train = source.train(next);
    test = source.test(next);
    rows = train.rows();
    load(next, train, test);
  }

  final Workload workload() {
    if (workload == null) {
      throw new IllegalStateException("prepare comes first");
    }
    return workload;
  }

  @Override
  public Epoch epoch() {
    start(setting());
    long begin = System.nanoTime();
    double sum = 0;
    int steps = 0;
    position = 0;
    do {
      next();
      steps++;
      if (steps % LOSS_EVERY == 0) {
        sum += loss();
      }
    } while (position < rows);
    double seconds = (System.nanoTime() - begin) * 1e-9;
    return new Epoch(rows, seconds, sum / Math.max(1, steps / LOSS_EVERY), score());
  }

  private S setting() {
    if (best == null) {
      double most = -1;
      for (S setting : settings(workload())) {
        start(setting);
        round(TRIAL_SECONDS / 2);
        Round trial = round(TRIAL_SECONDS);
        double rate = trial.samples() / trial.seconds();
        System.err.printf("%s %s: %.0f samples/s%n", workload().name(), setting, rate);
        if (rate > most) {
          most = rate;
          best = setting;
        }
      }
    }
    if (best == null) {
      throw new IllegalStateException("no setting to train with");
    }
    return best;
  }

  private int next() {
    if (position >= rows) {
      position = 0;
    }
    if (position == 0) {
      shuffle(random);
    }
    int from = position;
    position = Math.min(rows, from + workload().batch());
    step(from, position);
    return position - from;
  }

  @Override
  public Round round(double seconds) {
    long samples = 0;
    long begin = System.nanoTime();
    long now = begin;
    while (now - begin < seconds * 1e9) {
      samples += next();
      now = System.nanoTime();
    }
    return new Round(samples, (now - begin) * 1e-9, loss());
  }

  @Override
  public Calls infer(int count, double seconds) {
    return Child.time(seconds, predictor(count));
  }

  @Override
  public String note() {
    return best == null ? "" : best.toString();
  }

  /// Accuracy, or R².
  private double score() {
    if (test == null) {
      throw new IllegalStateException("prepare comes first");
    }
    return Scores.of(workload(), outputs(), test.targets());
  }
}
