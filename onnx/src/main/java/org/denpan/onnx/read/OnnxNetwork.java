package org.denpan.onnx.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.denpan.DenpanException;
import org.denpan.data.Task;
import org.denpan.model.Model;
import org.denpan.model.ModelFormatException;
import org.denpan.onnx.proto.ModelProto;
import org.denpan.onnx.proto.TensorProto;
import org.denpan.onnx.proto.TensorShapeProto;
import org.denpan.onnx.proto.TypeProto;
import org.denpan.onnx.proto.ValueInfoProto;

/// A feed-forward network as it stands in an ONNX file, written by PyTorch, Keras, scikit-learn or
/// Denpan. With names for its columns it becomes a [Model], which predicts the same and can be
/// trained on.
///
/// Understood are chains of layers from one input to one output; what is not understood is named.
/// Nothing in the file is executed, and no other file is opened.
public final class OnnxNetwork {
  private final String file;
  private final String producer;
  private final long bytes;
  private final RowShape input;
  private final List<Piece> pieces;
  private final RowShape output;
  private final List<String> labels;
  private final Optional<String> target;

  private OnnxNetwork(String file, byte[] content, Optional<String> wanted) {
    this.file = file;
    bytes = content.length;
    Budget budget = new Budget(bytes);
    ModelProto model = OnnxBytes.parse(content);
    producer = Said.name((model.getProducerName() + " " + model.getProducerVersion()).strip());
    Graph graph = new Graph(model, budget);
    ValueInfoProto in = graph.input();
    String out = Outputs.chosen(graph, wanted);
    List<Link> links = new Chain(graph).between(in.getName(), out);
    input = shape(in, links);
    pieces = new ArrayList<>();
    output = Chain.shape(links, input, pieces);
    labels = Outputs.labels(graph);
    target =
        model.getMetadataPropsList().stream()
            .filter(
                fact -> fact.getKey().equals("target") && model.getProducerName().equals("Denpan"))
            .map(fact -> fact.getValue())
            .findFirst();
    if (output.rank() != 1) {
      throw new ModelFormatException("the output is of shape " + output + ", expected [rows, n]");
    }
  }

  /// Reads a network.
  ///
  /// @throws ModelFormatException naming what in the file is not understood, or that it is none
  public static OnnxNetwork read(Path file) {
    return read(file, Optional.empty());
  }

  /// Reads a network of several outputs.
  ///
  /// @param output the name of the graph's output to take
  /// @throws ModelFormatException naming what in the file is not understood, or that it is none
  public static OnnxNetwork read(Path file, Optional<String> output) {
    return named(
        file.toString(), () -> new OnnxNetwork(file.toString(), OnnxBytes.read(file), output));
  }

  /// The same of what is in memory.
  ///
  /// @param name of the file, for messages
  static OnnxNetwork read(String name, byte[] content) {
    return named(name, () -> new OnnxNetwork(name, content, Optional.empty()));
  }

  /// What goes wrong in reading a file, said with its name.
  private static <T> T named(String file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ModelFormatException e) {
      throw new ModelFormatException(file + ": " + e.getMessage(), e);
    }
  }

  private RowShape shape(ValueInfoProto in, List<Link> links) {
    String name = "the input '" + Said.name(in.getName()) + "'";
    TypeProto.Tensor type = in.getType().getTensorType();
    TensorProto.DataType of = TensorProto.DataType.forNumber(type.getElemType());
    if (!in.getType().hasTensorType() || of == null || of == TensorProto.DataType.STRING) {
      throw new ModelFormatException(name + " is no tensor of numbers");
    }
    List<Integer> sizes = new ArrayList<>();
    List<TensorShapeProto.Dimension> dimensions = type.getShape().getDimList();
    long width = 1;
    for (TensorShapeProto.Dimension size : dimensions.stream().skip(1).toList()) {
      width = Math.multiplyHigh(width, size.getDimValue()) == 0 ? width * size.getDimValue() : -1;
      sizes.add((int) size.getDimValue());
      if (size.hasDimValue() && (width < 1 || width > bytes)) {
        throw new ModelFormatException(
            name + " claims a size of " + size.getDimValue() + ", for which it has no weights");
      }
      width = Math.max(width, 1);
    }
    boolean open = dimensions.stream().skip(1).anyMatch(size -> size.getDimValue() == 0);
    if (!type.hasShape() || (open && sizes.size() == 1)) {
      int takes = links.stream().mapToInt(Link::takes).filter(t -> t > 0).findFirst().orElse(0);
      sizes = List.of(takes);
      open = takes == 0;
    }
    if (open || sizes.isEmpty()) {
      throw new ModelFormatException(
          name + " does not say its shape; expected are rows of numbers, [rows, columns]");
    }
    return new RowShape(sizes);
  }

  /// The number of inputs a row.
  public int inputs() {
    return input.width();
  }

  /// The shape of a row of input: `[784]`, or `[1, 28, 28]` of an image.
  public List<Integer> shape() {
    return input.sizes();
  }

  /// Height and width, if a row is one image in grey.
  public Optional<List<Integer>> image() {
    return input.rank() > 1 && input.proper().size() == 2
        ? Optional.of(input.proper())
        : Optional.empty();
  }

  /// The program that wrote the file, as that calls itself.
  public String producer() {
    return producer;
  }

  /// The names of the classes, where the graph says them.
  public List<String> labels() {
    return labels;
  }

  /// The target's name, if Denpan wrote the file.
  public Optional<String> target() {
    return target;
  }

  /// What the graph's output suggests: a number where it is one, as it is; else a class.
  public Task task() {
    return ending(Optional.empty()).task();
  }

  /// How many classes there would be.
  public int classes() {
    return Math.max(2, output.width());
  }

  private Ending ending(Optional<Task> wanted) {
    return Ending.of(pieces, output.width(), !labels.isEmpty(), wanted);
  }

  /// The model, with names for what it takes and predicts.
  ///
  /// @throws ModelFormatException naming what in the graph has no counterpart
  /// @throws DenpanException for names that are not as many as the graph has inputs or classes
  public Model model(Naming naming) {
    return named(
        file,
        () -> {
          try {
            Ending ending = ending(naming.task());
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("imported_from", Said.name(String.valueOf(Path.of(file).getFileName())));
            if (!producer.isEmpty()) {
              facts.put("imported_producer", producer);
            }
            return new Imported(naming, input, pieces, ending, labels, bytes, new Budget(bytes))
                .model(facts);
          } catch (ArithmeticException | NegativeArraySizeException e) {
            throw new ModelFormatException("larger than any network that fits into Java", e);
          }
        });
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s: %s to %,d outputs, by %s", file, input, output.width(), producer);
  }
}
