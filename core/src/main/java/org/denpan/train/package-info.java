/// Learning: [org.denpan.train.Trainer] runs an [org.denpan.train.Optimizer] over the batches of a
/// table, tells listeners what happens and ends when an [org.denpan.train.StopRule] says so.
///
/// What is where:
///
/// - *A run.* `Trainer` holds the settings; `Fit` is the loop over epochs and steps, with the rows
///   in an epoch's order (`EpochRows`, a `Feed`), the best weights so far (`Best`) and a check for
///   runs that have gone mad (`Sanity`). `OwnSteps` is a run whose caller brings the batches. A
///   `WarmUp` has the JVM compile the loops while data are read.
/// - *A step.* A `Learner` changes the weights: `StepLearner` once a batch, by the `Gradient` and
///   its `Norm`, with `Clipping` and `MaxNorm`; `FullLearner` once for all rows, by L-BFGS
///   (`QuasiNewton`, which makes an `Objective` small along a `LineSearch`).
/// - *Going on.* `Checkpoints` is a folder of a run's states, each a `Snapshot` into which every
///   part that a further step depends on puts its own (`save`), and takes it out again (`restore`);
///   a `RunKeeper` writes one when it is due (`Every`), and refuses those of another run.
/// - *Settings.* `Optimizer`, `Schedule`, `StopRule` and `ClassWeights`: how far a step goes, how
///   the rate changes, when to end, what each class counts.
/// - *Events.* `TrainingEvent` is what listeners are told, `EpochEnded` above all; a run that
///   cannot go on throws `TrainingDivergedException`.
/// - *Diagnosis.* An `Examiner` has a `Probe` measure each layer in a step and on a `Sample` of
///   rows (`LayerStatistics`; of outputs an `Activity`, whose `FlatEnds` tell dead and saturated
///   units). The first step and the epochs since are `Observation`s; with the `InputScale` they
///   make the `Course` that each `Symptom`, of a layer or of the run, looks at to say a
///   `Diagnosis`. A `Finding` is one with the epochs in which it held.
@NullMarked
package org.denpan.train;

import org.jspecify.annotations.NullMarked;
