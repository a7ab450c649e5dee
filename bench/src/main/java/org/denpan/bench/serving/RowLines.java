package org.denpan.bench.serving;

import java.nio.file.Path;
import java.util.List;
import org.denpan.data.Column;
import org.denpan.data.Csv;
import org.denpan.data.Table;
import org.denpan.data.Transform;
import org.denpan.model.Model;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Prints rows of a table as JSON objects, one a line, with the columns that a model takes: what is
/// asked of its server.
final class RowLines {
  private RowLines() {}

  /// Prints.
  ///
  /// @param args the model's file, the table's, how many rows
  public static void main(String[] args) {
    List<String> columns =
        Model.load(Path.of(args[0])).encoder().inputs().stream().map(Transform::column).toList();
    Table table = Csv.read(Path.of(args[1]));
    JsonMapper mapper = JsonMapper.shared();
    for (int row = 0; row < Math.min(table.rows(), Integer.parseInt(args[2])); row++) {
      ObjectNode line = mapper.createObjectNode();
      for (String name : columns) {
        Column column = table.column(name);
        if (column.missing(row)) {
          line.putNull(name);
        } else if (column instanceof Column.Numbers numbers) {
          double value = numbers.values()[row];
          if (value == Math.rint(value)) {
            line.put(name, Math.round(value));
          } else {
            line.put(name, value);
          }
        } else {
          line.put(name, column.text(row));
        }
      }
      System.out.println(line);
    }
  }
}
