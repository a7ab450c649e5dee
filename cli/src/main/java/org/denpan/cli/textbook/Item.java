package org.denpan.cli.textbook;

import java.util.List;
import java.util.function.Supplier;
import org.denpan.cli.chart.Picture;

/// A part of what a row shows.
public sealed interface Item {
  /// What comes now.
  record Heading(String text) implements Item {}

  /// A sentence or several.
  record Words(String text) implements Item {}

  /// Formulas, with the numbers put in, as they are.
  record Lines(List<String> lines) implements Item {}

  /// Rows of cells, the first of them the head; all but the first column end at the same place.
  record Table(List<List<String>> rows) implements Item {}

  /// What came out beside what must.
  ///
  /// @param got a number, a list of numbers, or a text
  /// @param expected of the same kind
  /// @param relation how the two must stand to each other
  /// @param within how far a number may be off, where they must be near
  record Comparison(
      String what, Object got, Object expected, Relation relation, double within, boolean passed)
      implements Item {}

  /// How a result must stand to what is expected.
  enum Relation {
    /// Every number within so much of the other.
    NEAR,
    /// The same words.
    SAME,
    /// As much or more.
    AT_LEAST,
    /// Less.
    BELOW
  }

  /// A picture, made when it is wanted.
  ///
  /// @param name of its files, without ending
  record Drawn(String name, Supplier<Picture> picture) implements Item {}
}
