package org.denpan.train;

import java.util.List;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Examples;
import org.denpan.net.Program;

/// Some of the training rows, at which the layers are looked at after an epoch.
final class Sample {
  /// A twentieth of the rows, but within these limits: a forward pass is a third of a step, so that
  /// it costs about a fiftieth of the epoch.
  private static final int FEWEST_ROWS = 128;

  private static final int MOST_ROWS = 1000;

  private final Examples examples;
  private final int[] order;
  private final Batch batch;

  /// @param capacity the most rows of a forward pass
  Sample(Examples examples, int capacity, Seed seed) {
    this.examples = examples;
    int rows = Math.clamp(examples.rows() / 20, FEWEST_ROWS, MOST_ROWS);
    order = seed.stream("probe").spread(examples.rows(), rows);
    batch = new Batch(Math.min(order.length, capacity), examples.width(), 1);
  }

  int rows() {
    return order.length;
  }

  /// Runs the rows through the program, and shows each layer's outputs.
  void pass(Program program, List<Activity> activities) {
    for (int start = 0; start < order.length; start += batch.capacity()) {
      int rows = Math.min(batch.capacity(), order.length - start);
      examples.fill(order, start, rows, batch);
      program.forward(batch.inputs(), rows);
      activities.forEach(activity -> activity.add(rows));
    }
  }
}
