package org.denpan.tables;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.denpan.data.Column;
import org.denpan.data.Table;

/// Rows as JSON objects, one a line.
final class JsonRowWriter implements RowWriter {
  private final TableWriter how;
  private final Writer writer;

  JsonRowWriter(TableWriter how, Writer writer) {
    this.how = how;
    this.writer = writer;
  }

  @Override
  public void write(Table piece) throws IOException {
    List<Column> columns = piece.columns();
    String[] keys = new String[columns.size()];
    boolean[] floats = new boolean[columns.size()];
    boolean[] bare = new boolean[columns.size()];
    for (int i = 0; i < keys.length; i++) {
      Column column = columns.get(i);
      keys[i] = (i == 0 ? "{" : ",") + quoted(column.name()) + ":";
      floats[i] = how.isFloat(column.name());
      bare[i] = column instanceof Column.Numbers || how.bare(column.name());
    }
    StringBuilder line = new StringBuilder();
    for (int row = 0; row < piece.rows(); row++) {
      line.setLength(0);
      for (int i = 0; i < keys.length; i++) {
        line.append(keys[i]);
        Column column = columns.get(i);
        String text = CsvRowWriter.text(column, row, floats[i]);
        line.append(column.missing(row) ? "null" : bare[i] ? text : quoted(text));
      }
      writer.append(line).append("}\n");
    }
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ') {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
