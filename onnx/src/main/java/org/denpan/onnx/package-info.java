/// Models for other programs, as ONNX files: [Onnx] writes them. The messages of
/// `org.denpan.onnx.proto` are generated from their published description.
@NullMarked
package org.denpan.onnx;

import org.jspecify.annotations.NullMarked;
