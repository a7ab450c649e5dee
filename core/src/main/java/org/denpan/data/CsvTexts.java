package org.denpan.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The second pass: reads the columns of texts.
final class CsvTexts extends CsvRows {
  private final CsvMissing missing;
  private final TextColumn[] columns;
  private final int expected;

  /// @param isText which columns to read
  /// @param rows how many the first pass has found
  CsvTexts(CsvText text, Csv.Format format, CsvMissing missing, boolean[] isText, int rows) {
    super(text, format);
    this.missing = missing;
    expected = rows;
    columns = new TextColumn[isText.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new TextColumn(format.names().get(i), isText[i] ? rows : 0);
    }
  }

  @Override
  void field(int row, int column, char[] buffer, int from, int to) {
    TextColumn texts = columns[column];
    if (row < texts.codes.length && !missing.matches(buffer, from, to)) {
      texts.add(row, new String(buffer, from, to - from));
    }
  }

  /// Texts; or times, if all of them are such and need not be texts.
  ///
  /// @throws DataException if the file has changed since the first pass
  Column column(int index, String file, boolean asText) {
    if (rows() != expected) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has changed while it was read: it had %,d rows and now has %,d",
              file,
              expected,
              rows()));
    }
    Column.Categories texts = columns[index].finish();
    return asText ? texts : TimeText.times(texts).map(Column.class::cast).orElse(texts);
  }

  private static final class TextColumn {
    final String name;
    final int[] codes;
    final Map<String, Integer> seen = new HashMap<>();

    TextColumn(String name, int rows) {
      this.name = name;
      codes = new int[rows];
      Arrays.fill(codes, Column.Categories.MISSING);
    }

    void add(int row, String value) {
      int next = seen.size();
      codes[row] = seen.computeIfAbsent(value, v -> next);
    }

    /// Sorts the dictionary, so that the order of the rows does not matter.
    Column.Categories finish() {
      return Gatherer.sorted(name, seen, codes);
    }
  }
}
