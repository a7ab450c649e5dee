package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.denpan.data.Column;
import org.denpan.data.DataException;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.Task;
import org.denpan.onnx.read.Naming;
import org.denpan.onnx.read.OnnxNetwork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What an imported network's inputs and outputs are called: as in a table, or as typed.
@Command
final class ImportNames {
  private static final String TARGET = "y";

  @Option(
      names = "--like",
      paramLabel = "DATA",
      description =
          "Data whose columns, in their order and without the target, are the network's inputs;"
              + " named as for train.")
  @Nullable String like;

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      description = "The names of the inputs, in order; default x1, x2, … or, of images, image.")
  List<String> columns = List.of();

  @Option(
      names = "--white",
      paramLabel = "VALUE",
      description = "What the network takes for a white pixel of an image: 1 (the default) or 255.")
  double white = 1;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "What the network predicts; default y, or what DATA or the file says.")
  @Nullable String target;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "What that is: classes or number; default a number for one output as it is, else"
              + " classes.")
  @Nullable String task;

  @Option(
      names = "--classes",
      paramLabel = "NAME",
      split = ",",
      description =
          "The classes, in the order of the outputs; default what the file says, else those of DATA"
              + " in their order, else 0, 1, …")
  List<String> classes = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// Refuses what does not go together.
  void check() {
    if (like != null && !columns.isEmpty()) {
      throw wrong("--like and --columns exclude each other: both name the inputs");
    }
    if (white != 1 && white != 255) {
      throw wrong("--white is either 1 or 255, got " + white);
    }
    task();
  }

  private Optional<Task> task() {
    if (task == null) {
      return Optional.empty();
    }
    return switch (task) {
      case "classes" -> Optional.of(Task.CLASSES);
      case "number" -> Optional.of(Task.NUMBER);
      default -> throw wrong("--task is either classes or number, got " + task);
    };
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /// The names for a network without data.
  Naming naming(OnnxNetwork network) {
    Naming named = typed(TARGET, network);
    if (!columns.isEmpty() && network.image().isPresent() && columns.size() == 1) {
      return image(named, columns.getFirst(), network.image().get());
    }
    if (columns.isEmpty() && network.image().isPresent()) {
      return image(named, "image", network.image().get());
    }
    return named.withColumns(columns);
  }

  private Naming image(Naming named, String column, List<Integer> size) {
    return named.withImage(new Naming.Picture(column, size.getFirst(), size.getLast()), white);
  }

  private Naming typed(String otherwise, OnnxNetwork network) {
    Naming named =
        Naming.counted()
            .withTarget(target == null ? network.target().orElse(otherwise) : target)
            .withClasses(classes);
    return task().map(named::withTask).orElse(named);
  }

  /// The names for a network whose rows are those of a table.
  Naming naming(OnnxNetwork network, Table table) {
    String aim = target(network, table);
    table.column(aim);
    Naming named = typed(aim, network).withTarget(aim);
    List<Column> inputs = table.columns().stream().filter(c -> !c.name().equals(aim)).toList();
    Naming all =
        inputs.size() == 1 && inputs.getFirst() instanceof Column.Pixels pixels
            ? image(named, pixels.name(), List.of(pixels.height(), pixels.width()))
            : named.withColumns(numbers(table, inputs));
    boolean ownClasses = task().orElse(network.task()) == Task.CLASSES && classes.isEmpty();
    if (ownClasses && network.labels().size() != network.classes()) {
      Target fitted = Target.fit(table.withTarget(aim, Task.CLASSES));
      if (fitted instanceof Target.Classes c) {
        return all.withClasses(c.classes(), c.counts());
      }
    }
    return all;
  }

  private String target(OnnxNetwork network, Table table) {
    if (target != null) {
      return target;
    }
    return table
        .target()
        .or(() -> network.target().filter(name -> table.find(name).isPresent()))
        .orElseThrow(() ->
            wrong("which column of " + table.name() + " is predicted? Name it with --target"));
  }

  private static List<String> numbers(Table table, List<Column> inputs) {
    List<String> names = new ArrayList<>();
    for (Column column : inputs) {
      if (!(column instanceof Column.Numbers)) {
        throw new DataException(
            "%s: column '%s' holds %s; an imported network takes numbers as they are, or one column of images"
                .formatted(table.name(), column.name(), column.kind()));
      }
      names.add(column.name());
    }
    return names;
  }
}
