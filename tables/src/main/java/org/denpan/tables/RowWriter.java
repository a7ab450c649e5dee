package org.denpan.tables;

import java.io.IOException;
import org.denpan.data.Table;

/// Writes rows as text.
interface RowWriter {
  /// Writes a piece; the first one's columns are those of all.
  void write(Table piece) throws IOException;
}
