package org.denpan.cli.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// One axis of a chart: what it measures, from where to where, and the round values marked on it.
///
/// @param label what is measured, with its unit
/// @param low the value at its beginning
/// @param high the value at its end, above `low`
/// @param logarithmic whether equal steps are equal factors
/// @param ticks the marked values, ascending, within low … high
/// @param names what is printed instead of the ticks 0, 1, …; empty where the ticks are numbers
public record Axis(
    String label,
    double low,
    double high,
    boolean logarithmic,
    List<Double> ticks,
    List<String> names) {
  private static final int LONGEST_NAME = 24;
  private static final int INTERVALS = 5;

  /// Beyond this ratio of the largest to the smallest value a linear axis hides the small ones.
  private static final double LINEAR_UP_TO = 20;

  private static final double LARGEST_PLAIN = 1e7;

  public Axis {
    ticks = List.copyOf(ticks);
    names = List.copyOf(names);
  }

  private Axis(String label, double low, double high, boolean logarithmic, List<Double> ticks) {
    this(label, low, high, logarithmic, ticks, List.of());
  }

  /// A place for each name, in their order from the beginning; names that are long are cut.
  public static Axis named(String label, List<String> names) {
    List<Double> places = IntStream.range(0, names.size()).mapToObj(i -> (double) i).toList();
    double end = Math.max(1, names.size()) - 0.5;
    return new Axis(
        label,
        -0.5,
        end,
        false,
        places,
        names.stream().map(name -> Figures.cut(name, LONGEST_NAME)).toList());
  }

  /// The same axis from its end to its beginning.
  Axis reversed() {
    return new Axis(label, high, low, logarithmic, ticks, names);
  }

  /// A round axis for all of the values that are finite; from 0 to 1 where there are none.
  public static Axis linear(String label, double[]... values) {
    Range range = Range.of(Double::isFinite, values);
    return linear(label, range.min(), range.max());
  }

  /// A logarithmic axis for all of the values that are finite and positive, which are the ones that
  /// have a place on it; from 0.1 to 1 where there are none.
  public static Axis logarithmic(String label, double[]... values) {
    Range range = Range.of(v -> Double.isFinite(v) && v > 0, values);
    return range.max() > 0 && range.min() > 0
        ? logarithmic(label, range.min(), range.max())
        : logarithmic(label, 0.1, 1);
  }

  /// Logarithmic where that shows more, as the other `fitting` does.
  public static Axis fitting(String label, double[]... values) {
    Range range = Range.of(Double::isFinite, values);
    return fitting(label, range.min(), range.max());
  }

  /// From a round value at or below `min` to one at or above `max`.
  public static Axis linear(String label, double min, double max) {
    double pad = !single(min, max) ? 0 : min == 0 ? 1 : Math.abs(min) * 0.1;
    double step = roundStep((max - min + 2 * pad) / INTERVALS);
    long first = (long) Math.floor((min - pad) / step * (1 + Math.copySign(1e-12, min)));
    long last = (long) Math.ceil((max + pad) / step * (1 - Math.copySign(1e-12, max)));
    List<Double> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      ticks.add(multiple(i, step));
    }
    return new Axis(label, ticks.getFirst(), ticks.getLast(), false, ticks);
  }

  /// Whether the values are the same, or as good as.
  private static boolean single(double min, double max) {
    return max - min <= 1e-9 * Math.max(Math.abs(min), Math.abs(max));
  }

  /// From `min` to `max` themselves, with round values marked between.
  public static Axis tight(String label, double min, double max) {
    Axis round = linear(label, min, max);
    return !single(min, max)
        ? new Axis(
            label, min, max, false, round.ticks.stream().filter(t -> t >= min && t <= max).toList())
        : round;
  }

  /// Whole numbers from `first` to `last`, such as epochs.
  public static Axis counting(String label, int first, int last) {
    int step = (int) Math.max(1, roundStep((double) (last - first) / INTERVALS));
    List<Double> ticks = new ArrayList<>();
    int start = Math.ceilDiv(first, step) * step;
    if (start - first > step / 2) {
      ticks.add((double) first);
    }
    for (int tick = start; tick <= last; tick += step) {
      ticks.add((double) tick);
    }
    double margin = first == last ? 0.5 : 0;
    return new Axis(label, first - margin, last + margin, false, ticks);
  }

  /// Logarithmic where the values are positive and differ by more than a factor of 20; else linear.
  public static Axis fitting(String label, double min, double max) {
    return min > 0 && max / min > LINEAR_UP_TO
        ? logarithmic(label + " (log scale)", min, max)
        : linear(label, min, max);
  }

  /// Equal steps are equal factors; from a round value at or below `min` to one at or above `max`.
  ///
  /// @throws IllegalArgumentException if the values are not positive and finite
  public static Axis logarithmic(String label, double min, double max) {
    if (!(min > 0) || !(max >= min) || Double.isInfinite(max)) {
      throw new IllegalArgumentException(
          "a logarithmic axis from %s to %s: both must be positive and finite, the larger last"
              .formatted(min, max));
    }
    // where powers of ten beside the values are still numbers
    double from = Math.clamp(min, 1e-300, 1e300);
    double to = Math.clamp(max, 1e-300, 1e300);
    return single(from, to) ? decades(label, from / 2, to * 2) : decades(label, from, to);
  }

  private static Axis decades(String label, double min, double max) {
    int first = (int) Math.floor(Math.log10(min));
    int last = (int) Math.ceil(Math.log10(max));
    boolean fine = last - first <= 4;
    int stride = Math.max(1, Math.ceilDiv(last - first, INTERVALS + 1));
    List<Double> candidates = new ArrayList<>();
    for (int exponent = first; exponent <= last + stride; exponent += stride) {
      for (int digit : fine ? new int[] {1, 2, 5} : new int[] {1}) {
        candidates.add(Double.parseDouble(digit + "e" + exponent));
      }
    }
    double low = candidates.stream().filter(c -> c <= min).reduce((a, b) -> b).orElse(min);
    double high = candidates.stream().filter(c -> c >= max).findFirst().orElse(max);
    return new Axis(
        label, low, high, true, candidates.stream().filter(c -> c >= low && c <= high).toList());
  }

  /// The smallest of 1, 2, 5, 10, … times a power of ten that is not below `size`.
  public static double roundStep(double size) {
    int exponent = (int) Math.floor(Math.log10(size));
    for (int digit : new int[] {1, 2, 5}) {
      double step = Double.parseDouble(digit + "e" + exponent);
      if (step >= size * (1 - 1e-9)) {
        return step;
      }
    }
    return Double.parseDouble("1e" + (exponent + 1));
  }

  /// i·step without the dust of binary fractions.
  private static double multiple(long i, double step) {
    return BigDecimal.valueOf(i).multiply(BigDecimal.valueOf(step)).doubleValue();
  }

  /// Where a value stands: 0 at the beginning, 1 at the end.
  public double fraction(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /// A tick as it is printed; all ticks of a linear axis have the same number of decimals.
  public String text(double tick) {
    if (!names.isEmpty()) {
      return names.get((int) tick);
    }
    if (logarithmic) {
      return tick >= 1e-3 && tick < LARGEST_PLAIN ? Figures.exact(tick) : power(tick);
    }
    double step = ticks.size() > 1 ? ticks.get(1) - ticks.get(0) : 1;
    double largest = Math.max(Math.abs(low), Math.abs(high));
    if (tick != 0 && (largest >= LARGEST_PLAIN || largest < 1e-3)) {
      return power(tick);
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return Figures.decimals(tick, Math.min(decimals, 9));
  }

  /// `2e-5`, with as many digits as it needs up to three.
  private static String power(double tick) {
    return String.format(Locale.ROOT, "%.2e", tick)
        .replaceFirst("\\.?0*e", "e")
        .replaceFirst("e\\+?(-?)0*", "e$1")
        .replaceFirst("^-", "−");
  }
}
