/// What answers HTTP requests how fast: Denpan's server with its own arithmetic, and the same
/// server with ONNX Runtime's in its place. `bench/serve` runs both under load.
@NullMarked
package org.denpan.bench.serving;

import org.jspecify.annotations.NullMarked;
