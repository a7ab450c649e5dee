package org.denpan.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The first pass: finds what each column holds and keeps the numbers, so that a file of numbers is
/// read only once.
final class CsvScan extends CsvRows {
  private final Csv.Format format;
  private final Set<String> asText;
  private final CsvColumn[] columns;

  /// @param asText the columns that are texts whatever they hold
  CsvScan(CsvText text, Csv.Format format, CsvMissing missing, Set<String> asText) {
    super(text, format);
    this.asText = asText;
    this.format = format;
    columns =
        format.names().stream().map(name -> new CsvColumn(name, missing)).toArray(CsvColumn[]::new);
  }

  @Override
  void field(int row, int column, char[] buffer, int from, int to) {
    columns[column].add(row, buffer, from, to, line());
  }

  /// The columns of numbers; empty for those of texts.
  ///
  /// @throws DataException if a column is one of numbers, but for a few values
  List<Optional<Column.Numbers>> columns(String file) {
    return IntStream.range(0, columns.length).mapToObj(i -> column(i, file)).toList();
  }

  private Optional<Column.Numbers> column(int index, String file) {
    return asText.contains(format.names().get(index))
        ? Optional.empty()
        : columns[index].finish(
            rows(), format.header(), file, (index + 1) + " of " + columns.length);
  }
}
