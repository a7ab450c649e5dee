package org.denpan.onnx.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.denpan.Words;
import org.denpan.model.ModelFormatException;
import org.denpan.onnx.proto.TensorProto;
import org.denpan.onnx.proto.ValueInfoProto;

/// Which of a graph's outputs is the network's, and what others say of it.
final class Outputs {
  private Outputs() {}

  /// The output of this name, or else the only one of numbers: scikit-learn's graphs give labels
  /// too.
  static String chosen(Graph graph, Optional<String> wanted) {
    List<String> names = graph.outputs().stream().map(ValueInfoProto::getName).toList();
    if (wanted.isPresent()) {
      if (!names.contains(wanted.get())) {
        throw new ModelFormatException(
            "the graph has no output '"
                + wanted.get()
                + "'; "
                + Words.suggestion(wanted.get(), said(names)));
      }
      return wanted.get();
    }
    List<String> candidates = new ArrayList<>();
    for (ValueInfoProto output : graph.outputs()) {
      if (numbers(output)) {
        candidates.add(output.getName());
      }
    }
    if (candidates.size() != 1) {
      throw new ModelFormatException(
          candidates.isEmpty()
              ? "the graph has no output of numbers"
              : "the graph has several outputs, of which one is to be named: "
                  + Words.list(said(candidates)));
    }
    return candidates.getFirst();
  }

  private static List<String> said(List<String> names) {
    return names.stream().map(Said::name).toList();
  }

  private static boolean numbers(ValueInfoProto output) {
    if (!output.getType().hasTensorType()) {
      return true;
    }
    TensorProto.DataType type =
        TensorProto.DataType.forNumber(output.getType().getTensorType().getElemType());
    return type == null
        || switch (type) {
          case STRING, INT64, INT32, BOOL -> false;
          default -> true;
        };
  }

  /// The names of the classes, as scikit-learn's exporter writes them.
  static List<String> labels(Graph graph) {
    for (Op op : graph.ops()) {
      List<String> labels = labels(op, graph);
      if (!labels.isEmpty()) {
        if (new HashSet<>(labels).size() < labels.size()) {
          throw op.refuse("names a class twice: " + Words.list(said(labels)));
        }
        return labels;
      }
    }
    return List.of();
  }

  private static List<String> labels(Op op, Graph graph) {
    return switch (op.type()) {
      case "ai.onnx.ml.ZipMap" -> {
        List<String> texts = op.texts("classlabels_strings");
        yield texts.isEmpty()
            ? op.integers("classlabels_int64s").stream()
                .flatMap(codes -> Arrays.stream(codes).mapToObj(Long::toString))
                .toList()
            : texts;
      }
      case "ai.onnx.ml.ArrayFeatureExtractor" ->
          graph.isConstant(op.input(0)) ? graph.constant(op.input(0)).words() : List.of();
      case "Gather" -> { // of texts, in Denpan's own files
        boolean texts = graph.isConstant(op.input(0)) && graph.constant(op.input(0)).text();
        yield texts ? graph.constant(op.input(0)).words() : List.of();
      }
      default -> List.of();
    };
  }
}
