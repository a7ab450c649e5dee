package org.denpan.onnx;

import java.util.List;
import org.denpan.DenpanException;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.net.ClassLoss;
import org.denpan.net.Loss;
import org.denpan.net.NumberLoss;
import org.denpan.onnx.proto.TensorProto.DataType;

/// From logits to what a person asked for: `label` and `probabilities`, or `value`.
final class OutputGraph {
  private final Graph graph;
  private final Model model;

  OutputGraph(Graph graph, Model model) {
    this.graph = graph;
    this.model = model;
  }

  /// @param logits [rows, outputs]
  void of(String logits) {
    graph.enter("output");
    String y = unit(model.loss(), scaled(logits));
    switch (model.target()) {
      case Target.Number number -> value(number, y);
      case Target.Classes classes when classes.outputs() == 1 -> two(classes, y);
      case Target.Classes classes -> several(classes, y);
    }
  }

  /// Logits divided by the temperature.
  private String scaled(String logits) {
    return model
        .adjustment()
        .temperature()
        .map(t -> graph.add("Mul", logits, graph.constant((float) (1 / t))))
        .orElse(logits);
  }

  private String unit(Loss loss, String u) {
    return switch (loss) {
      case NumberLoss _, ClassLoss.ProbabilityCrossEntropy _ -> u;
      case ClassLoss.BinaryCrossEntropy _ -> graph.add("Sigmoid", u);
      case ClassLoss.CrossEntropy _ -> graph.add("Softmax", List.of(u), Graph.integer("axis", 1));
      case ClassLoss.Perceptron _ -> LayerGraph.step(graph, u);
      case Loss.Custom custom ->
          throw new DenpanException(
              "the loss ("
                  + custom
                  + ") is a class of your own, whose output unit ONNX has no operator for; train"
                  + " with one of Denpan's losses, or export with --safetensors");
    };
  }

  private void value(Target.Number number, String y) {
    String scaled =
        graph.add("Mul", graph.constant(number.deviation()), graph.cast(y, DataType.DOUBLE));
    graph.output(
        "value",
        graph.add("Add", graph.constant(number.mean()), scaled),
        DataType.DOUBLE,
        "'" + number.column() + "' predicted, in its own unit",
        1);
  }

  private void two(Target.Classes classes, String y) {
    float threshold = model.adjustment().boundary();
    String second = graph.add("Greater", y, graph.constant(threshold));
    String index = graph.add("Flatten", graph.cast(second, DataType.INT64));
    String axis = graph.constant("axis", Constants.integers(new long[] {1}, 1));
    label(classes, graph.add("Squeeze", index, axis));
    String first = graph.add("Sub", graph.constant(1f), y);
    probabilities(classes, graph.beside(List.of(first, y)));
  }

  private void several(Target.Classes classes, String y) {
    label(
        classes,
        graph.add("ArgMax", List.of(y), Graph.integer("axis", 1), Graph.integer("keepdims", 0)));
    probabilities(classes, y);
  }

  private void label(Target.Classes classes, String index) {
    String names = graph.constant("classes", Constants.texts(classes.classes()));
    graph.output(
        "label",
        graph.add("Gather", names, index),
        DataType.STRING,
        "'" + classes.column() + "' predicted");
  }

  private void probabilities(Target.Classes classes, String y) {
    graph.output(
        "probabilities",
        y,
        DataType.FLOAT,
        "of " + String.join(", ", classes.classes()),
        classes.classes().size());
  }
}
