/// The peers on the JVM, compiled with `-Ppeers` only. Each is a [org.denpan.bench.Contestant] with
/// a main method; [BatchContestant] is what those that train have in common, [OnnxWriter] writes
/// the model that ONNX Runtime reads.
@NullMarked
package org.denpan.bench.peers;

import org.jspecify.annotations.NullMarked;
