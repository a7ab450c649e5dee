package org.denpan.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.denpan.model.ModelFormatException;
import org.denpan.net.LayerView;
import org.denpan.net.Parameter;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Tensor;

/// Measures the layers of a program: around a step, and on rows of one's own. It only reads, so
/// that training gives the same bits with it and without.
final class Probe {
  private final Program program;
  private final List<FlatEnds> ends;
  private final float[] before;
  private List<LayerStatistics> statistics = List.of();

  Probe(Program program) {
    this.program = program;
    this.ends = program.layers().stream().map(view -> FlatEnds.of(view.layer())).toList();
    this.before = new float[program.parameters().learnt()];
  }

  /// Remembers what is learnt, before a step. Allocates nothing.
  void before() {
    System.arraycopy(program.parameters().values(), 0, before, 0, before.length);
  }

  /// Looks at the passes and the update since [#before].
  ///
  /// @param rows of the batch
  void after(int rows) {
    List<Activity> activities = activities();
    activities.forEach(activity -> activity.add(rows));
    // where what comes out has overflowed, there was no way back
    boolean back = Double.isFinite(activities.getLast().mean());
    List<LayerStatistics> found = new ArrayList<>();
    for (int i = 0; i < activities.size(); i++) {
      found.add(measure(program.layers().get(i), activities.get(i), back ? rows : 0));
    }
    statistics = found;
  }

  List<Activity> activities() {
    List<Activity> activities = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      activities.add(new Activity(program.layers().get(i), ends.get(i)));
    }
    return activities;
  }

  private LayerStatistics measure(LayerView layer, Activity activity, int rows) {
    Parameters parameters = program.parameters();
    double gradient = 0;
    double others = 0;
    double weight = 0;
    double update = 0;
    int weights = 0;
    for (Tensor tensor : parameters.tensors()) {
      if (!tensor.learnt() || !tensor.layer().equals(layer.name())) {
        continue;
      }
      boolean counts = tensor.role() == Parameter.Role.WEIGHT;
      weights += counts ? tensor.length() : 0;
      for (int i = tensor.at(); i < tensor.at() + tensor.length(); i++) {
        double g = program.gradients()[i];
        if (counts) {
          gradient += g * g;
          double change = (double) parameters.values()[i] - before[i];
          weight += (double) before[i] * before[i];
          update += change * change;
        } else {
          others += g * g;
        }
      }
    }
    return new LayerStatistics(
        layer.name(),
        weights,
        rows > 0 ? Math.sqrt(weights > 0 ? gradient : others) : 0,
        rows > 0 ? rms(layer.delta(), rows * layer.width()) : 0,
        Math.sqrt(weight),
        weight > 0 ? Math.sqrt(update / weight) : 0,
        activity.dead(),
        activity.saturated(),
        activity.mean(),
        activity.deviation());
  }

  private static double rms(float[] values, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (double) values[i] * values[i];
    }
    return Math.sqrt(sum / length);
  }

  /// What was last measured, a layer each.
  List<LayerStatistics> statistics() {
    return statistics;
  }

  /// Takes these for what was last measured.
  ///
  /// @throws ModelFormatException unless there is one for each layer, or none
  void restore(List<LayerStatistics> last) {
    if (!last.isEmpty() && last.size() != ends.size()) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "the checkpoint tells of %,d layers, the network has %,d",
              last.size(),
              ends.size()));
    }
    statistics = last;
  }

  /// The same steps' figures beside how outputs are distributed over other rows.
  List<LayerStatistics> statistics(List<Activity> others) {
    List<LayerStatistics> found = new ArrayList<>();
    for (int i = 0; i < statistics.size(); i++) {
      LayerStatistics s = statistics.get(i);
      Activity a = others.get(i);
      found.add(
          new LayerStatistics(
              s.name(),
              s.weights(),
              s.gradientNorm(),
              s.delta(),
              s.weightNorm(),
              s.updateRatio(),
              a.dead(),
              a.saturated(),
              a.mean(),
              a.deviation()));
    }
    return found;
  }
}
