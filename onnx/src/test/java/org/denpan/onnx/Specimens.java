package org.denpan.onnx;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.denpan.Family;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.Transform;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Embedding;
import org.denpan.net.Layer;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Tensor;

/// Models that hold each member of a family, those to come included, with values that were drawn,
/// not learnt.
final class Specimens {
  /// The inputs of all of them.
  static final int WIDTH = 4;

  private static final Seed SEED = new Seed(11);

  static final Target TWO = new Target.Classes("y", List.of("no", "yes"), List.of(1, 1));
  static final Target THREE = new Target.Classes("y", List.of("a", "b", "c"), List.of(1, 1, 1));
  static final Target NUMBER = new Target.Number("y", 200_000, 115_000.5);

  private Specimens() {}

  static <T> Stream<T> all(Class<T> family) {
    return Family.of(family).members().stream().map(Specimens::make);
  }

  private static <R> R make(Class<R> member) {
    RecordComponent[] components = member.getRecordComponents();
    Object[] values = Family.defaults(member);
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == null ? example(components[i]) : values[i];
    }
    return Family.create(member, values);
  }

  private static Object example(RecordComponent component) {
    return switch (component.getGenericType().getTypeName()) {
      case "int" -> 3;
      case "double" -> 0.5;
      case "org.denpan.net.Activation" -> Activation.relu();
      case "java.util.List<org.denpan.net.Layer>" ->
          List.of(Dense.of(5, Activation.tanh()), Dense.of(WIDTH, Activation.identity()));
      case "java.util.List<org.denpan.net.Embedding$Field>" ->
          List.of(new Embedding.Field(2, 3, 5), new Embedding.Field(0, 2, 1));
      default -> throw new AssertionError("an example of " + component + " is needed here");
    };
  }

  /// A target that the loss is for.
  static Target target(Loss loss) {
    return Stream.of(TWO, THREE, NUMBER).filter(loss::suits).findFirst().orElseThrow();
  }

  /// These layers and one more, of as many units as the target asks for.
  static Model model(Loss loss, Layer... layers) {
    Target target = target(loss);
    Network network =
        Network.of(layers).append(Dense.of(target.outputs(), (Activation) loss.last()));
    return new Model(network, drawn(network), encoder(target), loss, Map.of());
  }

  /// Values unlike those that training begins with.
  private static Parameters drawn(Network network) {
    Parameters parameters = network.initialise(WIDTH, SEED);
    for (Tensor tensor : parameters.tensors()) {
      Seed.Stream random = SEED.stream("values " + tensor.fullName());
      for (int i = tensor.at(); i < tensor.at() + tensor.length(); i++) {
        boolean positive = !tensor.learnt() && tensor.name().contains("variance");
        parameters.values()[i] =
            (float) (positive ? random.nextDouble(0.1, 4) : random.nextDouble(-1, 1));
      }
    }
    return parameters;
  }

  private static Encoder encoder(Target target) {
    List<Transform> inputs =
        Stream.of("a", "b", "c", "d")
            .<Transform>map(name -> new NumberTransform.Standardize(name, 0, 1, false))
            .toList();
    return new Encoder(inputs, target, List.of());
  }

  /// Usual rows, rows of codes, and rows far from all others.
  static Table rows() {
    int rows = 200;
    Seed.Stream random = SEED.stream("rows");
    return Table.of(
        "rows",
        Stream.of("a", "b", "c", "d")
            .<Column>map(name -> new Column.Numbers(name, numbers(rows, random)))
            .toList());
  }

  private static double[] numbers(int rows, Seed.Stream random) {
    double[] numbers = new double[rows];
    for (int row = 0; row < rows; row++) {
      numbers[row] =
          switch (row / 40) {
            case 0, 1 -> random.nextGaussian();
            case 2 -> random.nextInt(5) - 1;
            case 3 -> 10 * random.nextGaussian();
            default -> List.of(0.0, -0.0, 1e6, -1e6, 1e-30, 1e300, 0.5, 1.5).get(random.nextInt(8));
          };
    }
    return numbers;
  }
}
