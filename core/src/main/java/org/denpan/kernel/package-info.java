/// The loops where the time goes, not exported. [org.denpan.kernel.Kernels] is the interface; a
/// scalar and a Vector API version give the same bits, because they follow one arithmetic rule:
///
/// - an element of a matrix product is one chain of fused multiply-adds, starting from zero, over
///   the inner index in ascending order; a bias is added at the end;
/// - a sum over rows is one chain of additions in ascending order;
/// - a sum over a whole vector uses 32 lanes and a fixed tree; one over all weights does so for
///   each block of 4,096, whose sums it adds in double in ascending order;
/// - exp, tanh, log, Φ and their kin are the polynomials of [org.denpan.kernel.Elementary],
///   [org.denpan.kernel.Logarithm], [org.denpan.kernel.Normal] and [org.denpan.kernel.Turns],
///   operation by operation.
///
/// Threads divide outputs, never sums, so that their number does not matter either.
///
/// What is where: `KernelChoice` picks `ScalarKernels`, the definition, or `VectorKernels`. Matrix
/// products are in `ScalarProduct`, and in `VectorProduct`, which cuts them into the register tiles
/// of `VectorTiles`; a single row's is in `VectorRow`, or where it is worth a copy of the weights
/// in `VectorAlignedRow`. Each of the four files of polynomials has a `Vector…` beside it, and
/// logistic and tanh are in `VectorSigmoid`; `Sides` and `VectorSides` choose by the sign. What
/// layers and losses do by rows or columns is in `LayerKernels`, `ScalarLayers` and `VectorLayers`,
/// which leads to a `Vector…` for each kind of layer. To add a loop, declare it in `Kernels`, write
/// it plainly in `ScalarKernels`, then by whole vectors, with each loop in one method; a function
/// of one number goes into such a pair of files. `KernelsContractTest` and
/// `LayerKernelsContractTest` compare the two bit by bit. `VectorPeak` is the loop that measures
/// what a machine can do.
@NullMarked
package org.denpan.kernel;

import org.jspecify.annotations.NullMarked;
