/// Finding settings: [org.denpan.search.Search] trains a network many times over for a short while,
/// with settings drawn at random, and goes on with the best for longer.
///
/// What is where:
///
/// - *What is drawn.* A `SearchSpace` has a `Domain` for each of the `Settings`; trial i draws from
///   streams of its own, so that it is the same whatever else is tried.
/// - *What is tried for how long.* `Halving` is the plan: rungs of more and more epochs for fewer
///   and fewer trials. A `Goal` is the metric by which trials are compared.
/// - *A search.* `Search` goes through the rungs, as many trials at a time as there are threads;
///   each is an `Attempt`, as a rule a `TrainedAttempt`. What ended is told as `SearchEvent`s, and
///   what came out of it all is `Found`.
/// - *Going on.* A `Journal` is a file with a line for each event, from which a search that was
///   killed is taken up again.
@NullMarked
package org.denpan.search;

import org.jspecify.annotations.NullMarked;
