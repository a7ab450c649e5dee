package org.denpan.net;

/// What can be seen of a compiled layer after a pass; the arrays are the live buffers.
///
/// @param name the layer's full name
/// @param width the width of what comes out
/// @param output what came out in the last forward pass, [rows, width]
/// @param delta ∂E/∂output of the last backward pass, [rows, width]
public record LayerView(String name, Layer layer, int width, float[] output, float[] delta) {}
