package org.denpan.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.denpan.kernel.Kernels;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.Embedding;
import org.denpan.net.Layer;
import org.denpan.net.LayerNorm;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Periodic;
import org.denpan.net.Prelu;
import org.denpan.net.Residual;
import org.denpan.net.Tensor;
import org.jspecify.annotations.Nullable;

/// A model's tensors for other programs, as a safetensors file in the layout of PyTorch: under the
/// layers' names here, with the keys and shapes that `torch.nn` gives the same layer's state.
///
/// | here | there |
/// |---|---|
/// | `dense1.weight` [inputs, units] | `dense1.weight` [units, inputs] |
/// | `batchnorm1.gamma`, `layernorm1.gamma` | `….weight` |
/// | `batchnorm1.beta`, `layernorm1.beta` | `….bias` |
/// | `batchnorm1.running_variance` | `batchnorm1.running_var` |
/// | `prelu1.alpha`, where it is a layer of its own | `prelu1.weight` |
///
/// All others, those of a user's own layers too, stay as they are.
final class SafetensorsExport {
  private static final Map<String, String> NORM_KEYS =
      Map.of("gamma", "weight", "beta", "bias", "running_variance", "running_var");

  private SafetensorsExport() {}

  static void write(Model model, Path file) {
    Map<String, Layer> layers = layers(model);
    Parameters parameters = model.parameters();
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    float[] values = parameters.values().clone();
    for (Tensor tensor : parameters.tensors()) {
      Layer layer = layers.get(tensor.layer());
      String name = tensor.layer() + "." + key(layer, tensor.name());
      shapes.put(name, turned(layer, tensor, values));
    }
    // "pt" is what programs that read such files take for the layout of PyTorch
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put("network", model.network().toString());
    SafetensorsWriter.write(file, metadata, shapes, values);
  }

  /// Turns the weights of a dense layer about: PyTorch has [units, inputs].
  ///
  /// @return the shape
  static List<Integer> turned(@Nullable Layer layer, Tensor tensor, float[] values) {
    List<Integer> shape = tensor.shape();
    if (!(layer instanceof Dense && tensor.name().equals("weight"))) {
      return shape;
    }
    float[] turned = new float[tensor.length()];
    Kernels.transpose(shape.get(0), shape.get(1), values, tensor.at(), turned);
    System.arraycopy(turned, 0, values, tensor.at(), turned.length);
    return List.copyOf(shape.reversed());
  }

  static String key(@Nullable Layer layer, String name) {
    return switch (layer) {
      case BatchNorm _, LayerNorm _ -> NORM_KEYS.getOrDefault(name, name);
      case Prelu _ -> "weight";
      case Dense _, Dropout _, Residual _, Activation _, Embedding _, Periodic _, Layer.Custom _ ->
          name;
      case null -> name; // within a layer that does not tell what it holds
    };
  }

  /// All layers by their full names, those within others too.
  static Map<String, Layer> layers(Model model) {
    return model.network().walk().stream()
        .collect(Collectors.toMap(Network.Part::name, Network.Part::layer));
  }
}
