package org.denpan.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.denpan.search.Goal;
import org.denpan.search.Halving;
import org.denpan.search.SearchSpace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What is searched, how long, and what for.
@Command
final class SearchOptions {
  private static final int USUAL_LEAST = 2;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "How many settings are tried; default 50.")
  int trials = 50;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "How long to search at most; default: until all trials are done.")
  @Nullable Double minutes;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "What is to be best on the validation rows: loss (default), accuracy, roc_auc, f1_macro,"
              + " rmse, mae, r2, …")
  String metric = "loss";

  @Option(
      names = "--min-epochs",
      paramLabel = "N",
      description = "The fewest epochs that all trials are trained for at first; default 2.")
  @Nullable Integer minEpochs;

  @Option(
      names = "--eta",
      paramLabel = "N",
      description =
          "The best 1/N of the trials go on, for N times as many epochs, up to --epochs; default"
              + " 3.")
  int eta = 3;

  @Option(
      names = "--layers",
      paramLabel = "RANGE",
      description = "How many hidden layers: 1..4 (default), or numbers with commas between: 1,3.")
  @Nullable String layers;

  @Option(names = "--width", paramLabel = "RANGE", description = "Units in each; default 16..512.")
  @Nullable String width;

  @Option(
      names = "--activation",
      paramLabel = "LIST",
      description = "Their activations; default relu,gelu,silu,selu.")
  @Nullable String activation;

  @Option(
      names = "--dropout",
      paramLabel = "RANGE",
      description = "Rates of dropout after each; default 0..0.5, half of the trials without.")
  @Nullable String dropout;

  @Option(
      names = "--learning-rate",
      paramLabel = "RANGE",
      description = "Learning rates of Adam; default 0.0001..0.03.")
  @Nullable String learningRate;

  @Option(
      names = "--weight-decay",
      paramLabel = "RANGE",
      description = "Weight decay of AdamW; default 0..0.1, half of the trials without.")
  @Nullable String weightDecay;

  @Option(
      names = "--batch",
      paramLabel = "RANGE",
      description = "Rows a step; default 32..1024, fewer for small tables.")
  @Nullable String batch;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  private Map<String, @Nullable String> ranges() {
    Map<String, @Nullable String> ranges = new LinkedHashMap<>();
    ranges.put("layers", layers);
    ranges.put("width", width);
    ranges.put("activation", activation);
    ranges.put("dropout", dropout);
    ranges.put("weight-decay", weightDecay); // before the rate, with which it is multiplied
    ranges.put("learning-rate", learningRate);
    ranges.put("batch", batch);
    return ranges;
  }

  /// The usual space for so many training rows, with the ranges that were given.
  ///
  /// @throws ParameterException naming the range that is wrong
  SearchSpace space(int rows) {
    SearchSpace space = SearchSpace.usual(rows);
    for (Map.Entry<String, @Nullable String> range : ranges().entrySet()) {
      @Nullable String words = range.getValue();
      if (words != null) {
        SearchSpace before = space;
        space = Usage.of(spec, "--" + range.getKey(), () -> before.with(range.getKey(), words));
      }
    }
    return space;
  }

  /// @param epochs of the last rung
  /// @throws ParameterException for a number out of range
  Halving plan(int epochs) {
    int least = minEpochs == null ? Math.min(USUAL_LEAST, epochs) : minEpochs;
    return Usage.of(spec, "the search", () -> new Halving(trials, epochs, least, eta));
  }

  /// Names as in the course of training are understood too: `val_loss`.
  Goal goal() {
    return new Goal(metric.replaceFirst("^val_", ""));
  }

  /// How long to search, if that was said.
  ///
  /// @throws ParameterException unless positive
  Optional<Duration> limit() {
    if (minutes == null) {
      return Optional.empty();
    }
    if (!(minutes > 0 && minutes < 1e6)) {
      throw new ParameterException(
          spec.commandLine(), "--minutes must be positive, such as 10 or 0.5; got " + minutes);
    }
    return Optional.of(Duration.ofNanos((long) (minutes * 60e9)));
  }

  /// Refuses a metric that there is not.
  void checkMetric(Runnable check) {
    Usage.check(spec, "--metric", check);
  }
}
