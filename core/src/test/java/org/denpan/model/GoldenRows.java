package org.denpan.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.data.TestColumns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A table as JSON: a list of columns, each with `name`, `kind` and `values`; null is missing.
final class GoldenRows {
  private GoldenRows() {}

  static ArrayNode json(Table table) {
    ArrayNode columns = new JsonMapper().createArrayNode();
    for (Column column : table.columns()) {
      ObjectNode object = columns.addObject();
      object.put("name", column.name());
      object.put("kind", column.kind());
      if (column instanceof Column.Pixels pixels) {
        object.put("height", pixels.height());
        object.put("width", pixels.width());
      }
      ArrayNode values = object.putArray("values");
      for (int row = 0; row < column.rows(); row++) {
        add(values, column, row);
      }
    }
    return columns;
  }

  private static void add(ArrayNode values, Column column, int row) {
    if (column.missing(row)) {
      values.addNull();
      return;
    }
    switch (column) {
      case Column.Numbers numbers -> values.add(numbers.values()[row]);
      case Column.Categories texts -> values.add(texts.text(row));
      case Column.Times times -> values.add(times.micros()[row]);
      case Column.Pixels pixels -> {
        ArrayNode image = values.addArray();
        int start = pixels.start(row);
        for (int i = start; i < start + pixels.size(); i++) {
          image.add(pixels.values()[i] & 0xff);
        }
      }
    }
  }

  static Table table(JsonNode columns) {
    List<Column> all = new ArrayList<>();
    columns.forEach(column -> all.add(column(column)));
    return Table.of("golden rows", all);
  }

  private static Column column(JsonNode column) {
    String name = column.path("name").stringValue();
    JsonNode values = column.path("values");
    return switch (column.path("kind").stringValue()) {
      case "number" ->
          TestColumns.numbers(
              name,
              values.size(),
              row -> values.get(row).isNull() ? Double.NaN : values.get(row).doubleValue());
      case "text" -> texts(name, values);
      case "time" ->
          new Column.Times(
              name,
              IntStream.range(0, values.size())
                  .mapToLong(row ->
                      values.get(row).isNull() ? Column.Times.MISSING : values.get(row).longValue())
                  .toArray(),
              false);
      default ->
          pixels(name, column.path("height").intValue(), column.path("width").intValue(), values);
    };
  }

  /// The empty text may be a text of its own beside missing ones.
  private static Column texts(String name, JsonNode values) {
    List<String> dictionary = new ArrayList<>();
    int[] codes = new int[values.size()];
    for (int row = 0; row < codes.length; row++) {
      if (values.get(row).isNull()) {
        codes[row] = Column.Categories.MISSING;
      } else {
        String text = values.get(row).stringValue();
        if (!dictionary.contains(text)) {
          dictionary.add(text);
        }
        codes[row] = dictionary.indexOf(text);
      }
    }
    return new Column.Categories(name, dictionary, codes);
  }

  private static Column pixels(String name, int height, int width, JsonNode values) {
    byte[] bytes = new byte[values.size() * height * width];
    int at = 0;
    for (JsonNode image : values) {
      for (JsonNode pixel : image) {
        bytes[at++] = (byte) pixel.intValue();
      }
    }
    int[] order = IntStream.range(0, values.size()).toArray();
    return new Column.Pixels(name, height, width, bytes, order);
  }
}
