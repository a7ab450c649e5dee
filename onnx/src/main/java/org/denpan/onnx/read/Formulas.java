package org.denpan.onnx.read;

import java.util.Arrays;
import java.util.Optional;
import org.denpan.net.Activation;

/// Layers that exporters write as formulas of several nodes: GELU by `Erf`, SiLU as x·σ(x), the
/// normalisation of rows by means and roots, a PReLU of two ReLUs, both classes' probabilities of
/// one.
final class Formulas {
  private static final double ROOT_OF_2 = 1.4142135623730951;
  private static final int DEEPEST = 4;

  private final Op op;
  private final Graph graph;

  private Formulas(Op op, Graph graph) {
    this.op = op;
    this.graph = graph;
  }

  static Optional<Link> link(Op op, Graph graph) {
    Formulas formulas = new Formulas(op, graph);
    return switch (op.type()) {
      case "Mul" -> formulas.gated();
      case "Div" -> formulas.rows();
      case "Concat" -> formulas.bothClasses();
      default -> Optional.empty();
    };
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= 1e-4 * Math.abs(b);
  }

  /// The value of a constant that is a single number, else NaN.
  private double single(String name) {
    if (!graph.isConstant(name)) {
      return Double.NaN;
    }
    Constant constant = graph.constant(name);
    return constant.size() == 1 && !constant.text() ? constant.single() : Double.NaN;
  }

  /// The other of two inputs, where one is this number.
  private Optional<String> besides(Op sum, double number) {
    if (sum.inputs().size() != 2) {
      return Optional.empty();
    }
    for (int i = 0; i < 2; i++) {
      if (near(single(sum.input(i)), number)) {
        return Optional.of(sum.input(1 - i));
      }
    }
    return Optional.empty();
  }

  /// A product in which x stands, a function of x, and perhaps numbers.
  private Optional<Link> gated() {
    return gate(op, 0);
  }

