package org.denpan.onnx.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Operators that give a row another shape without changing the order of its numbers.
final class Shapes {
  private static final Set<String> BETWEEN =
      Set.of("Unsqueeze", "Squeeze", "Gather", "Slice", "Cast", "Identity");
  private static final int FARTHEST = 8;

  private final Op op;
  private final Graph graph;

  private Shapes(Op op, Graph graph) {
    this.op = op;
    this.graph = graph;
  }

  static Optional<Link> link(Op op, Graph graph) {
    Shapes shapes = new Shapes(op, graph);
    return switch (op.type()) {
      case "Flatten" -> shapes.link(shapes::flatten);
      case "Reshape" -> shapes.link(shapes::reshape);
      case "Squeeze" -> shapes.link(shapes::squeeze);
      case "Unsqueeze" -> shapes.link(shapes::unsqueeze);
      case "Transpose" -> shapes.link(shapes::transpose);
      default -> Optional.empty();
    };
  }

  @FunctionalInterface
  private interface Change {
    List<Integer> of(RowShape in);
  }

  private Optional<Link> link(Change change) {
    return Optional.of(new Link(op, op.input(0), 0, (in, pieces) -> new RowShape(change.of(in))));
  }

  private List<Integer> flatten(RowShape in) {
    long axis = op.integer("axis", 1);
    long place = axis < 0 ? axis + in.rank() + 1 : axis;
    if (place < 1
        || place > in.rank()
        || RowShape.width(in.sizes().subList(0, (int) place - 1)) != 1) {
      throw op.refuse("flattens " + in + " from axis " + axis + "; understood is each row, axis 1");
    }
    return List.of(in.width());
  }

  private List<Integer> reshape(RowShape in) {
    long[] sizes = sizes();
    if (sizes.length == 0) {
      throw op.refuse("makes " + in + " a single number");
    }
    long[] row = Arrays.copyOfRange(sizes, 1, sizes.length);
    int open = -1;
    long product = 1;
    for (int i = 0; i < row.length; i++) {
      if (row[i] == 0 && i < in.rank() && op.integer("allowzero", 0) == 0) {
        row[i] = in.sizes().get(i);
      }
      if (row[i] == -1 && open < 0 && sizes[0] != -1) {
        open = i;
      } else if (row[i] < 1 || row[i] > in.width() || (product *= row[i]) > in.width()) {
        throw differ(in, sizes);
      }
    }
    if (open >= 0) {
      row[open] = in.width() / product;
      product *= row[open];
    }
    if (product != in.width() || sizes[0] < -1) {
      throw differ(in, sizes);
    }
    return Arrays.stream(row).mapToObj(Math::toIntExact).toList();
  }

  private RuntimeException differ(RowShape in, long[] sizes) {
    return op.refuse(
        "makes " + in + " to " + Arrays.toString(sizes) + "; understood is that rows stay rows");
  }

  /// The new shape: constant, or written together from the number of rows and constants.
  private long[] sizes() {
    String name = op.input(1);
    if (graph.isConstant(name)) {
      return graph.constant(name).integers();
    }
    Op concat = through(graph.producer(name).orElse(op), "Cast", "Identity");
    if (!concat.is("Concat") || concat.inputs().size() > 16) {
      throw op.refuse("computes its shape in a way that is not understood");
    }
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < concat.inputs().size(); i++) {
      String part = concat.input(i);
      if (graph.isConstant(part)) {
        Arrays.stream(graph.constant(part).integers()).forEach(sizes::add);
      } else if (i == 0 && fromRows(part)) {
        sizes.add(0L);
      } else {
        throw op.refuse("computes its shape in a way that is not understood");
      }
    }
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  private Op through(Op from, String... types) {
    Op at = from;
    for (int i = 0; i < FARTHEST && List.of(types).contains(at.type()); i++) {
      at = graph.producer(at.input(0)).orElse(op);
    }
    return at;
  }

  /// Whether a size is the first of some value's shape, the number of rows.
  private boolean fromRows(String name) {
    String at = name;
    for (int i = 0; i < FARTHEST; i++) {
      @Nullable Op producer = graph.producer(at).orElse(null);
      if (producer == null) {
        return false;
      }
      if (producer.is("Shape")) {
        return true;
      }
      boolean first =
          (!producer.is("Gather") && !producer.is("Slice"))
              || (graph.isConstant(producer.input(1))
                  && graph.constant(producer.input(1)).single() == 0);
      if (!first || !BETWEEN.contains(producer.type())) {
        return false;
      }
      at = producer.input(0);
    }
    return false;
  }

  /// The axes that an attribute or, since opset 13, an input names.
  private Optional<long[]> axes() {
    if (op.has(1)) {
      return Optional.of(Weights.constant(op, 1, graph).integers());
    }
    return op.integers("axes");
  }

  private List<Integer> squeeze(RowShape in) {
    if (axes().isEmpty()) {
      return in.proper();
    }
    List<Integer> sizes = new ArrayList<>(in.sizes());
    for (long axis : axes().orElseThrow()) {
      long place = axis < 0 ? axis + in.rank() : axis - 1;
      if (place < 0 || place >= in.rank() || in.sizes().get((int) place) != 1) {
        throw op.refuse("removes axis " + axis + " of " + in + "; understood are axes of size 1");
      }
      sizes.set((int) place, 0);
    }
    sizes.removeIf(size -> size == 0);
    return sizes;
  }

  private List<Integer> unsqueeze(RowShape in) {
    List<Integer> sizes = new ArrayList<>(in.sizes());
    long[] axes = axes().orElse(new long[0]);
    if (axes.length > 8) {
      throw op.refuse("adds " + axes.length + " axes");
    }
    for (long axis : axes) {
      long place = axis < 0 ? axis + sizes.size() + 1 : axis - 1;
      if (place < 0 || place > sizes.size()) {
        throw op.refuse("adds axis " + axis + " to " + in + "; understood are axes within a row");
      }
      sizes.add((int) place, 1);
    }
    return sizes;
  }

  private List<Integer> transpose(RowShape in) {
    long[] order = op.integers("perm").orElse(new long[0]);
    List<Integer> sizes = new ArrayList<>();
    boolean fits = order.length == in.rank() + 1 && order[0] == 0;
    long last = 0;
    boolean[] seen = new boolean[in.rank() + 1];
    for (int i = 1; fits && i < order.length; i++) {
      fits = order[i] >= 1 && order[i] <= in.rank() && !seen[(int) order[i]];
      if (fits) {
        seen[(int) order[i]] = true;
        int size = in.sizes().get((int) order[i] - 1);
        fits = size == 1 || order[i] > last;
        last = size == 1 ? last : order[i];
        sizes.add(size);
      }
    }
    if (!fits) {
      throw op.refuse(
          "puts the axes of "
              + in
              + " into the order "
              + Arrays.toString(order)
              + "; understood is what leaves the order of a row's numbers");
    }
    return sizes;
  }
}
