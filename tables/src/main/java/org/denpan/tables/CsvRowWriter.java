package org.denpan.tables;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.denpan.data.Column;
import org.denpan.data.Table;

/// Rows as CSV.
final class CsvRowWriter implements RowWriter {
  private final TableWriter how;
  private final CsvWriter lines;
  private boolean begun;

  CsvRowWriter(TableWriter how, Writer writer) {
    this.how = how;
    lines = CsvWriter.builder().build(writer);
  }

  @Override
  public void write(Table piece) throws IOException {
    List<Column> columns = piece.columns();
    if (!begun) {
      lines.writeRecord(columns.stream().map(Column::name).toList());
      begun = true;
    }
    boolean[] floats = new boolean[columns.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = how.isFloat(columns.get(i).name());
    }
    String[] line = new String[columns.size()];
    for (int row = 0; row < piece.rows(); row++) {
      for (int i = 0; i < line.length; i++) {
        line[i] = text(columns.get(i), row, floats[i]);
      }
      lines.writeRecord(line);
    }
    lines.flush();
  }

  /// Of a float the shortest text that reads back as the same float.
  static String text(Column column, int row, boolean isFloat) {
    return isFloat && column instanceof Column.Numbers numbers && !numbers.missing(row)
        ? Float.toString((float) numbers.values()[row])
        : column.text(row);
  }
}
