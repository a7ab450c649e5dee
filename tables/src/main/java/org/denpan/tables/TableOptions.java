package org.denpan.tables;

import java.util.function.Predicate;
import org.denpan.data.Csv;

/// How to read, where it is not to be detected.
///
/// @param csv for CSV files
/// @param texts which columns are read as texts whatever they hold, by name; nobody minds names
///   that do not occur
public record TableOptions(Csv.Options csv, Predicate<String> texts) {
  /// Detects everything.
  public static TableOptions detect() {
    return new TableOptions(Csv.Options.detect(), name -> false);
  }

  public TableOptions withTexts(Predicate<String> columns) {
    return new TableOptions(csv, columns);
  }

  public TableOptions withCsv(Csv.Options options) {
    return new TableOptions(options, texts);
  }
}
