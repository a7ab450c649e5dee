package org.denpan.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.denpan.data.Batch;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.data.Transform;
import org.denpan.model.Model;

/// The rows of a request, which become what the network sees.
final class Rows {
  private final Model model;
  private final Fields fields;
  private final List<Cells> cells = new ArrayList<>();
  private int rows;

  /// One column's values.
  private static final class Cells {
    private final Field field;
    private double[] numbers = new double[0];
    private int[] codes = new int[0];
    private byte[] pixels = new byte[0];
    private final Map<String, Integer> texts = new LinkedHashMap<>();

    Cells(Field field) {
      this.field = field;
    }

    void room(int rows) {
      switch (field.kind()) {
        case NUMBER -> numbers = Arrays.copyOf(numbers, rows);
        case TEXT, TIME -> codes = Arrays.copyOf(codes, rows);
        case PIXELS -> pixels = Arrays.copyOf(pixels, rows * field.transform().width());
      }
    }

    Column column(int rows) {
      room(rows);
      return switch (field.kind()) {
        case NUMBER -> new Column.Numbers(field.column(), numbers);
        case TEXT, TIME ->
            new Column.Categories(field.column(), List.copyOf(texts.keySet()), codes);
        case PIXELS -> {
          Transform.Images images = (Transform.Images) field.transform();
          yield new Column.Pixels(field.column(), images.height(), images.columns(), pixels);
        }
      };
    }
  }

  Rows(Model model, Fields fields) {
    this.model = model;
    this.fields = fields;
    fields.list().forEach(field -> cells.add(new Cells(field)));
    room(4);
  }

  private int capacity;

  private void room(int more) {
    capacity = more;
    cells.forEach(c -> c.room(more));
  }

  int count() {
    return rows;
  }

  /// Begins another row, whose values are missing so far.
  void begin() {
    if (rows == capacity) {
      room(2 * capacity);
    }
    for (int i = 0; i < cells.size(); i++) {
      missing(fields.list().get(i), rows);
    }
    rows++;
  }

  void missing(Field field, int row) {
    switch (field.kind()) {
      case NUMBER -> cells.get(field.place()).numbers[row] = Double.NaN;
      case TEXT, TIME -> cells.get(field.place()).codes[row] = Column.Categories.MISSING;
      case PIXELS -> {}
    }
  }

  void number(Field field, int row, double value) {
    cells.get(field.place()).numbers[row] = value;
  }

  void text(Field field, int row, String value) {
    Cells column = cells.get(field.place());
    column.codes[row] =
        value.isEmpty()
            ? Column.Categories.MISSING
            : column.texts.computeIfAbsent(value, v -> column.texts.size());
  }

  void pixel(Field field, int row, int at, int value) {
    cells.get(field.place()).pixels[row * field.transform().width() + at] = (byte) value;
  }

  /// What the network sees, [rows, inputs].
  ///
  /// @throws org.denpan.data.DataException if a value is none that the column can have
  float[] encode() {
    Table table = Table.of("the request", cells.stream().map(c -> c.column(rows)).toList());
    Batch batch = new Batch(rows, model.inputs(), 1);
    int[] order = IntStream.range(0, rows).toArray();
    model.encoder().encodeInputs(table).fill(order, 0, rows, batch);
    return batch.inputs();
  }
}
