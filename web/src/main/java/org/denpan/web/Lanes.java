package org.denpan.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.denpan.model.Model;
import org.jspecify.annotations.Nullable;

/// Predicts the rows of many requests at the same time, on as many lanes as there are processors. A
/// request that finds a free lane takes it at once; else it waits, and whoever gets the next lane
/// predicts, with its own rows, those of all who wait with it. So nobody waits for others to come,
/// unless [Limits#batchMicros] says how long they may, and the more there are, the larger the
/// batches. A row's result does not depend on the rows it is predicted with: the library gives the
/// same bits.
final class Lanes {
  private static final int WARM_UPS = 100;

  private final String model;
  private final int inputs;
  private final int outputs;
  private final Limits limits;
  private final ServerObserver observer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Lane> free = new ArrayDeque<>();
  private final Deque<Job> waiting = new ArrayDeque<>();
  private @Nullable Job gatherer;

  /// What one thread at a time predicts with.
  private static final class Lane {
    private final Scoring scoring;
    private final float[] inputs;
    private final float[] outputs;
    private final List<Job> jobs = new ArrayList<>();

    Lane(Scoring scoring, int inputs, int outputs, int mostRows) {
      this.scoring = scoring;
      this.inputs = new float[Math.multiplyExact(mostRows, inputs)];
      this.outputs = new float[Math.multiplyExact(mostRows, outputs)];
    }
  }

  /// The rows of one request.
  private static final class Job {
    private final Thread thread = Thread.currentThread();
    private final float[] inputs;
    private final float[] outputs;
    private final int rows;
    private volatile boolean done;
    private volatile @Nullable Lane lane;
    private @Nullable Throwable failure;

    Job(float[] inputs, int rows, float[] outputs) {
      this.inputs = inputs;
      this.rows = rows;
      this.outputs = outputs;
    }
  }

  Lanes(String name, Model model, Scoring.Factory factory, Limits limits, ServerObserver observer) {
    this.model = name;
    inputs = model.inputs();
    outputs = model.target().outputs();
    this.limits = limits;
    this.observer = observer;
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Scoring scoring = factory.of(model, limits.batchRows());
      free.push(new Lane(scoring, inputs, outputs, limits.batchRows()));
    }
  }

  /// Predicts rows, in this thread or in that of another request.
  ///
  /// @param rowInputs [rows, inputs]
  /// @return [rows, outputs]
  float[] score(float[] rowInputs, int rows) {
    Job job = new Job(rowInputs, rows, new float[rows * outputs]);
    Lane lane = laneOrWait(job);
    if (lane != null) {
      lead(lane, job);
    }
    if (job.failure != null) {
      throw new IllegalStateException("prediction failed", job.failure);
    }
    return job.outputs;
  }

  /// Predicts on every lane while none is used, so that the first request finds them compiled.
  void warmUp(float[] rowInputs) {
    for (Lane lane : free) {
      for (int i = 0; i < WARM_UPS; i++) {
        lane.scoring.score(rowInputs, 1, lane.outputs);
      }
    }
  }

  /// How many rows wait for a lane.
  int waitingRows() {
    lock.lock();
    try {
      return rowsThatWait();
    } finally {
      lock.unlock();
    }
  }

  private int rowsThatWait() {
    return waiting.stream().mapToInt(job -> job.rows).sum();
  }

  /// A lane for this job, or null where another's thread has done it.
  private @Nullable Lane laneOrWait(Job job) {
    lock.lock();
    try {
      if (gatherer == null && !free.isEmpty()) {
        gatherer = limits.batchMicros() > 0 ? job : null;
        return free.pop();
      }
      waiting.add(job);
      if (gatherer != null && gatherer.rows + rowsThatWait() >= limits.batchRows()) {
        LockSupport.unpark(gatherer.thread);
      }
    } finally {
      lock.unlock();
    }
    while (!job.done) {
      Lane lane = job.lane;
      if (lane != null) {
        return lane;
      }
      LockSupport.park(this);
    }
    return null;
  }

  private void lead(Lane lane, Job own) {
    if (limits.batchMicros() > 0) {
      awaitOthers(own);
    }
    int rows = gather(lane, own);
    try {
      run(lane, rows);
    } catch (RuntimeException | Error e) {
      lane.jobs.forEach(job -> job.failure = e);
    } finally {
      List<Job> done = List.copyOf(lane.jobs);
      lane.jobs.clear();
      passOn(lane);
      for (Job job : done) {
        job.done = true;
        if (job != own) {
          LockSupport.unpark(job.thread);
        }
      }
    }
  }

  /// Waits until the batch is full, but not for long. Who was given a lane has waited already.
  private void awaitOthers(Job own) {
    long deadline = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(limits.batchMicros());
    for (; ; ) {
      long left = deadline - System.nanoTime();
      lock.lock();
      try {
        if (gatherer != own) {
          return;
        }
        if (left <= 0 || own.rows + rowsThatWait() >= limits.batchRows()) {
          gatherer = null;
          return;
        }
      } finally {
        lock.unlock();
      }
      LockSupport.parkNanos(this, left);
    }
  }

  /// This job and those that wait, as long as they fit into a batch.
  private int gather(Lane lane, Job own) {
    lane.jobs.add(own);
    int rows = own.rows;
    lock.lock();
    try {
      for (Job next = waiting.peek();
          next != null && rows + next.rows <= limits.batchRows();
          next = waiting.peek()) {
        lane.jobs.add(waiting.remove());
        rows += next.rows;
      }
    } finally {
      lock.unlock();
    }
    return rows;
  }

  /// Gives the lane to who waits longest, or puts it back.
  private void passOn(Lane lane) {
    Job next;
    lock.lock();
    try {
      next = waiting.poll();
      if (next == null) {
        free.push(lane);
      }
    } finally {
      lock.unlock();
    }
    if (next != null) {
      next.lane = lane;
      LockSupport.unpark(next.thread);
    }
  }

  private void run(Lane lane, int rows) {
    long start = System.nanoTime();
    if (lane.jobs.size() > 1) {
      together(lane, rows);
    } else {
      alone(lane, lane.jobs.getFirst());
    }
    observer.scored(model, lane.jobs.size(), rows, System.nanoTime() - start);
  }

  private void together(Lane lane, int rows) {
    int at = 0;
    for (Job job : lane.jobs) {
      System.arraycopy(job.inputs, 0, lane.inputs, at * inputs, job.rows * inputs);
      at += job.rows;
    }
    lane.scoring.score(lane.inputs, rows, lane.outputs);
    at = 0;
    for (Job job : lane.jobs) {
      System.arraycopy(lane.outputs, at * outputs, job.outputs, 0, job.rows * outputs);
      at += job.rows;
    }
  }

  private void alone(Lane lane, Job job) {
    if (job.rows <= limits.batchRows()) {
      lane.scoring.score(job.inputs, job.rows, job.outputs);
      return;
    }
    for (int from = 0; from < job.rows; from += limits.batchRows()) {
      int count = Math.min(limits.batchRows(), job.rows - from);
      System.arraycopy(job.inputs, from * inputs, lane.inputs, 0, count * inputs);
      lane.scoring.score(lane.inputs, count, lane.outputs);
      System.arraycopy(lane.outputs, 0, job.outputs, from * outputs, count * outputs);
      Turns.after(from, limits.batchRows());
    }
  }
}
