package org.denpan.onnx.read;

import java.util.List;
import java.util.Optional;
import org.denpan.data.Task;

/// What an ONNX file does not say and a model needs: what the columns of its tables are called.
///
/// @param columns of the inputs, in order; empty for `x1`, `x2`, …
/// @param image whether the input is one column of images, and what it is called
/// @param white what a white pixel is to the graph: 1, or 255
/// @param target the column that is predicted
/// @param task whether that is a class or a number; empty for what the graph's output suggests
/// @param classes the classes in the order of the outputs; empty for the graph's own labels, or
///   `0`, `1`, …
/// @param counts how many rows each class has; empty where nobody knows
public record Naming(
    List<String> columns,
    Optional<Picture> image,
    double white,
    String target,
    Optional<Task> task,
    List<String> classes,
    List<Integer> counts) {
  /// A column of images.
  ///
  /// @param height in pixels
  /// @param width in pixels
  public record Picture(String column, int height, int width) {}

  public Naming {
    columns = List.copyOf(columns);
    classes = List.copyOf(classes);
    counts = List.copyOf(counts);
  }

  /// Columns counted, and the target `y`.
  public static Naming counted() {
    return new Naming(List.of(), Optional.empty(), 1, "y", Optional.empty(), List.of(), List.of());
  }

  public Naming withColumns(List<String> names) {
    return new Naming(names, image, white, target, task, classes, counts);
  }

  public Naming withImage(Picture picture, double whitePixel) {
    return new Naming(columns, Optional.of(picture), whitePixel, target, task, classes, counts);
  }

  public Naming withTarget(String column) {
    return new Naming(columns, image, white, column, task, classes, counts);
  }

  public Naming withTask(Task kind) {
    return new Naming(columns, image, white, target, Optional.of(kind), classes, counts);
  }

  public Naming withClasses(List<String> names) {
    return new Naming(columns, image, white, target, task, names, List.of());
  }

  /// Classes as a table has them.
  public Naming withClasses(List<String> names, List<Integer> rows) {
    return new Naming(columns, image, white, target, task, names, rows);
  }
}
