package org.denpan.data;

import java.util.Optional;

/// Something that may let a test look better than the model will be.
///
/// @param column where it is, if it is in one column
/// @param figure how much of it there is, as [Kind] says
/// @param sentence the same in words, with what to do
public record Leak(Kind kind, Optional<String> column, double figure, String sentence) {
  /// What kind of leak it is.
  public enum Kind {
    /// A column is the target: equal to it, a linear or monotone function of it, or its classes by
    /// other names. The figure is 1.
    COPY,
    /// A column alone tells nearly all of the target. The figure is the share of rows told right,
    /// or R², on rows not learnt from.
    TELLS,
    /// Test rows whose inputs all stand in a row that is learnt from. The figure is their share of
    /// the test rows.
    DUPLICATES,
    /// Rows stand in order of the target. The figure is how many runs of one class there are, or
    /// the rank correlation with the row's number.
    ORDER,
    /// Rows of one value are alike in the target, and values are on both sides. The figure is the
    /// share of the target's variation between values rather than within.
    GROUPS
  }
}
