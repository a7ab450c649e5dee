package org.denpan.data;

/// A rule by which rows are divided into those to learn from and those to judge by. The validation
/// part is drawn by the same rule as the test part. See [Split] for one division and [Folds] for
/// several.
///
/// Which rule is right follows from the question: how will the model fare on rows like these
/// ([Stratified], [Shuffled]), on later ones ([ByTime]), or on those of customers, patients or
/// machines that it has not seen ([ByGroup])?
public sealed interface Splitting {
  /// By chance, each class with the same share of every part as nearly as whole rows allow; a class
  /// of three rows or more is in all parts where their sizes permit. Where the target is a number
  /// ([Task]), as [Shuffled].
  record Stratified() implements Splitting {
    @Override
    public String toString() {
      return "stratified()";
    }
  }

  /// By chance alone.
  record Shuffled() implements Splitting {
    @Override
    public String toString() {
      return "shuffled()";
    }
  }

  /// By time: all rows learnt from are earlier than all validation rows, and those earlier than all
  /// test rows. Rows of one moment stay together, so that the parts may be larger or smaller than
  /// asked; the nearest moment is taken. Rows without a time are left out.
  ///
  /// @param column of times, of numbers such as years, or of texts in ISO 8601 such as `2026-03-09`
  record ByTime(String column) implements Splitting {
    @Override
    public String toString() {
      return "byTime(\"" + column + "\")";
    }
  }

  /// By group: all rows of a group are in one part. Groups are drawn by chance so that the parts
  /// are as large as asked as nearly as whole groups allow; classes are not evened out. Rows
  /// without a group are left out.
  ///
  /// @param column whose equal values make a group
  record ByGroup(String column) implements Splitting {
    @Override
    public String toString() {
      return "byGroup(\"" + column + "\")";
    }
  }

  static Splitting stratified() {
    return new Stratified();
  }

  static Splitting shuffled() {
    return new Shuffled();
  }

  static Splitting byTime(String column) {
    return new ByTime(column);
  }

  static Splitting byGroup(String column) {
    return new ByGroup(column);
  }
}
