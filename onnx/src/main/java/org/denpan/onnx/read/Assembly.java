package org.denpan.onnx.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denpan.model.ModelFormatException;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.Layer;
import org.denpan.net.LayerNorm;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Residual;
import org.denpan.net.Tensor;
import org.jspecify.annotations.Nullable;

/// Makes layers of pieces: a product and the activation after it become a dense layer, and what
/// only scales and shifts becomes part of the weights before or behind it.
final class Assembly {
  /// More units than a file of its size can have weights for.
  private static final long SPARE = 10_000;

  private final Budget budget;
  private final long mostUnits;
  private final List<Part> parts = new ArrayList<>();
  private @Nullable Affine pending;
  private @Nullable Op pendingAt;
  private long units;
  private int width;

  /// A layer and its tensors.
  private static final class Part {
    private Layer layer;
    private final Map<String, float[]> tensors;

    Part(Layer layer, Map<String, float[]> tensors) {
      this.layer = layer;
      this.tensors = tensors;
    }

    float[] tensor(String name) {
      float[] tensor = tensors.get(name);
      if (tensor == null) {
        throw new IllegalStateException(layer + " has no " + name);
      }
      return tensor;
    }
  }

  /// @param width how many numbers come in
  /// @param bytes the size of the file
  Assembly(int width, long bytes, Budget budget) {
    this.width = width;
    this.budget = budget;
    mostUnits = bytes + SPARE;
  }

  void addAll(List<Piece> pieces) {
    pieces.forEach(this::add);
  }

  /// Begins with a scaling, which the first layer of weights takes up.
  void begin(Affine affine) {
    pending = affine.idle() ? null : affine;
  }

  private void add(Piece piece) {
    switch (piece) {
      case Piece.Linear l -> linear(l);
      case Piece.Scaled s -> scale(s.affine(), s.op());
      case Piece.Units u -> activation(u);
      case Piece.Columns c -> {
        settled();
        put(new BatchNorm(c.momentum(), c.epsilon()), tensors(c));
      }
      case Piece.Rows r -> {
        settled();
        Map<String, float[]> tensors = new LinkedHashMap<>();
        tensors.put("gamma", r.gamma().clone());
        tensors.put("beta", r.beta().clone());
        put(new LayerNorm(r.epsilon()), tensors);
      }
      case Piece.Noise n -> put(Dropout.of(n.rate()), Map.of());
      case Piece.Block b -> block(b);
      case Piece.LogSoftmax l ->
          throw l.op().refuse("stands before other layers; understood is at the end");
      case Piece.BothClasses b ->
          throw b.op().refuse("stands before other layers; understood is at the end");
    }
  }

  private static Map<String, float[]> tensors(Piece.Columns c) {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    tensors.put("gamma", c.gamma().clone());
    tensors.put("beta", c.beta().clone());
    tensors.put("running_mean", c.mean().clone());
    tensors.put("running_variance", c.variance().clone());
    return tensors;
  }

  private void put(Layer layer, Map<String, float[]> tensors) {
    units += layer.outputs(width);
    if (units > mostUnits) {
      throw new ModelFormatException(
          "the graph has more layers of such a width than its weights explain");
    }
    width = layer.outputs(width);
    parts.add(new Part(layer, tensors));
  }

  private void linear(Piece.Linear l) {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    budget.spend(l.weight().length);
    float[] weight = l.weight().clone();
    float[] bias = l.bias().clone();
    if (pending != null) {
      budget.spend(l.weight().length);
      double[] sums = new double[bias.length];
      for (int i = 0; i < l.inputs(); i++) {
        for (int k = 0; k < l.units(); k++) {
          int at = i * l.units() + k;
          sums[k] += pending.shift(i) * weight[at];
          weight[at] = (float) (weight[at] * pending.scale(i));
        }
      }
      for (int k = 0; k < bias.length; k++) {
        bias[k] = (float) (bias[k] + sums[k]);
      }
      pending = null;
    }
    tensors.put("weight", weight);
    tensors.put("bias", bias);
    put(Dense.of(l.units(), Activation.identity()), tensors);
  }

