/// Models for other programs, and networks of other programs, as ONNX files: [OnnxFile] reads and
/// writes them. The messages of `org.denpan.onnx.proto` are generated from their published
/// description.
@NullMarked
package org.denpan.onnx;

import org.jspecify.annotations.NullMarked;
