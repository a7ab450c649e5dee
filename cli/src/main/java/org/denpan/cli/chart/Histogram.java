package org.denpan.cli.chart;

import static org.denpan.cli.chart.Html.element;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.denpan.Quantile;

/// How values are spread, as bars of equal width with round limits.
///
/// @param label what the values are, with their unit
/// @param limits of the bars, one more than there are bars
/// @param counts of the bars; the outermost hold all values beyond them too
/// @param beyond how many values lie outside the limits
public record Histogram(String label, double[] limits, int[] counts, int beyond)
    implements Drawing {
  private static final int BARS = 40;

  /// The share of values at each end that may lie beyond the axis where they are far out.
  private static final double TAIL = 0.005;

  /// A histogram whose axis keeps to the bulk of the values where a few are far away.
  public static Histogram of(String label, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double bulkLow = Quantile.of(sorted, TAIL);
    double bulkHigh = Quantile.of(sorted, 1 - TAIL);
    if (high - low > 1.5 * (bulkHigh - bulkLow) && bulkHigh > bulkLow) {
      low = bulkLow;
      high = bulkHigh;
    }
    double step = Axis.roundStep(high > low ? (high - low) / BARS : Math.max(1, Math.abs(low)) / 5);
    double start = Math.floor(low / step);
    int bars = (int) Math.max(1, Math.floor(high / step) - start + 1);
    int[] counts = new int[bars];
    int beyond = 0;
    for (double value : values) {
      double bar = Math.floor(value / step) - start;
      beyond += bar < 0 || bar >= bars ? 1 : 0;
      counts[(int) Math.clamp(bar, 0, bars - 1)]++;
    }
    double[] limits = new double[bars + 1];
    Arrays.setAll(limits, i -> (start + i) * step);
    return new Histogram(label, limits, counts, beyond);
  }

  @Override
  public String title() {
    return "Histogram: " + label;
  }

  @Override
  public Html.Element draw(String id, Size size) {
    int tallest = Arrays.stream(counts).max().orElse(0);
    Axis x = Axis.tight(label, limits[0], limits[counts.length]);
    Plot plot = new Plot(x, Axis.linear("rows", 0, tallest), size);
    List<Html> marks = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      double from = plot.x(limits[i]);
      double top = plot.y(counts[i]);
      marks.add(
          Plot.rectangle(from, top, plot.x(limits[i + 1]) - from - 0.5, plot.bottom() - top)
              .in("column")
              .add(element("title", words(i))));
    }
    if (x.low() < 0 && x.high() > 0) {
      marks.add(Plot.line(plot.x(0), plot.top(), plot.x(0), plot.bottom()).in("mark"));
    }
    return plot.draw(id, title(), description(), marks);
  }

  private String words(int bar) {
    return "%s to %s: %s"
        .formatted(
            Figures.number(limits[bar]),
            Figures.number(limits[bar + 1]),
            Figures.count(counts[bar], "row"));
  }

  @Override
  public String description() {
    int tallest = 0;
    for (int i = 0; i < counts.length; i++) {
      tallest = counts[i] > counts[tallest] ? i : tallest;
    }
    return "The tallest of %s: %s.".formatted(Figures.count(counts.length, "bar"), words(tallest));
  }
}
