package org.denpan.bench;

import java.util.ArrayList;
import java.util.List;
import org.denpan.DenpanException;
import org.denpan.net.Network;
import org.denpan.train.Optimizer;

/// A network, its data and how it is trained: the same for every contestant.
///
/// Weights start normal with deviation √(2/inputs) before ReLU, else even in
/// ±√(6/(inputs+outputs)); biases at zero. The loss is the mean over the batch of the softmax's
/// cross-entropy, or of ½(y − d)² for one output. Rows are shuffled every epoch; the last batch of
/// an epoch may be smaller.
///
/// @param name what it is called in commands and tables
/// @param sizes units from the inputs to the outputs
/// @param activation of the hidden layers: `relu` or `logistic`
/// @param batchNorm whether each hidden layer is normalised before its activation: momentum 0.9,
///   epsilon 1e-5
/// @param dropout the part that each hidden layer drops after its activation
/// @param optimizer `sgd` or `adam` (β 0.9 and 0.999, ϵ 1e-8)
/// @param rate the learning rate
/// @param batch rows a step
/// @param floor what a network must reach on the test rows after its first epoch: accuracy, or R²
public record Workload(
    String name,
    List<Integer> sizes,
    String activation,
    boolean batchNorm,
    double dropout,
    String optimizer,
    double rate,
    int batch,
    double floor) {
  /// All of them.
  public static final List<Workload> ALL =
      List.of(
          new Workload("W1", List.of(784, 50, 10), "logistic", false, 0, "sgd", 0.1, 100, 0.85),
          new Workload("W2", List.of(784, 256, 128, 10), "relu", false, 0, "adam", 1e-3, 128, 0.95),
          new Workload(
              "W3", List.of(784, 1024, 1024, 10), "relu", false, 0, "adam", 1e-3, 512, 0.95),
          new Workload("W4", List.of(20, 64, 64, 1), "relu", false, 0, "adam", 1e-3, 256, 0.78),
          new Workload(
              "W5", List.of(784, 1024, 1024, 10), "relu", true, 0.2, "adam", 1e-3, 512, 0.95));

  public Workload {
    sizes = List.copyOf(sizes);
  }

  /// The workload of this name.
  ///
  /// @throws DenpanException if there is none
  public static Workload named(String wanted) {
    return ALL.stream()
        .filter(workload -> workload.name.equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new DenpanException(
                "there is no workload '"
                    + wanted
                    + "'; known: "
                    + String.join(", ", ALL.stream().map(Workload::name).toList())));
  }

  /// Whether classes of MNIST are learnt; else the number of the generated table ([Rows]).
  public boolean classes() {
    return outputs() > 1;
  }

  public int inputs() {
    return sizes.getFirst();
  }

  public int outputs() {
    return sizes.getLast();
  }

  /// The hidden layers in the words of [Network#parse].
  public String layers() {
    List<String> words = new ArrayList<>();
    for (int units : sizes.subList(1, sizes.size() - 1)) {
      if (batchNorm) {
        words.add(units + " identity");
        words.add("batchnorm");
        words.add(activation);
      } else {
        words.add(units + " " + activation);
      }
      if (dropout > 0) {
        words.add("dropout " + dropout);
      }
    }
    return String.join(", ", words);
  }

  /// The optimizer as Denpan has it.
  public Optimizer denpanOptimizer() {
    return switch (optimizer) {
      case "sgd" -> Optimizer.sgd(rate);
      case "adam" -> Optimizer.adam(rate);
      default -> throw new DenpanException("no workload uses the optimizer '" + optimizer + "'");
    };
  }

  /// Floating-point operations of the products a training sample takes: 2 for each weight in the
  /// forward pass, 2 for its gradient, and 2 for the gradient of what came into the layer, which
  /// the first layer does not need.
  public double flopsPerSample() {
    double flops = 0;
    for (int layer = 1; layer < sizes.size(); layer++) {
      flops += (layer == 1 ? 4.0 : 6.0) * sizes.get(layer - 1) * sizes.get(layer);
    }
    return flops;
  }
}
