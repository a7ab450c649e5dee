package org.denpan.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// From a table to the inputs and target of a network, fitted on the training rows alone. It is
/// part of the model.
///
/// What becomes of a column says a [Preparation]: by default numbers are standardised, texts
/// one-hot encoded or, where there are many, embedded, times given by calendar and clock, pixels
/// divided by 255. Left out unless asked for, and said: a column without values, with one value
/// only, of texts that are nearly all different (identifiers, free text) or more than 100,000, and
/// whole numbers that only count the rows or are called identifiers and all different.
///
/// @param inputs in the order of the network's inputs
/// @param leftOut the columns that are not used
/// @param weights the column that says how much a row counts, where there was one
public record Encoder(
    List<Transform> inputs, Target target, List<LeftOut> leftOut, Optional<String> weights) {
  public Encoder {
    inputs = List.copyOf(inputs);
    leftOut = List.copyOf(leftOut);
    Checks.repeated(inputs.stream().map(Transform::column).toList())
        .ifPresent(twice -> {
          throw new DataException("the column '" + twice + "' is an input twice");
        });
    long width = inputs.stream().mapToLong(Transform::width).sum();
    if (width < 1 || width > Integer.MAX_VALUE) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the columns make %,d inputs; a network needs 1 to %,d",
              width,
              Integer.MAX_VALUE));
    }
  }

  public Encoder(List<Transform> inputs, Target target, List<LeftOut> leftOut) {
    this(inputs, target, leftOut, Optional.empty());
  }

  /// Fits transforms and target to the rows of a table that names its target, as
  /// [Preparation#standard] says.
  ///
  /// @throws DataException if nothing is left to learn from, or the target cannot be learnt
  public static Encoder fit(Table train) {
    return fit(train, Preparation.standard());
  }

  /// Fits transforms and target to the rows of a table that names its target.
  ///
  /// @throws DataException if nothing is left to learn from, the target cannot be learnt, or a
  ///   column cannot be prepared as was said
  public static Encoder fit(Table train, Preparation preparation) {
    EncoderFit fit = new EncoderFit(train, preparation);
    fit.add(train);
    return fit.encoder();
  }

  /// Fits transforms and target to all rows of a table beyond memory; the same as if they were in
  /// memory.
  ///
  /// @throws DataException as for a table
  public static Encoder fit(Spool train, Preparation preparation) {
    EncoderFit fit = new EncoderFit(train.columns(), preparation);
    train.forEach(fit::add);
    return fit.encoder();
  }

  /// Why a column cannot be learnt from and would be left out, if so, in words that follow its
  /// name.
  public static Optional<String> unusable(Column column) {
    ColumnScan scan = ColumnScan.of(column, Optional.empty());
    scan.add(column);
    return scan.unusable();
  }

  /// The number of inputs of the network.
  public int width() {
    return inputs.stream().mapToInt(Transform::width).sum();
  }

  /// The column that says how much each row of this table counts: the one that the table names, or
  /// else the one of training, if the table has it.
  public Optional<String> weights(Table table) {
    return table.weights().or(() -> weights.filter(w -> table.find(w).isPresent()));
  }

  /// The table's rows as the network sees them, with targets, and with weights where there are
  /// such, see [#weights(Table)].
  ///
  /// @throws DataException if a column is missing or holds something else than in training, or for
  ///   weights that are none
  public Examples encode(Table table) {
    float[] counts = weights(table).map(w -> RowWeights.of(table, w)).orElse(new float[0]);
    return new Examples(table, this, target.encode(table), counts);
  }

  /// The same of a part of a table, whose rows may all weigh nothing.
  ///
  /// @throws DataException as for the whole table
  public Examples encodePart(Table part) {
    float[] counts = weights(part).map(w -> RowWeights.ofPart(part, w)).orElse(new float[0]);
    return new Examples(part, this, target.encode(part), counts);
  }

  /// The table's rows as the network sees them; the target's column is not needed.
  ///
  /// @throws DataException if a column is missing or holds something else than in training
  public Examples encodeInputs(Table table) {
    return new Examples(table, this, new float[0], new float[0]);
  }
}
