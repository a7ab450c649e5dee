package org.denpan.search;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.denpan.DenpanException;
import org.denpan.Words;
import org.jspecify.annotations.Nullable;

/// The metric of the validation rows by which trials are compared.
///
/// @param metric as [org.denpan.model.Assessment] names it: `loss`, `accuracy`, `roc_auc`, `rmse`,
///   …
public record Goal(String metric) {
  /// Where more is better; of all others less is.
  private static final Set<String> HIGHER =
      Set.of("accuracy", "balanced_accuracy", "f1_macro", "roc_auc", "pr_auc", "mcc", "r2");

  /// The loss.
  public static final Goal LOSS = new Goal("loss");

  /// Whether more is better.
  public boolean higher() {
    return HIGHER.contains(metric);
  }

  /// The metric among others.
  ///
  /// @throws DenpanException if it is not there, or no number
  public double of(Map<String, Double> metrics) {
    @Nullable Double value = metrics.get(metric);
    if (value == null) {
      throw new DenpanException(
          "there is no metric '"
              + metric
              + "' for this target; "
              + Words.suggestion(metric, metrics.keySet()));
    }
    if (!Double.isFinite(value)) {
      throw new DenpanException(
          "the metric " + metric + " of the validation rows is " + value + "; choose another");
    }
    return value;
  }

  /// Best first; of equals the smaller number, and what diverged last.
  public Comparator<SearchEvent.Finished> ranking() {
    return Comparator.comparingDouble((SearchEvent.Finished f) ->
            f.diverged().isPresent()
                ? Double.POSITIVE_INFINITY
                : higher() ? -of(f.metrics()) : of(f.metrics()))
        .thenComparingInt(SearchEvent.Finished::trial);
  }
}
