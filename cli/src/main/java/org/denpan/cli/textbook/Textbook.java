package org.denpan.cli.textbook;

import java.util.List;
import java.util.Optional;

/// All rows, in their order. To add one, write a class that implements [Row] and name it here.
public final class Textbook {
  private static final List<Row> ROWS =
      List.of(
          new T1Gates(),
          new T2Layers(),
          new T3Activations(),
          new T4Outputs(),
          new T5SingleLayers(),
          new T6Descent(),
          new T7Optimizers(),
          new T8Backpropagation(),
          new T9Differences(),
          new T10Gradients(),
          new T11Normalisation(),
          new T12Classic(),
          new T13Features());

  private Textbook() {}

  public static List<Row> rows() {
    return ROWS;
  }

  /// The row of this number, in capitals or not.
  public static Optional<Row> find(String number) {
    return ROWS.stream().filter(row -> row.number().equalsIgnoreCase(number)).findFirst();
  }
}
