package org.denpan.net;

import java.util.List;

/// Layers compiled one after the other for inference alone: two buffers between them take turns,
/// and a layer that can works in place.
final class InferenceChain {
  private final Step[] steps;

  /// Where each layer writes.
  private final float[][] outputs;

  private final int width;

  /// @param wiring of what holds the layers; its `inputs` are those of the first
  InferenceChain(List<Layer> layers, Wiring wiring) {
    List<String> names = Network.names(layers);
    int depth = layers.size();
    steps = new Step[depth];
    int[] turns = new int[depth];
    int[] sizes = new int[2];
    int in = wiring.inputs();
    for (int i = 0; i < depth; i++) {
      Layer layer = layers.get(i);
      steps[i] = layer.compile(wiring.child(names.get(i), in));
      // what comes into the chain is not the chain's to write into
      boolean stays = i > 0 && steps[i].infersInPlace();
      turns[i] = i == 0 ? 0 : stays ? turns[i - 1] : 1 - turns[i - 1];
      in = layer.outputs(in);
      sizes[turns[i]] = Math.max(sizes[turns[i]], Math.multiplyExact(wiring.maxRows(), in));
    }
    width = in;
    float[][] buffers = {new float[sizes[0]], new float[sizes[1]]};
    outputs = new float[depth][];
    for (int i = 0; i < depth; i++) {
      outputs[i] = buffers[turns[i]];
    }
  }

  /// The width of what comes out.
  int width() {
    return width;
  }

  /// The forward pass.
  ///
  /// @return what comes out, [rows, width], valid until the next pass
  float[] forward(Pass pass, float[] x) {
    float[] z = x;
    for (int i = 0; i < steps.length; i++) {
      steps[i].forward(pass, z, outputs[i]);
      z = outputs[i];
    }
    return z;
  }
}
