package org.denpan.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.denpan.Seed;
import org.denpan.check.GradientReport.LayerResult;
import org.denpan.check.GradientReport.TensorResult;
import org.denpan.data.Batch;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Tensor;
import org.denpan.net.Workers;

/// Compares the fast passes, in float, with differences of the plain formulas, in double precision:
/// for each layer the derivatives of its tensors and of what comes in, and those of the loss for
/// the logits. Works for users' own layers, activations and losses.
///
/// Of each tensor all values are compared where the network is small, 64 drawn by the seed where it
/// is large. The error of one is |fast − numeric| / max(|fast|, |numeric|, floor), which must stay
/// below 10⁻³: float rounding is well under it, a wrong factor of 1 % well above. The floor, below
/// which a derivative counts as zero, is a hundredth of the tensor's root mean square, or what
/// rounding makes of the differences and, as measured, of the fast passes where that is more.
///
/// A ReLU has a kink at 0. Where derivatives disagree, the step is made smaller until no kink is
/// within it; values at a kink itself are left out and counted.
public final class GradientCheck {
  /// What a relative error must stay below.
  public static final double TOLERANCE = 1e-3;

  private static final int FEWEST = 64;
  private static final int MOST = 1000;
  private static final int ENOUGH = 1_000_000;
  private static final int ROWS = 7;

  private final Network network;
  private final int inputs;
  private final Loss loss;
  private final Seed seed;
  private Difference rule = Difference.central();
  private boolean textbook;

  private GradientCheck(Network network, int inputs, Loss loss, Seed seed) {
    this.network = network;
    this.inputs = inputs;
    this.loss = loss;
    this.seed = seed;
  }

  /// A check of a network with a loss, by central differences with their balanced step.
  ///
  /// @param network whose last layer gives the logits
  /// @param inputs the width of a row of input
  /// @throws org.denpan.DenpanException if the network has no gradient, naming the layer and why
  public static GradientCheck of(Network network, int inputs, Loss loss, long seed) {
    network.checkTrainable();
    return new GradientCheck(network, inputs, loss, new Seed(seed));
  }

  /// How the error is differentiated.
  public GradientCheck rule(Difference chosen) {
    rule = chosen;
    return this;
  }

  /// Takes h of [Difference#textbookStep] instead of the rule's balanced step. Rounding then hides
  /// more of small derivatives.
  public GradientCheck textbookStep() {
    textbook = true;
    return this;
  }

  /// Checks freshly drawn weights on a random batch. What starts as a constant is moved off it, so
  /// that a bias of 0 or a factor of 1 hides nothing.
  public GradientReport run() {
    Parameters parameters = network.initialise(inputs, seed);
    float[] values = parameters.values();
    for (Tensor tensor : parameters.tensors()) {
      if (tensor.learnt() && isConstant(values, tensor)) {
        Seed.Stream random = seed.stream("moved " + tensor.fullName());
        for (int i = tensor.at(); i < tensor.at() + tensor.length(); i++) {
          values[i] += (float) (0.1 * random.nextGaussian());
        }
      }
    }
    return run(parameters);
  }

  private static boolean isConstant(float[] values, Tensor tensor) {
    for (int i = tensor.at(); i < tensor.at() + tensor.length(); i++) {
      if (values[i] != values[tensor.at()]) {
        return false;
      }
    }
    return true;
  }

  /// How many derivatives of a tensor are compared: each takes two looks at the whole network.
  private static int samples(Program program) {
    return Math.clamp(ENOUGH / Math.max(1, program.parameters().learnt()), FEWEST, MOST);
  }

  /// Checks these weights on a random batch.
  public GradientReport run(Parameters parameters) {
    Seed.Stream random = seed.stream("gradient check");
    // a copy, because running statistics change in a pass
    Program program = network.compile(parameters.copy(), inputs, ROWS, Workers.single(), seed);
    Batch batch = batch(program.outputs(), random);
    PlainError plain = new PlainError(network, parameters, loss, batch, seed);
    FastGradients fast = FastGradients.of(program, loss, batch, random);
    DoubleUnaryOperator step = textbook ? Difference::textbookStep : rule::balancedStep;
    Comparison comparison = new Comparison(rule, step, plain.rounding(), samples(program), random);

    Map<String, List<TensorResult>> byLayer = new LinkedHashMap<>();
    program.layers().forEach(view -> byLayer.put(view.name(), new ArrayList<>()));
    for (Comparison.Subject subject : subjects(program, fast, plain)) {
      byLayer
          .computeIfAbsent(subject.layer(), _ -> new ArrayList<>())
          .add(comparison.compare(subject));
    }
    return new GradientReport(
        byLayer.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(entry -> new LayerResult(entry.getKey(), entry.getValue()))
            .toList());
  }

  /// Rows of all weights, so that these are checked as well.
  private Batch batch(int outputs, Seed.Stream random) {
    int width = loss.example(outputs, random).length;
    Batch batch = new Batch(ROWS, inputs, width);
    batch.rows(ROWS);
    for (int i = 0; i < batch.inputs().length; i++) {
      batch.inputs()[i] = (float) random.nextGaussian();
    }
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(loss.example(outputs, random), 0, batch.targets(), row * width, width);
      batch.weights()[row] = (float) random.nextDouble(0.25, 2);
    }
    return batch;
  }

  private List<Comparison.Subject> subjects(Program program, FastGradients fast, PlainError plain) {
    List<String> names = network.names();
    List<Comparison.Subject> subjects = new ArrayList<>();
    for (int i = 0; i <= names.size(); i++) {
      int layer = i;
      boolean beyond = i == names.size();
      String name = beyond ? "loss" : names.get(i);
      for (Tensor t : program.parameters().tensors()) {
        boolean within = t.layer().equals(name) || t.layer().startsWith(name + ".");
        if (within && t.learnt()) {
          subjects.add(
              new Comparison.Subject(
                  t.layer(),
                  t.name(),
                  fast.learnt(),
                  t.at(),
                  t.length(),
                  plain.values(),
                  () -> plain.from(layer)));
        }
      }
      double[] input = plain.input(i);
      subjects.add(
          new Comparison.Subject(
              name,
              beyond ? "logits" : "input",
              fast.inputs().get(i),
              0,
              input.length,
              input,
              () -> plain.from(layer)));
    }
    return subjects;
  }
}