  private Optional<Link> gate(Op product, int depth) {
    for (int i = 0; i < product.inputs().size() && depth < DEEPEST; i++) {
      graph.budget().spend(1);
      Optional<Op> factor = graph.producer(product.input(i));
      if (factor.isEmpty()) {
        continue;
      }
      String name = product.input(i);
      Optional<Link> found =
          switch (factor.get().type()) {
            case "Sigmoid" -> product(factor.get().input(0), name, 1, Activation.silu());
            case "Add" ->
                besides(factor.get(), 1)
                    .flatMap(erf -> graph.producer(erf, "Erf"))
                    .flatMap(erf -> byRoot(erf.input(0)))
                    .flatMap(x -> product(x, name, 0.5, Activation.gelu()));
            case "Mul" -> gate(factor.get(), depth + 1);
            default -> Optional.empty();
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// x of x/√2.
  private Optional<String> byRoot(String name) {
    Optional<Op> scaled = graph.producer(name);
    if (scaled
        .filter(s -> s.is("Div") && s.has(1) && near(single(s.input(1)), ROOT_OF_2))
        .isPresent()) {
      return Optional.of(scaled.get().input(0));
    }
    return scaled.filter(s -> s.is("Mul")).flatMap(s -> besides(s, 1 / ROOT_OF_2));
  }

  /// The activation, if the product is x times a function of x times this number, nothing else.
  private Optional<Link> product(String x, String gate, double number, Activation activation) {
    Factors factors = new Factors(x, gate);
    boolean all = factors.add(op.output(), 0);
    return all && factors.xs == 1 && factors.gates == 1 && near(factors.number, number)
        ? Optional.of(Link.of(op, x, new Piece.Units(activation)))
        : Optional.empty();
  }

  /// What a product is made of.
  private final class Factors {
    private final String x;
    private final String gate;
    private int xs;
    private int gates;
    private double number = 1;

    Factors(String x, String gate) {
      this.x = x;
      this.gate = gate;
    }

    boolean add(String name, int depth) {
      if (name.equals(gate)) {
        gates++;
        return true;
      }
      if (name.equals(x)) {
        xs++;
        return true;
      }
      if (graph.isConstant(name)) {
        number *= single(name);
        return true;
      }
      Optional<Op> product = graph.producer(name, "Mul").filter(p -> p.inputs().size() == 2);
      return product.isPresent()
          && depth < DEEPEST
          && add(product.get().input(0), depth + 1)
          && add(product.get().input(1), depth + 1);
    }
  }

  /// (x − mean(x))/√(mean((x − mean(x))²) + ϵ); what it is scaled by follows.
  private Optional<Link> rows() {
    if (op.inputs().size() != 2) {
      return Optional.empty();
    }
    Optional<String> x = centred(op.input(0));
    Optional<Op> sum =
        graph.producer(op.input(1), "Sqrt").flatMap(root -> graph.producer(root.input(0), "Add"));
    if (x.isEmpty() || sum.isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; i < 2 && sum.get().inputs().size() == 2; i++) {
      double epsilon = single(sum.get().input(i));
      Optional<String> of =
          graph
              .producer(sum.get().input(1 - i), "ReduceMean")
              .flatMap(m -> meanOf(m))
              .flatMap(this::squared);
      if (epsilon > 0 && epsilon < 1 && of.flatMap(this::centred).equals(x)) {
        double plain = Double.parseDouble(Float.toString((float) epsilon));
        return Optional.of(
            new Link(
                op,
                x.get(),
                0,
                (in, pieces) -> {
                  if (!in.flat()) {
                    throw op.refuse("brings rows of shape " + in + " to mean 0");
                  }
                  graph.budget().spend(2L * in.width());
                  float[] gamma = new float[in.width()];
                  Arrays.fill(gamma, 1);
                  pieces.add(new Piece.Rows(gamma, new float[in.width()], plain));
                  return in;
                }));
      }
    }
    return Optional.empty();
  }

  /// x of x − mean(x).
  private Optional<String> centred(String name) {
    return graph
        .producer(name, "Sub")
        .filter(difference -> difference.inputs().size() == 2)
        .filter(difference ->
            graph
                .producer(difference.input(1), "ReduceMean")
                .flatMap(this::meanOf)
                .filter(difference.input(0)::equals)
                .isPresent())
        .map(difference -> difference.input(0));
  }

  /// x of a mean along the last axis.
  private Optional<String> meanOf(Op mean) {
    Optional<long[]> axes =
        mean.has(1) && graph.isConstant(mean.input(1))
            ? Optional.of(graph.constant(mean.input(1)).integers())
            : mean.integers("axes");
    boolean last = axes.filter(a -> a.length == 1 && (a[0] == -1 || a[0] == 1)).isPresent();
    return last && mean.integer("keepdims", 1) == 1 ? Optional.of(mean.input(0)) : Optional.empty();
  }

  /// x of x².
  private Optional<String> squared(String name) {
    Optional<Op> power = graph.producer(name);
    if (power.filter(p -> p.is("Pow") && p.has(1) && near(single(p.input(1)), 2)).isPresent()) {
      return Optional.of(power.get().input(0));
    }
    return power
        .filter(p -> p.is("Mul") && p.inputs().size() == 2 && p.input(0).equals(p.input(1)))
        .map(p -> p.input(0));
  }

  /// [1 − p, p]
  private Optional<Link> bothClasses() {
    if (op.inputs().size() != 2 || Math.abs(op.integer("axis", 0)) != 1) {
      return Optional.empty();
    }
    String p = op.input(1);
    return graph
        .producer(op.input(0), "Sub")
        .filter(other -> other.inputs().size() == 2)
        .filter(other -> near(single(other.input(0)), 1) && other.input(1).equals(p))
        .map(other ->
            new Link(
                op,
                p,
                0,
                (in, pieces) -> {
                  if (in.width() != 1) {
                    throw op.refuse("puts together " + in + " and 1 minus it");
                  }
                  pieces.add(new Piece.BothClasses(op));
                  return RowShape.of(2);
                }));
  }

  /// ReLU(x) + c·ReLU(−x), as Keras has a PReLU written: α is −c.
  static Optional<Link> prelu(Op op, Graph graph) {
    for (int i = 0; i < 2; i++) {
      Optional<Op> positive = graph.producer(op.input(i), "Relu");
      Optional<Op> scaled = graph.producer(op.input(1 - i), "Mul");
      for (int j = 0; positive.isPresent() && scaled.isPresent() && j < 2; j++) {
        if (scaled.get().inputs().size() != 2 || !graph.isConstant(scaled.get().input(j))) {
          continue;
        }
        String x = positive.get().input(0);
        boolean mirrored =
            graph
                .producer(scaled.get().input(1 - j), "Relu")
                .flatMap(negative -> graph.producer(negative.input(0), "Neg"))
                .filter(neg -> neg.input(0).equals(x))
                .isPresent();
        if (mirrored) {
          Constant slope = graph.constant(scaled.get().input(j));
          return Optional.of(
              new Link(
                  op,
                  x,
                  0,
                  (in, pieces) -> {
                    double[] c = Weights.spread(op, slope, in, graph.budget()).scale();
                    double[] alpha = Arrays.stream(c).map(v -> -v).toArray();
                    pieces.add(Functions.prelu(alpha));
                    return in;
                  }));
        }
      }
    }
    return Optional.empty();
  }
}
