package org.denpan.cli.report;

import java.util.List;
import org.denpan.data.Table;
import org.denpan.model.Evaluation;
import org.denpan.model.Model;
import org.denpan.train.TrainingEvent;

/// The report of a training run as one HTML page: it loads nothing, runs nothing, and is the same
/// text for the same run.
///
/// @param title what was trained on what, in a few words
/// @param command the command that reproduces the run
/// @param model what was learnt, with its provenance
/// @param history the epochs in order; may be empty
/// @param test the model evaluated on rows that it did not learn from
/// @param testTable those rows, in the order of `test`
/// @param evidence what is known of the rows, and how far the test can be believed
/// @param notes what a reader should know before believing the figures, a sentence each
/// @param measured all figures of the test
public record Report(
    String title,
    String command,
    Model model,
    List<TrainingEvent.EpochEnded> history,
    Evaluation test,
    Table testTable,
    Evidence evidence,
    List<String> notes,
    Measured measured) {
  /// In the order of reading: what came out and how far to believe it, how it was learnt, from
  /// what, and how to have it again.
  private static final List<Section> SECTIONS =
      List.of(
          new Notes(),
          new Leaks(),
          new FigureTable(),
          new FoldTable(),
          new ClassCurves(),
          new Confusion(),
          new ConfusedPairs(),
          new Residuals(),
          new ImportanceBars(),
          new WorstExamples(),
          new LearningCurves(),
          new Diagnoses(),
          new Origin(),
          new DataTable(),
          new Layers(),
          new Settings(),
          new Command());

  /// @throws IllegalArgumentException if the evaluation is not one of this table's rows
  public Report {
    history = List.copyOf(history);
    notes = List.copyOf(notes);
    if (test.rows() != testTable.rows() || test.rows() == 0) {
      throw new IllegalArgumentException(
          "the evaluation has %d rows, its table '%s' %d; they must be the same, at least one"
              .formatted(test.rows(), testTable.name(), testTable.rows()));
    }
  }

  /// With the figures alone, without intervals and what else takes time.
  Report(
      String title,
      String command,
      Model model,
      List<TrainingEvent.EpochEnded> history,
      Evaluation test,
      Table testTable,
      Evidence evidence,
      List<String> notes) {
    this(title, command, model, history, test, testTable, evidence, notes, Measured.of(test));
  }

  /// The page.
  public String html() {
    return Page.of(this, SECTIONS);
  }
}
