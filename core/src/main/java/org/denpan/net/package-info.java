/// What a network is and what runs it. [org.denpan.net.Network] and its layers are descriptions:
/// immutable records that print as their own constructors. [org.denpan.net.Program] is such a
/// description compiled for a batch size: it owns every buffer, and neither its forward nor its
/// backward pass allocates; [org.denpan.net.InferenceProgram] is one for forward passes alone.
/// [org.denpan.net.Loss] owns the output unit and hands the first delta down.
///
/// What is where:
///
/// - *Descriptions.* `Network` is a list of `Layer`s: `Dense`, `BatchNorm`, `LayerNorm` (which end
///   with a `Scaling`), `Dropout`, `Residual`, and every `Activation`: `Bounded`, `Rectifier`, the
///   learnt `Prelu`, softmax and identity. First in a network for tables may stand a `Periodic`,
///   which adds waves of numbers, and an `Embedding` of categories. `LayerWords` reads them from
///   words; `Init` says how weights start.
/// - *Values.* A layer asks for `Parameter`s; `Parameters` holds them all in one flat vector, in
///   which each `Tensor` has its place and its full name.
/// - *Running.* A layer compiles into a `Step`, connected by its `Wiring`; a `Chain` runs steps one
///   after the other, for a `Program` or within a block, an `InferenceChain` for inference alone. A
///   `Pass` says which pass it is, and a `LayerView` shows what a step left behind. `Activating` is
///   the step of an activation, `DenseRow` that of a dense layer at inference on a single row.
/// - *Threads.* `Workers` share a step's loops, each a `SharedLoop`; a `Tiling` cuts a matrix
///   product for them.
/// - *Formulas.* The same layers plainly and in double precision, given a `Reference`: what tests
///   and the gradient check hold the steps against.
/// - *Errors.* `Loss`: `NumberLoss` of a difference, `ClassLoss` of two classes or of several.
///
/// To add an activation, a loss or an initialiser, write a record in its family's file: formula,
/// fast loops and source. A layer is a record in a file of its own, which `Layer` permits; one that
/// holds others gives them as `inside`. The contract tests then find it.
///
/// Notation: a batch X is [rows, inputs], row-major; u = z·W + b with W [inputs, units]; z = f(u);
/// delta = ∂E/∂u, already divided by the number of rows.
@NullMarked
package org.denpan.net;

import org.jspecify.annotations.NullMarked;
