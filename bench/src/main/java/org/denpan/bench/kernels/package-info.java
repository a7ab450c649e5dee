/// The parts of a training step and a prediction, each measured alone with JMH: `bench/kernels`.
@NullMarked
package org.denpan.bench.kernels;

import org.jspecify.annotations.NullMarked;
