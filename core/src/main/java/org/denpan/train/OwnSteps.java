package org.denpan.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.denpan.data.Batch;
import org.denpan.net.Loss;
import org.denpan.net.Program;

/// The steps of [Trainer#step]: each can be asked about afterwards. What is learnt is copied before
/// each, which costs little beside the passes.
final class OwnSteps {
  private final Learner learner;
  private final Loss loss;
  private final Probe probe;
  private final Feed.One feed = new Feed.One();
  private Batch batch;
  private double value = Double.NaN;
  private Optional<Course> course = Optional.empty();

  OwnSteps(Learner learner, Loss loss, Batch first) {
    this.learner = learner;
    this.loss = loss;
    this.probe = new Probe(learner.program());
    this.batch = first;
  }

  /// One step.
  double step(Batch rows) {
    batch = rows;
    value = Double.NaN;
    probe.before();
    try {
      value = learner.step(feed.of(rows), 1);
    } catch (TrainingDivergedException e) {
      Optional<Diagnosis> cause = course().cause(look(0));
      if (cause.isEmpty()) {
        throw e;
      }
      throw new TrainingDivergedException(
          String.format(
              Locale.ROOT,
              "%s. The likely cause is there from the start: %s",
              e.getMessage(),
              cause.get().sentence()));
    }
    if (course.isEmpty()) {
      Course begun = course();
      begun.add(look(0));
      course = Optional.of(begun);
    }
    return value;
  }

  /// The course so far, or one that begins with the batch as it is.
  private Course course() {
    return course.orElseGet(() -> {
      double guess =
          Course.guess(
              loss,
              learner.program().outputs(),
              batch.targets(),
              batch.rows(),
              batch.targetWidth());
      return new Course(InputScale.of(batch), guess);
    });
  }

  private Course.Look look(int epoch) {
    return new Course.Look(epoch, value, Double.NaN, learner.rate(), batch.rows(), statistics());
  }

  List<LayerStatistics> statistics() {
    probe.after(batch.rows());
    return probe.statistics();
  }

  List<Diagnosis> diagnose() {
    Course now = course();
    if (now.looks().isEmpty()) {
      now.add(look(0)); // the first step failed
    } else {
      now.add(look(now.looks().size()));
    }
    return now.diagnoses();
  }

  Learner learner() {
    return learner;
  }

  Program program() {
    return learner.program();
  }
}
