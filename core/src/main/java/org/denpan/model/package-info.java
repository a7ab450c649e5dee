/// A trained network with all it needs to be used: [org.denpan.model.Model] joins values,
/// transforms and provenance, predicts and evaluates; [org.denpan.model.ModelFile] keeps it as one
/// safetensors file that executes nothing when read.
///
/// What is where:
///
/// - *Use.* `Inference` runs a network over a table, a block of rows for each thread; a `Predictor`
///   does one row after the other, without allocating. `Prediction` and `Predictions` are what a
///   model says of one row and of a table, an `Evaluation` how well that agrees with what is known.
/// - *The file.* `ModelFile` on `Safetensors`, `SafetensorsHeader` and `SafetensorsWriter`, written
///   through an `AtomicFile`; a file that is none ends in a `ModelFormatException`.
/// - *Descriptions in it.* `Specs` turns records into JSON (`SpecWriter`) and back (`SpecReader`).
///   A new member of a family needs nothing here: its record is its format.
/// - *Arrays by name.* A `TensorFile` has a checksum of all that it holds: checkpoints are made of
///   it.
/// - *For others.* `SafetensorsExport` writes the tensors as PyTorch names and lays them out; a new
///   kind of layer says there what its tensors are called.
@NullMarked
package org.denpan.model;

import org.jspecify.annotations.NullMarked;
