/// Networks out of ONNX files. [OnnxNetwork] reads one, and makes a model of it with the names that
/// a [Naming] gives.
///
/// The way: bytes are counted ([WireScan]) and parsed ([OnnxBytes]); a [Graph] checks the names; a
/// [Chain] follows it from the output back to the input in [Link]s, which [Weights], [Functions],
/// [Shapes] and [Formulas] recognise; these mean [Piece]s, and [Assembly] makes layers of them.
@NullMarked
package org.denpan.onnx.read;

import org.jspecify.annotations.NullMarked;
