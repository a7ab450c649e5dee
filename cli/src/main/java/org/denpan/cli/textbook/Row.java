package org.denpan.cli.textbook;

/// One row of the textbook's table: a system that works, shown at work. Whatever it compares comes
/// out of the library in this run; what is expected is worked by hand or printed in a paper.
public interface Row {
  /// `T7`
  String number();

  /// What it is about, in a few words.
  String title();

  /// What there is to see, in a line.
  String shows();

  /// The section of `docs/textbook.md` that holds its formulas.
  String anchor();

  /// Shows it.
  void run(Sheet sheet);
}
