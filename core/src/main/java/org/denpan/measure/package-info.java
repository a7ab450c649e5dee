/// How well predictions agree with what is known, as pure functions of known values, predictions
/// and row weights. Conventions are scikit-learn's where it has one.
///
/// What is where:
///
/// - *Rows.* `ClassRows` and `NumberRows` are what is compared; a `Measure` of them is prepared
///   once and then asked with any weights.
/// - *Classes.* `ClassMeasure` gives all figures, from the `ConfusionMatrix`, a `Ranking` of the
///   rows for each class and the `Calibration`; `RocCurve` and `PrecisionRecall` are for drawing.
/// - *Numbers.* `NumberMeasure` gives all figures.
/// - *Chance.* The `Bootstrap` gives each figure an `Interval`.
@NullMarked
package org.denpan.measure;

import org.jspecify.annotations.NullMarked;
