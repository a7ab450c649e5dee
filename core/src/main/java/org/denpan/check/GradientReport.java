package org.denpan.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a [GradientCheck] found, layer by layer in the network's order, the loss last. It prints as
/// a small table with the verdict.
public record GradientReport(List<LayerResult> layers) {
  public GradientReport {
    layers = List.copyOf(layers);
  }

  /// What was found of one tensor, of a layer's input, or of the logits that the loss is given.
  ///
  /// @param layer `dense1`, or `residual1.dense1` within another; `loss`
  /// @param name `weight`; `input`; `logits`
  /// @param checked how many derivatives were compared
  /// @param seen how many of them are large enough for an error of 1 % to show; 0 where all are
  ///   zero but for rounding, as of a bias before batch normalisation
  /// @param kinks how many more were left out, because the error has no derivative there, as where
  ///   a ReLU's total input is 0
  /// @param worst the largest relative error
  /// @param index where it was, in the flat tensor; -1 if nothing was compared
  /// @param fast the backward pass's derivative there
  /// @param numeric the differences' derivative there
  public record TensorResult(
      String layer,
      String name,
      int checked,
      int seen,
      int kinks,
      double worst,
      int index,
      double fast,
      double numeric) {
    public boolean passed() {
      return worst < GradientCheck.TOLERANCE;
    }

    /// `dense1.weight`
    public String fullName() {
      return layer + "." + name;
    }

    private boolean isZero() {
      return passed() && seen == 0;
    }

    private String words() {
      return name + " " + (isZero() ? "zero" : number(worst));
    }

    private String fault() {
      return String.format(
          Locale.ROOT, "value %d of %s is %.5g, should be %.5g", index, name, fast, numeric);
    }
  }

  /// What was found of one layer.
  ///
  /// @param name `dense1`; `loss` for the loss
  /// @param tensors one a tensor
  public record LayerResult(String name, List<TensorResult> tensors) {
    public LayerResult {
      tensors = List.copyOf(tensors);
    }

    /// The largest relative error, of what is not zero but for rounding.
    public double worst() {
      return worstTensor().worst();
    }

    public boolean passed() {
      return tensors.stream().allMatch(TensorResult::passed);
    }

    /// NaN is the worst; what is zero but for rounding counts where there is nothing else.
    private TensorResult worstTensor() {
      return Collections.max(
          tensors,
          Comparator.comparing((TensorResult result) -> !result.isZero())
              .thenComparingDouble(TensorResult::worst));
    }
  }

  /// Whether every derivative is right.
  public boolean passed() {
    return layers.stream().allMatch(LayerResult::passed);
  }

  /// The largest relative error of all layers, and of the loss.
  public double worst() {
    return layers.stream().mapToDouble(LayerResult::worst).max().orElse(0);
  }

  /// All tensors, layer by layer.
  public List<TensorResult> tensors() {
    return layers.stream().flatMap(layer -> layer.tensors().stream()).toList();
  }

  /// Where to look first: the wrong layer that is nearest to the output. Those below it are given
  /// its wrong derivatives, so that they may be right themselves; so may a layer that holds it.
  public Optional<LayerResult> suspect() {
    List<LayerResult> wrong = layers.stream().filter(layer -> !layer.passed()).toList();
    return wrong.stream()
        .filter(
            layer -> wrong.stream().noneMatch(inner -> inner.name().startsWith(layer.name() + ".")))
        .reduce((lower, upper) -> upper);
  }

  @Override
  public String toString() {
    int width = layers.stream().mapToInt(layer -> layer.name().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (LayerResult layer : layers) {
      lines.add(
          layer.name()
              + " ".repeat(width + 2 - layer.name().length())
              + number(layer.worst())
              + (layer.passed() ? "  right  " : "  WRONG  ")
              + layer.tensors().stream()
                  .map(TensorResult::words)
                  .collect(Collectors.joining(", ")));
    }
    lines.add(verdict());
    return String.join("\n", lines);
  }

  private String verdict() {
    int checked = tensors().stream().mapToInt(TensorResult::checked).sum();
    int kinks = tensors().stream().mapToInt(TensorResult::kinks).sum();
    String leftOut =
        kinks == 0 ? "" : String.format(Locale.ROOT, "; %,d more at a kink were left out", kinks);
    return suspect()
        .map(layer ->
            String.format(
                Locale.ROOT,
                "FAIL: relative errors must stay below %s. First look at %s: %s%s",
                GradientCheck.TOLERANCE,
                layer.name(),
                layer.worstTensor().fault(),
                leftOut))
        .orElseGet(() ->
            String.format(
                Locale.ROOT,
                "PASS: %,d derivatives are right, relative errors stay below %s%s",
                checked,
                GradientCheck.TOLERANCE,
                leftOut));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }
}
