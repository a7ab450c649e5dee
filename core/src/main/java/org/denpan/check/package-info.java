/// Derivatives checked numerically, in public: a user's own layers need it too.
///
/// What is where:
///
/// - *The two sides.* `FastGradients` are what the backward pass gives, in float, with its noise;
///   `PlainError` is the error by the formulas, in double precision, as a function of every value.
/// - *Between them.* A `Comparison` goes through the values of one tensor and differentiates the
///   error by a `Difference`.
/// - *The check.* [org.denpan.check.GradientCheck] draws weights and a batch and compares tensor by
///   tensor; the [org.denpan.check.GradientReport] has a result for each, by layers, and a verdict.
///
/// Layers, activations and losses are checked as they come, users' own too; a new one needs nothing
/// here. A new rule of differences is a record in `Difference`.
@NullMarked
package org.denpan.check;

import org.jspecify.annotations.NullMarked;
