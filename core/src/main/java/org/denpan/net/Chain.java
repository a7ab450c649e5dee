package org.denpan.net;

import java.util.ArrayList;
import java.util.List;

/// Layers compiled one after the other, with the buffers between them.
final class Chain {
  private final Step[] steps;
  private final float[][] outputs;
  private final float[][] deltas;
  private final List<LayerView> views = new ArrayList<>();
  private final int width;

  /// @param wiring of what holds the layers; its `inputs` are those of the first
  Chain(List<Layer> layers, Wiring wiring) {
    List<String> names = Network.names(layers);
    int depth = layers.size();
    steps = new Step[depth];
    outputs = new float[depth][];
    deltas = new float[depth][];
    int in = wiring.inputs();
    for (int i = 0; i < depth; i++) {
      Layer layer = layers.get(i);
      Wiring here = wiring.child(names.get(i), in);
      steps[i] = layer.compile(here);
      int out = layer.outputs(in);
      outputs[i] = new float[Math.multiplyExact(wiring.maxRows(), out)];
      deltas[i] = new float[outputs[i].length];
      views.addAll(steps[i].inside());
      views.add(new LayerView(here.layer(), layer, out, outputs[i], deltas[i]));
      in = out;
    }
    width = in;
  }

  /// The width of what comes out.
  int width() {
    return width;
  }

  /// What comes out, [rows, width].
  float[] output() {
    return outputs[outputs.length - 1];
  }

  /// ∂E/∂(what comes out), [rows, width]: to be filled before the way back.
  float[] outputDelta() {
    return deltas[deltas.length - 1];
  }

  /// All layers in the order of the forward pass, those within others before these.
  List<LayerView> views() {
    return views;
  }

  /// The forward pass, with what comes out left in [#output].
  void forward(Pass pass, float[] x) {
    float[] z = x;
    for (int i = 0; i < steps.length; i++) {
      steps[i].forward(pass, z, outputs[i]);
      z = outputs[i];
    }
  }

  /// The way back from what stands in [#outputDelta].
  void backward(Pass pass, float[] x, float[] dx) {
    for (int i = steps.length - 1; i >= 0; i--) {
      float[] below = i == 0 ? x : outputs[i - 1];
      steps[i].backward(pass, below, outputs[i], deltas[i], i == 0 ? dx : deltas[i - 1]);
    }
  }
}
