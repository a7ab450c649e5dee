package org.denpan.tables;

import java.util.Collection;
import java.util.function.Predicate;
import org.denpan.Words;
import org.denpan.data.Csv;
import org.denpan.data.DataException;

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

  /// Refuses a column to be read as texts that does not occur.
  void checkTexts(String source, Collection<String> columns) {
    for (String text : csv.text()) {
      if (!columns.contains(text)) {
        throw new DataException(
            "%s has no column '%s' to read as text; %s"
                .formatted(source, text, Words.suggestion(text, columns)));
      }
    }
  }

  public TableOptions withTexts(Predicate<String> columns) {
    return new TableOptions(csv, columns);
  }

  public TableOptions withCsv(Csv.Options options) {
    return new TableOptions(options, texts);
  }
}
