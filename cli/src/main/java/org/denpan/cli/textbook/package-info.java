/// The textbook's systems at work, `denpan textbook`: thirteen rows, each of which shows formulas
/// with the numbers put in, and compares what the library gives with what is expected.
///
/// A [org.denpan.cli.textbook.Row] is one file, named after its number. It is run with a
/// [org.denpan.cli.textbook.Setting] (seed, epochs, data), and writes
/// [org.denpan.cli.textbook.Item]s on a [org.denpan.cli.textbook.Sheet]: headings, formulas,
/// tables, comparisons, pictures. How these look, and whether the exit code is 1, is for
/// `org.denpan.cli.TextbookCommand` and its `TextbookPage` to say. Three things help: `Net` sets,
/// reads and runs a network by the names of its tensors; `Hill` is an error of two weights that any
/// optimizer can walk down; `Numbers` prints.
///
/// To add T14, write `T14….java` that implements [org.denpan.cli.textbook.Row], name it in
/// [org.denpan.cli.textbook.Textbook], and give its formulas a section in `docs/textbook.md`, whose
/// anchor the row names. What is expected is worked by hand or printed in a source, never copied
/// from a run.
@NullMarked
package org.denpan.cli.textbook;

import org.jspecify.annotations.NullMarked;
