package org.denpan.onnx.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.denpan.Words;
import org.denpan.model.ModelFormatException;
import org.denpan.onnx.proto.GraphProto;
import org.denpan.onnx.proto.ModelProto;
import org.denpan.onnx.proto.NodeProto;
import org.denpan.onnx.proto.OperatorSetIdProto;
import org.denpan.onnx.proto.TensorProto;
import org.denpan.onnx.proto.ValueInfoProto;

/// A graph whose names are checked: each value is given once, before it is used, so that there are
/// no circles. Every value is either constant, that is, known from the file alone, or computed from
/// the input.
final class Graph {
  private static final long OLDEST_OPSET = 7;
  private static final long NEWEST_OPSET = 26;
  private static final int DEEPEST = 64;

  private final GraphProto graph;
  private final Budget budget;
  private final List<Op> ops = new ArrayList<>();
  private final Map<String, Op> producers = new HashMap<>();
  private final Map<String, TensorProto> stored = new HashMap<>();
  private final Set<String> constants = new HashSet<>();
  private final Map<String, Constant> known = new HashMap<>();
  private final List<ValueInfoProto> inputs = new ArrayList<>();
  private final Set<String> inputNames = new HashSet<>();

  /// @throws ModelFormatException naming what does not fit together
  Graph(ModelProto model, Budget budget) {
    this.budget = budget;
    if (!model.hasGraph()) {
      throw new ModelFormatException("not an ONNX model: it holds no graph");
    }
    graph = model.getGraph();
    long opset = opset(model);
    store();
    for (NodeProto node : graph.getNodeList()) {
      add(new Op(node, ops.size(), opset));
    }
  }

  private static long opset(ModelProto model) {
    for (OperatorSetIdProto set : model.getOpsetImportList()) {
      if (set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx")) {
        if (set.getVersion() < OLDEST_OPSET || set.getVersion() > NEWEST_OPSET) {
          throw new ModelFormatException(
              String.format(
                  Locale.ROOT,
                  "written for opset %d; understood are %d to %d",
                  set.getVersion(),
                  OLDEST_OPSET,
                  NEWEST_OPSET));
        }
        return set.getVersion();
      }
    }
    throw new ModelFormatException("not an ONNX model: it does not say its opset");
  }

  private void store() {
    if (graph.getSparseInitializerCount() > 0) {
      throw new ModelFormatException("its sparse tensors are not understood, only dense ones");
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      if (stored.put(tensor.getName(), tensor) != null) {
        throw new ModelFormatException(
            "two initializers are called '" + Said.name(tensor.getName()) + "'");
      }
    }
    constants.addAll(stored.keySet());
    Set<String> names = new HashSet<>();
    for (ValueInfoProto input : graph.getInputList()) {
      if (!names.add(input.getName())) {
        throw new ModelFormatException(
            "two inputs are called '" + Said.name(input.getName()) + "'");
      }
      // older files list the initializers as inputs too
      if (!stored.containsKey(input.getName())) {
        inputs.add(input);
        inputNames.add(input.getName());
      }
    }
  }

  private void add(Op op) {
    boolean constant = Folding.folds(op);
    for (String name : op.inputs()) {
      boolean given =
          constants.contains(name) || producers.containsKey(name) || inputNames.contains(name);
      if (!name.isEmpty() && !given) {
        throw op.refuse("uses '" + Said.name(name) + "', which nothing before it gives");
      }
      constant &= name.isEmpty() || constants.contains(name);
    }
    for (String name : op.node().getOutputList()) {
      boolean twice = stored.containsKey(name) || inputNames.contains(name);
      if (!name.isEmpty() && (twice || producers.put(name, op) != null)) {
        throw op.refuse("gives '" + Said.name(name) + "', which there is already");
      }
      if (constant) {
        constants.add(name);
      }
    }
    ops.add(op);
  }

  Budget budget() {
    return budget;
  }

  List<Op> ops() {
    return ops;
  }

  /// The node that computes a value, if one does.
  Optional<Op> producer(String name) {
    return Optional.ofNullable(producers.get(name));
  }

  /// As above, if it is an operator of this type.
  Optional<Op> producer(String name, String type) {
    return producer(name).filter(op -> op.is(type));
  }

  /// Whether a value is known from the file alone.
  boolean isConstant(String name) {
    return constants.contains(name);
  }

  /// A value that is known from the file alone.
  Constant constant(String name) {
    return constant(name, 0);
  }

  Constant constant(String name, int depth) {
    Constant before = known.get(name);
    if (before != null) {
      return before;
    }
    if (depth > DEEPEST) {
      throw new ModelFormatException(
          "'" + Said.name(name) + "' is computed from constants in more than 64 steps");
    }
    TensorProto tensor = stored.get(name);
    Constant value;
    if (tensor != null) {
      value = Tensors.read(tensor, "the initializer '" + Said.name(name) + "'", budget);
    } else {
      Op op = producers.get(name);
      if (op == null || !constants.contains(name)) {
        throw new ModelFormatException("'" + Said.name(name) + "' is not a constant");
      }
      if (!op.output().equals(name)) {
        throw op.refuse("gives more than one constant");
      }
      value = Folding.value(op, this, depth + 1);
    }
    known.put(name, value);
    return value;
  }

  /// The one input.
  ///
  /// @throws ModelFormatException if there are none or several
  ValueInfoProto input() {
    if (inputs.size() != 1) {
      throw new ModelFormatException(
          inputs.isEmpty()
              ? "the graph has no input"
              : String.format(
                  Locale.ROOT,
                  "the graph has %,d inputs (%s); understood is one, of all columns of numbers or"
                      + " of images; a model that Denpan wrote has one if it was exported with"
                      + " --raw",
                  inputs.size(),
                  Words.list(inputs.stream().map(i -> Said.name(i.getName())).toList())));
    }
    return inputs.getFirst();
  }

  List<ValueInfoProto> outputs() {
    return graph.getOutputList();
  }
}
