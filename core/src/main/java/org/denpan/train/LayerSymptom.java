package org.denpan.train;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be seen to be wrong in a layer.
sealed interface LayerSymptom extends Symptom {
  /// δ = ∂E/∂output is far smaller in a lower layer than above it. δ, and not ∂E/∂W, because in a
  /// linear chain all layers have the same ∂E/∂W: what the signal loses on its way up, δ has lost
  /// on its way down.
  ///
  /// @param ratio of the δ of the layer to the largest above it. Runs that learn stay above 0.03,
  ///   even with weights of 0.01·N(0, 1); six logistic layers, which hardly start, have 9e-4 after
  ///   an epoch
  record VanishingGradients(double ratio) implements LayerSymptom {
    VanishingGradients() {
      this(3e-3);
    }

    @Override
    public Optional<Diagnosis> seen(Course course) {
      // where a whole layer is dead, nothing gets through any more, and only the start can tell
      boolean blocked = course.last().layers().stream().anyMatch(layer -> layer.dead() == 1);
      Observation look = blocked ? course.first() : course.last();
      List<LayerStatistics> layers = look.weighted();
      for (int i = 0; i < layers.size() - 1; i++) {
        LayerStatistics low = layers.get(i);
        LayerStatistics top = largestDelta(layers.subList(i + 1, layers.size()));
        if (low.delta() < ratio * top.delta() && Double.isFinite(top.delta())) {
          double share = low.delta() / top.delta();
          return in(
              low,
              share,
              "the gradient vanishes on its way down: ∂E/∂output is %s of that of %s, and a step"
                  + " changes the weights by %s of their size; try relu or tanh, he or glorot"
                  + " initialisation, batchnorm or residual blocks",
              Symptom.figure(share),
              top.name(),
              Symptom.figure(low.updateRatio()));
        }
      }
      return Optional.empty();
    }

    private static LayerStatistics largestDelta(List<LayerStatistics> layers) {
      return layers.stream().max(Comparator.comparingDouble(LayerStatistics::delta)).orElseThrow();
    }
  }

  /// Values or δ grow from layer to layer until they are huge, or no longer numbers.
  ///
  /// @param backward how many times the δ of the last layer another's may be; runs that learn stay
  ///   below 100
  /// @param forward how many times the size of the inputs that of outputs may be; logits of 50 are
  ///   already very sure ones
  record ExplodingGradients(double backward, double forward) implements LayerSymptom {
    /// Inputs below this are no measure of what comes out.
    private static final double SMALL = 0.01;

    ExplodingGradients() {
      this(1e3, 1e4);
    }

    @Override
    public Optional<Diagnosis> seen(Course course) {
      List<LayerStatistics> layers = course.last().weighted();
      for (LayerStatistics layer : layers) {
        double growth = growth(course, layer);
        // what the last layer gives out may be in the unit of its targets
        boolean free = layer.equals(layers.getLast()) && Double.isFinite(growth);
        if (!free && !(growth < forward)) {
          return in(
              layer,
              growth,
              "outputs explode on their way up: here %s, in %s %s; try he or glorot initialisation,"
                  + " batchnorm, clipping or a smaller learning rate",
              times(growth),
              layers.getLast().name(),
              times(growth(course, layers.getLast())));
        }
      }
      return layers.isEmpty() ? Optional.empty() : backwards(layers);
    }

    private static double growth(Course course, LayerStatistics layer) {
      return layer.size() / Math.max(course.inputs().rms(), SMALL);
    }

    private static String times(double growth) {
      return Double.isFinite(growth)
          ? String.format(Locale.ROOT, "%.1e times the inputs", growth)
          : "they overflow";
    }

    private Optional<Diagnosis> backwards(List<LayerStatistics> layers) {
      LayerStatistics top = layers.getLast();
      for (LayerStatistics layer : layers) {
        double growth = layer.delta() / top.delta();
        if (!layer.finite() || (top.delta() > 0 && growth > backward)) {
          return in(
              layer,
              growth,
              "the gradient explodes on its way down: %s; try he or glorot initialisation,"
                  + " batchnorm, clipping or a smaller learning rate",
              layer.finite()
                  ? String.format(
                      Locale.ROOT, "∂E/∂output is %.1e times that of %s", growth, top.name())
                  : "it overflows");
        }
      }
      return Optional.empty();
    }
  }

  /// Units that give the same, flat value on every row get no gradient and never change again.
  ///
  /// @param share of a layer's units; runs that learn have up to a quarter
  /// @param rows at least so many must have been looked at, for half of all rows are 0 by nature
  record DeadUnits(double share, int rows) implements LayerSymptom {
    DeadUnits() {
      this(0.4, 4);
    }

    @Override
    public Optional<Diagnosis> seen(Course course) {
      LayerStatistics worst =
          course.last().layers().stream()
              .max(Comparator.comparingDouble(LayerStatistics::dead))
              .orElseThrow();
      if (course.rows() < rows || worst.dead() < share) {
        return Optional.empty();
      }
      return in(
          worst,
          worst.dead(),
          "%.0f %% of the units are dead: they stand on the flat side of their function, such as 0"
              + " of relu, on every row looked at; try a smaller learning rate, he"
              + " initialisation, scaled inputs or leakyrelu",
          100 * worst.dead());
    }
  }

  /// Logistic units near 0 or 1, tanh units near ±1: f′ ≈ 0, and little gets through. A net that
  /// has learnt is often so, hence only where it has not. The last layer is left out: sure answers
  /// are what it is for.
  ///
  /// @param share of a layer's outputs
  /// @param learnt the loss beside that of guessing below which nothing is wrong
  record SaturatedUnits(double share, double learnt) implements LayerSymptom {
    SaturatedUnits() {
      this(0.5, 0.5);
    }

    @Override
    public Optional<Diagnosis> seen(Course course) {
      List<LayerStatistics> layers = course.last().layers();
      Optional<LayerStatistics> worst =
          layers.subList(0, layers.size() - 1).stream()
              .max(Comparator.comparingDouble(LayerStatistics::saturated));
      if (worst.isEmpty()
          || worst.get().saturated() < share
          || !course.isFromGood(course.last().loss(), learnt)) {
        return Optional.empty();
      }
      return in(
          worst.get(),
          worst.get().saturated(),
          "%.0f %% of the outputs are saturated: they stand at the ends of their function, where"
              + " its slope is 0; try smaller starting weights, scaled inputs, batchnorm or relu",
          100 * worst.get().saturated());
    }
  }
}
