package org.denpan.bench;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.denpan.data.Batch;
import org.denpan.data.Examples;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.model.Evaluation;
import org.denpan.model.Inference;
import org.denpan.model.Model;
import org.denpan.model.Predictor;
import org.denpan.net.Network;
import org.denpan.net.Workers;
import org.denpan.train.StopRule;
import org.denpan.train.Trainer;
import org.denpan.train.TrainingEvent;
import org.jspecify.annotations.Nullable;

/// Denpan itself, as its users have it: [Trainer#fit] on a table.
public final class DenpanContestant implements Contestant {
  private static final int ONE_BY_ONE = 1000;

  private @Nullable Workload workload;
  private @Nullable Table train;
  private @Nullable Table test;
  private @Nullable Model model;
  private @Nullable Session session;

  public static void main(String[] args) throws IOException {
    Child.serve(new DenpanContestant(), args);
  }

  @Override
  public void prepare(Workload next, Rows rows) {
    if (session != null) {
      session.end();
      session = null;
    }
    model = null;
    workload = next;
    train = rows.trainTable(next);
    test = rows.testTable(next);
  }

  private Trainer trainer() {
    Workload chosen = prepared(workload);
    return Trainer.of(Network.parse(chosen.layers()))
        .optimizer(chosen.denpanOptimizer())
        .batchSize(chosen.batch());
  }

  @Override
  public Epoch epoch() {
    double[] loss = {Double.NaN};
    long begin = System.nanoTime();
    Model trained =
        trainer()
            .epochs(1)
            .listener(event -> {
              if (event instanceof TrainingEvent.EpochEnded ended) {
                loss[0] = ended.loss();
              }
            })
            .fit(prepared(train));
    double seconds = (System.nanoTime() - begin) * 1e-9;
    model = trained;
    Evaluation evaluation = trained.evaluate(prepared(test));
    double accuracy = evaluation.metric(prepared(workload).classes() ? "accuracy" : "r2");
    return new Epoch(prepared(train).rows(), seconds, loss[0], accuracy);
  }

  @Override
  public Round round(double seconds) {
    if (session == null) {
      session = new Session(trainer(), prepared(train), prepared(workload).batch());
    }
    return session.round(seconds);
  }

  @Override
  public Calls infer(int rows, double seconds) {
    Model trained = prepared(model);
    return rows == 1 ? inferOne(trained, seconds) : inferMany(trained, rows, seconds);
  }

  /// Row after row, so that each has its own zeros.
  private Calls inferOne(Model trained, double seconds) {
    int[] order = IntStream.range(0, ONE_BY_ONE).toArray();
    Examples examples = trained.encoder().encode(prepared(test).select(order));
    float[][] inputs = new float[ONE_BY_ONE][];
    for (int row = 0; row < ONE_BY_ONE; row++) {
      Batch batch = new Batch(1, examples.width(), 1);
      examples.fill(order, row, 1, batch);
      inputs[row] = batch.inputs();
    }
    Predictor predictor = trained.predictor();
    int width = trained.target() instanceof Target.Classes c ? c.classes().size() : 1;
    float[] outputs = new float[width];
    int[] calls = {0};
    return Child.time(seconds, () -> predictor.predict(inputs[calls[0]++ % ONE_BY_ONE], outputs));
  }

  private Calls inferMany(Model trained, int rows, double seconds) {
    int[] order = IntStream.range(0, rows).toArray();
    Examples examples = trained.encoder().encode(prepared(test).select(order));
    Inference inference =
        new Inference(
            trained.network(),
            trained.parameters(),
            examples.width(),
            trained.loss(),
            Workers.all());
    return Child.time(seconds, () -> inference.predict(examples));
  }

  private static <T> T prepared(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("prepare comes first, then epoch");
    }
    return value;
  }

  /// A long training on a thread of its own, which rests between the rounds: after each step the
  /// trainer asks it whether to stop.
  private static final class Session implements StopRule.Custom {
    private final int rows;
    private final int batch;
    private final Thread thread;
    private int position;
    private long samples;
    private long begin;
    private long end;
    private double loss = Double.NaN;
    private @Nullable Throwable failure;
    private boolean running = true;
    private boolean ending;

    Session(Trainer trainer, Table train, int batch) {
      rows = train.rows();
      this.batch = batch;
      trainer.epochs(Integer.MAX_VALUE).stopWhen(this).listener(this::hear);
      thread = Thread.ofPlatform().name("training").daemon().unstarted(() -> train(trainer, train));
      thread.start();
    }

    private void train(Trainer trainer, Table train) {
      try {
        trainer.fit(train);
      } catch (RuntimeException | Error e) {
        finish(e);
      }
    }

    private void hear(TrainingEvent event) {
      switch (event) {
        case TrainingEvent.Progress progress -> loss = progress.loss();
        case TrainingEvent.EpochEnded ended -> loss = ended.loss();
        default -> {}
      }
    }

    /// Counts the step; when the round is over, waits for the next.
    @Override
    public Optional<String> afterStep() {
      int done = Math.min(batch, rows - position);
      position = (position + done) % rows;
      samples += done;
      return System.nanoTime() < end ? Optional.empty() : rest();
    }

    private synchronized Optional<String> rest() {
      end = System.nanoTime();
      running = false;
      notifyAll();
      waitWhile(() -> !running && !ending);
      return ending ? Optional.of("the comparison is over") : Optional.empty();
    }

    private synchronized void finish(Throwable problem) {
      failure = problem;
      running = false;
      notifyAll();
    }

    /// The first step belongs to no round.
    synchronized Round round(double seconds) {
      await();
      samples = 0;
      begin = System.nanoTime();
      end = begin + (long) (seconds * 1e9);
      running = true;
      notifyAll();
      await();
      return new Round(samples, (end - begin) * 1e-9, loss);
    }

    private synchronized void await() {
      waitWhile(() -> running);
      if (failure != null) {
        throw new IllegalStateException("training failed: " + failure, failure);
      }
    }

    private synchronized void waitWhile(BooleanSupplier condition) {
      try {
        while (condition.getAsBoolean()) {
          wait();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }

    synchronized void end() {
      ending = true;
      notifyAll();
    }
  }
}