  /// Scaled by what stands before, if that can be, else by what follows.
  void scale(Affine affine, Op op) {
    Part last = parts.isEmpty() ? null : parts.getLast();
    if (pending != null || last == null) {
      pend(affine, op);
    } else if (open(last)) {
      budget.spend(last.tensor("weight").length);
      shift(last.tensor("bias"), affine);
      float[] weight = last.tensor("weight");
      for (int at = 0; at < weight.length; at++) {
        weight[at] = (float) (weight[at] * affine.scale(at % width));
      }
    } else if (last.layer instanceof BatchNorm || last.layer instanceof LayerNorm) {
      shift(last.tensor("beta"), affine);
      float[] gamma = last.tensor("gamma");
      for (int k = 0; k < gamma.length; k++) {
        gamma[k] = (float) (gamma[k] * affine.scale(k));
      }
    } else {
      pend(affine, op);
    }
  }

  private void shift(float[] values, Affine affine) {
    budget.spend(values.length);
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) (values[k] * affine.scale(k) + affine.shift(k));
    }
  }

  private void pend(Affine affine, Op op) {
    pending = pending == null ? affine : pending.then(affine, budget);
    pendingAt = op;
  }

  private static boolean open(Part part) {
    return part.layer instanceof Dense dense && dense.activation() instanceof Activation.Identity;
  }

  private void activation(Piece.Units u) {
    settled();
    Part last = parts.isEmpty() ? null : parts.getLast();
    if (last != null && open(last)) {
      last.layer = Dense.of(width, u.activation());
      u.alpha().ifPresent(alpha -> last.tensors.put("alpha", alpha.clone()));
    } else {
      put(u.activation(), u.alpha().map(a -> Map.of("alpha", a.clone())).orElse(Map.of()));
    }
  }

  private void block(Piece.Block b) {
    settled();
    Assembly inner = new Assembly(width, mostUnits - SPARE, budget);
    inner.addAll(b.pieces());
    inner.settled();
    if (inner.parts.isEmpty()) {
      throw b.op().refuse("adds a value to itself; understood is x + f(x)");
    }
    List<Layer> layers = inner.layers();
    units += inner.units;
    put(new Residual(layers), inner.tensors());
  }

  /// @throws ModelFormatException if something is scaled that no weights take up
  void settled() {
    if (pending != null) {
      String why =
          "scales or shifts what neither follows a layer of weights nor is followed by one";
      throw pendingAt == null
          ? new ModelFormatException("the graph's beginning " + why)
          : pendingAt.refuse(why);
    }
  }

  /// The difference of the second and the first of two outputs, which says as much as both.
  void difference() {
    Part last = parts.isEmpty() ? null : parts.getLast();
    settled();
    if (last == null || !open(last)) {
      Map<String, float[]> tensors = new LinkedHashMap<>();
      tensors.put("weight", new float[] {-1, 1});
      tensors.put("bias", new float[1]);
      put(Dense.of(1, Activation.identity()), tensors);
      return;
    }
    float[] weight = last.tensor("weight");
    float[] narrow = new float[weight.length / 2];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = weight[2 * i + 1] - weight[2 * i];
    }
    float[] bias = last.tensor("bias");
    last.tensors.put("weight", narrow);
    last.tensors.put("bias", new float[] {bias[1] - bias[0]});
    last.layer = Dense.of(1, Activation.identity());
    width = 1;
  }

  int width() {
    return width;
  }

  private List<Layer> layers() {
    return parts.stream().map(part -> part.layer).toList();
  }

  /// All tensors by their names in the network.
  private Map<String, float[]> tensors() {
    Map<String, float[]> all = new LinkedHashMap<>();
    List<String> names = network().names();
    for (int i = 0; i < names.size(); i++) {
      String layer = names.get(i);
      parts.get(i).tensors.forEach((name, values) -> all.put(layer + "." + name, values));
    }
    return all;
  }

  /// The layers made so far.
  ///
  /// @throws ModelFormatException if something is left that belongs to none
  Network network() {
    return Network.of(layers().toArray(Layer[]::new));
  }

  /// The values of the network.
  ///
  /// @throws ModelFormatException for values that are not finite
  Parameters parameters(int inputs) {
    Parameters parameters = network().allocate(inputs);
    Map<String, float[]> tensors = tensors();
    for (Tensor tensor : parameters.tensors()) {
      float[] values = tensors.get(tensor.fullName());
      if (values == null || values.length != tensor.length()) {
        throw new IllegalStateException("no values for " + tensor);
      }
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw new ModelFormatException(
              "a weight is " + value + ", in what becomes " + tensor.fullName());
        }
      }
      System.arraycopy(values, 0, parameters.values(), tensor.at(), values.length);
    }
    return parameters;
  }
}
