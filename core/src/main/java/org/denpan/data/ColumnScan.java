package org.denpan.data;

import java.util.Locale;
import java.util.Optional;
import org.denpan.Family;

/// What must be known of a column before it can become inputs, gathered in one pass over its
/// values, in whatever pieces they come.
abstract sealed class ColumnScan permits NumberScan, TextScan, TimeScan, PixelScan {
  final String name;
  long rows;
  long missing;

  ColumnScan(String name) {
    this.name = name;
  }

  /// For a column such as this one.
  ///
  /// @param treatment what was asked for it, which may make names of numbers
  static ColumnScan of(Column column, Optional<Treatment> treatment) {
    boolean names =
        treatment
            .filter(t -> t instanceof Treatment.OneHot || t instanceof Treatment.Embedding)
            .isPresent();
    return switch (column) {
      case Column.Pixels p -> new PixelScan(p);
      case Column.Numbers n -> names ? new TextScan(n.name()) : new NumberScan(n.name());
      case Column.Times t -> names ? new TextScan(t.name()) : new TimeScan(t);
      case Column.Categories c -> new TextScan(c.name());
    };
  }

  /// Looks at the values of a piece.
  abstract void add(Column piece);

  /// Why the column cannot be learnt from, or not without being asked to, in words that follow its
  /// name.
  abstract Optional<String> unusable();

  /// What is done with such a column where nobody said otherwise.
  abstract Treatment usual(Preparation preparation);

  /// The transform of this treatment, fitted.
  ///
  /// @throws DataException if the treatment is not for such a column
  abstract Transform fit(Treatment treatment);

  DataException unsuited(Treatment treatment, String kind, String suited) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "the column '%s' holds %s, which cannot be prepared by %s; %s can",
            name,
            kind,
            Family.name(treatment.getClass()),
            suited));
  }
}
