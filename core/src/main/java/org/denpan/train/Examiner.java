package org.denpan.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Examples;
import org.denpan.net.Program;

/// Watches a run of [Fit]: measures the first step and the last of each epoch, looks at a sample of
/// the training rows after it, and says what it finds.
final class Examiner {
  /// After an epoch a twentieth of the rows is looked at, but within these limits: a forward pass
  /// is a third of a step, so that it costs about a fiftieth of the epoch.
  private static final int FEWEST_ROWS = 128;

  private static final int MOST_ROWS = 1000;

  private final Program program;
  private final Probe probe;
  private final Examples examples;
  private final int[] sample;
  private final Course course;
  private final Batch batch;

  Examiner(Program program, Examples examples, double guess, Seed seed) {
    this.program = program;
    this.probe = new Probe(program);
    this.examples = examples;
    int rows = Math.clamp(examples.rows() / 20, FEWEST_ROWS, MOST_ROWS);
    int[] order = IntStream.range(0, examples.rows()).toArray();
    seed.stream("probe").shuffle(order);
    sample = Arrays.copyOf(order, Math.min(rows, order.length));
    batch = new Batch(Math.min(sample.length, program.maxRows()), examples.width(), 1);
    course = new Course(InputScale.of(examples), guess);
  }

  /// Before a step that is to be measured.
  void before() {
    probe.before();
  }

  /// After it.
  ///
  /// @param rows of the batch, or of its last part
  void after(int rows, double loss, double rate) {
    probe.after(rows);
    if (course.looks().isEmpty()) {
      course.add(new Course.Look(0, loss, Double.NaN, rate, rows, probe.statistics()));
    }
  }

  /// What is more likely to blame for a step that failed than the learning rate.
  ///
  /// @param rows of the batch, or of its last part
  Optional<Diagnosis> cause(int rows) {
    probe.after(rows);
    return course.cause(new Course.Look(0, Double.NaN, Double.NaN, 0, rows, probe.statistics()));
  }

  /// Looks at the layers after an epoch.
  List<LayerStatistics> look(int epoch, double loss, double valLoss, double rate) {
    List<Activity> activities = probe.activities();
    for (int start = 0; start < sample.length; start += batch.capacity()) {
      int rows = Math.min(batch.capacity(), sample.length - start);
      examples.fill(sample, start, rows, batch);
      program.forward(batch.inputs(), rows);
      activities.forEach(activity -> activity.add(rows));
    }
    List<LayerStatistics> layers = probe.statistics(activities);
    course.add(new Course.Look(epoch, loss, valLoss, rate, sample.length, layers));
    return layers;
  }

  /// What there is to say by now.
  List<Diagnosis> diagnoses() {
    return course.diagnoses();
  }
}
