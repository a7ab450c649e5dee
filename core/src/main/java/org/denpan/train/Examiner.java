package org.denpan.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.denpan.net.Program;

/// Watches a run: measures steps, remembers the first, and says what there is to say of it and of
/// the epochs since.
final class Examiner {
  private final Program program;
  private final Probe probe;
  private final InputScale inputs;
  private final double guess;
  private final boolean lineSearch;
  private Optional<Observation> first = Optional.empty();

  /// @param guess the loss of a network that gives out zeros
  Examiner(Learner learner, InputScale inputs, double guess) {
    program = learner.program();
    lineSearch = learner.takesAll();
    this.probe = new Probe(program);
    this.inputs = inputs;
    this.guess = guess;
  }

  /// Before a step that is to be measured.
  void before() {
    probe.before();
  }

  /// Measures the step since [#before].
  ///
  /// @param rows of the batch, or of its last part
  List<LayerStatistics> after(int rows) {
    probe.after(rows);
    return probe.statistics();
  }

  /// Whether a step was made that others can be compared with.
  boolean begun() {
    return first.isPresent();
  }

  /// Remembers the first step.
  void begin(double loss, double rate, List<LayerStatistics> layers) {
    first = Optional.of(new Observation(0, loss, Double.NaN, rate, layers));
  }

  /// Puts in what was measured: the first step, if there was one, and the last.
  void save(Snapshot to) {
    to.put("last_layers", HistoryText.of(probe.statistics()));
    first.ifPresent(step -> {
      to.put("first_loss", step.loss());
      to.put("first_rate", step.rate());
      to.put("first_layers", HistoryText.of(step.layers()));
    });
  }

  void restore(Snapshot from) {
    probe.restore(HistoryText.read(from.text("last_layers"), LayerStatistics.class));
    if (from.has("first_loss")) {
      begin(
          from.number("first_loss"),
          from.number("first_rate"),
          HistoryText.read(from.text("first_layers"), LayerStatistics.class));
    }
  }

  /// What the layers did in the step that was measured last, and how the outputs of these rows are
  /// distributed now.
  List<LayerStatistics> look(Sample sample) {
    List<Activity> activities = probe.activities();
    sample.pass(program, activities);
    return probe.statistics(activities);
  }

  /// What there is to say after some epochs.
  ///
  /// @param rows over how many the units were watched in the last
  List<Diagnosis> diagnoses(List<Observation> epochs, int rows) {
    return course(epochs, rows).diagnoses();
  }

  /// What is more likely to blame for a step that failed than the learning rate: what was wrong
  /// before the first update already.
  ///
  /// @param rows of the batch, or of its last part
  Optional<String> cause(int rows) {
    List<Observation> failed =
        begun() ? List.of() : List.of(new Observation(0, Double.NaN, Double.NaN, 0, after(rows)));
    return course(failed, rows)
        .cause()
        .map(found -> "The likely cause is there from the start: " + found.sentence());
  }

  private Course course(List<Observation> epochs, int rows) {
    return new Course(
        inputs, guess, lineSearch, rows, Stream.concat(first.stream(), epochs.stream()).toList());
  }
}
