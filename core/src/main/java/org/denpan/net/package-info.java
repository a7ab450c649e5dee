/// What a network is and what runs it. [org.denpan.net.Network] and its layers are descriptions:
/// immutable records that print as their own constructors. [org.denpan.net.Program] is such a
/// description compiled for a batch size: it owns every buffer, and neither its forward nor its
/// backward pass allocates. [org.denpan.net.Loss] owns the output unit and hands the first delta
/// down.
///
/// Notation: a batch X is [rows, inputs], row-major; u = z·W + b with W [inputs, units]; z = f(u);
/// delta = ∂E/∂u, already divided by the number of rows.
@NullMarked
package org.denpan.net;

import org.jspecify.annotations.NullMarked;
