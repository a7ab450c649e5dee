package org.denpan.onnx.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.denpan.model.ModelFormatException;

/// Follows a graph from a value back to the one that it comes from, step by step. Steps may be
/// several nodes: an activation that its exporter wrote as a formula, or a block x + f(x).
final class Chain {
  private static final int DEEPEST = 16;

  private final Graph graph;

  Chain(Graph graph) {
    this.graph = graph;
  }

  /// The steps from one value to another, in forward order.
  ///
  /// @throws ModelFormatException naming the node that is not understood
  List<Link> between(String from, String to) {
    return between(from, to, 0);
  }

  private List<Link> between(String from, String to, int depth) {
    Deque<Link> links = new ArrayDeque<>();
    String at = to;
    while (!at.equals(from)) {
      Link link = link(from, at, depth);
      links.addFirst(link);
      at = link.from();
    }
    return new ArrayList<>(links);
  }

  private Link link(String from, String at, int depth) {
    Optional<Op> producer = graph.producer(at);
    if (producer.isEmpty()) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "'%s' is not computed from '%s'; understood are layers one after the other, and sums"
                  + " x + f(x)",
              Said.name(at),
              Said.name(from)));
    }
    Op op = producer.get();
    graph.budget().spend(op.inputs().size() + 1L);
    if (!op.output().equals(at)) {
      throw op.refuse(
          "is used for its further output '" + Said.name(at) + "'; understood is the first");
    }
    if (op.is("Add") && op.inputs().size() == 2 && computed(op, 0) && computed(op, 1)) {
      return Formulas.prelu(op, graph).orElseGet(() -> block(op, depth));
    }
    return Formulas.link(op, graph)
        .or(() -> Weights.link(op, graph))
        .or(() -> Shapes.link(op, graph))
        .or(() -> Functions.link(op, graph))
        .orElseThrow(() -> Functions.unknown(op));
  }

  private boolean computed(Op op, int input) {
    return op.has(input) && !graph.isConstant(op.input(input));
  }

  /// x + f(x): of the two that are added the later one comes from the earlier.
  private Link block(Op op, int depth) {
    if (depth == DEEPEST) {
      throw op.refuse("adds within more than " + DEEPEST + " blocks");
    }
    boolean second = order(op.input(1)) > order(op.input(0));
    String x = op.input(second ? 0 : 1);
    String sum = op.input(second ? 1 : 0);
    if (x.equals(sum)) {
      throw op.refuse("adds a value to itself; understood is x + f(x)");
    }
    List<Link> inner = between(x, sum, depth + 1);
    return new Link(
        op,
        x,
        0,
        (in, pieces) -> {
          List<Piece> f = new ArrayList<>();
          RowShape out = shape(inner, in, f);
          if (!out.equals(in)) {
            throw op.refuse(
                "adds " + in + " and " + out + "; understood is x + f(x) of the same shape");
          }
          pieces.add(new Piece.Block(f, op));
          return out;
        });
  }

  private int order(String name) {
    return graph.producer(name).map(Op::index).orElse(-1);
  }

  /// What steps mean.
  ///
  /// @param pieces filled
  /// @return the shape of what comes out
  static RowShape shape(List<Link> links, RowShape in, List<Piece> pieces) {
    RowShape shape = in;
    for (Link link : links) {
      shape = link.meaning().of(shape, pieces);
    }
    return shape;
  }
}
