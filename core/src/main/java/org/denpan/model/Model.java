package org.denpan.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denpan.data.DataException;
import org.denpan.data.Encoder;
import org.denpan.data.Row;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Workers;

/// A trained network with its preprocessing and where it comes from. Immutable in use, and safe for
/// many threads.
///
/// @param network all layers, the output layer too
/// @param parameters the learnt values
/// @param encoder from tables to inputs and target
/// @param loss what was learnt with; owns the output unit
/// @param provenance facts about the training: seed, data, split, optimizer, …
/// @param adjustment what was chosen after training, on rows it did not learn from
public record Model(
    Network network,
    Parameters parameters,
    Encoder encoder,
    Loss loss,
    Map<String, String> provenance,
    Adjustment adjustment) {
  /// @throws org.denpan.DenpanException for an adjustment that is not for such a target
  public Model {
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    adjustment.check(loss, encoder.target());
  }

  /// A model as it was trained.
  public Model(
      Network network,
      Parameters parameters,
      Encoder encoder,
      Loss loss,
      Map<String, String> provenance) {
    this(network, parameters, encoder, loss, provenance, Adjustment.none());
  }

  /// Reads a model. Nothing in the file is executed.
  ///
  /// @param customs the user's own layers and activations that the model may hold
  /// @throws ModelFormatException if the file is not a model
  public static Model load(Path file, Class<?>... customs) {
    return ModelFile.read(file, customs);
  }

  /// Writes the model: to a temporary file beside `file`, forced to disk, then renamed.
  public void save(Path file) {
    ModelFile.write(this, file);
  }

  /// Writes the tensors alone, for other programs, as a safetensors file in the layout of PyTorch:
  /// `dense1.weight` is [units, inputs], and `batchnorm1` has `weight`, `bias`, `running_mean` and
  /// `running_var`. The preprocessing and the output unit are not in it, and it cannot be loaded as
  /// a model.
  ///
  /// @throws org.denpan.DenpanException if the file cannot be written
  public void exportSafetensors(Path file) {
    SafetensorsExport.write(this, file);
  }

  /// Writes the tensors as the `state_dict` of a `torch.nn.Sequential` of the same layers:
  /// `0.weight`, `0.bias`, `2.weight`, …, by the place of each module, activations and dropout
  /// among them. A block is a `Sequential` within. The preprocessing and the output unit are not in
  /// it.
  ///
  /// @return the modules as Python: `Sequential(Linear(4, 128), ReLU(), Linear(128, 1))`
  /// @throws org.denpan.DenpanException if the file cannot be written
  public String exportStateDict(Path file) {
    return StateDictExport.write(this, file);
  }

  /// The same model with more facts about where it comes from.
  public Model withProvenance(Map<String, String> facts) {
    Map<String, String> all = new LinkedHashMap<>(provenance);
    all.putAll(facts);
    return new Model(network, parameters, encoder, loss, all, adjustment);
  }

  /// The same weights with other choices made after training.
  ///
  /// @throws org.denpan.DenpanException for an adjustment that is not for such a target
  public Model withAdjustment(Adjustment chosen) {
    return new Model(network, parameters, encoder, loss, provenance, chosen);
  }

  public Target target() {
    return encoder.target();
  }

  /// The number of inputs of the network, after preprocessing.
  public int inputs() {
    return encoder.width();
  }

  /// The rows of a table predicted; the target's column is not needed.
  ///
  /// @throws DataException if a column is missing or holds something else than in training
  public Predictions predict(Table table) {
    return inference().predict(encoder.encodeInputs(table));
  }

  /// One row predicted. For many, a [#predictor] is faster.
  ///
  /// @throws DataException if the row lacks a column, or has one that the model does not know
  public Prediction predict(Row row) {
    return predictor().predict(row);
  }

  /// For one row after the other; one for each thread.
  public Predictor predictor() {
    return predictor(1);
  }

  /// For up to so many rows at a time; one for each thread.
  ///
  /// @throws org.denpan.net.ShapeException unless there is at least 1
  public Predictor predictor(int rows) {
    return new Predictor(this, rows);
  }

  /// The predictions for a table compared with its target column. Rows count by the weights that
  /// the table names, or has in the column of training; else each counts 1.
  ///
  /// @throws DataException if a column is missing or a target was never seen
  public Evaluation evaluate(Table table) {
    if (table.rows() == 0) {
      throw new DataException(table.name() + " has no rows to evaluate");
    }
    return inference().evaluate(encoder.encode(table));
  }

  private Inference inference() {
    return new Inference(network, parameters, inputs(), loss, Workers.all(), adjustment);
  }

  /// Hexadecimal SHA-256 of all values.
  public String weightsSha256() {
    return parameters.sha256();
  }
}
