/// Learning: [org.denpan.train.Trainer] runs an [org.denpan.train.Optimizer] over the batches of a
/// table, tells listeners what happens ([org.denpan.train.TrainingEvent]) and ends when an
/// [org.denpan.train.StopRule] says so.
@NullMarked
package org.denpan.train;

import org.jspecify.annotations.NullMarked;
