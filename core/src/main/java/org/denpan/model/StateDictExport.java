package org.denpan.model;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Bounded;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.Embedding;
import org.denpan.net.Layer;
import org.denpan.net.LayerNorm;
import org.denpan.net.Network;
import org.denpan.net.Periodic;
import org.denpan.net.Prelu;
import org.denpan.net.Rectifier;
import org.denpan.net.Residual;
import org.denpan.net.Tensor;
import org.jspecify.annotations.Nullable;

/// A model's tensors as the `state_dict` of a `torch.nn.Sequential`: under the places of its
/// modules, as [SafetensorsExport] turns them. A dense layer is a `Linear` and, unless it is the
/// identity, its activation's module. What PyTorch lacks keeps the names of its tensors.
final class StateDictExport {
  private static final String BATCHES = ".num_batches_tracked";

  /// The places of layers, and of the activations of dense layers under `dense1.`.
  private final Map<String, String> places = new LinkedHashMap<>();

  private final Set<String> counters = new LinkedHashSet<>();

  private StateDictExport() {}

  static String write(Model model, Path file) {
    StateDictExport export = new StateDictExport();
    String modules =
        "Sequential" + export.modules(model.network().layers(), "", "", model.inputs());
    float[] values = model.parameters().values().clone();
    Map<String, Layer> layers = SafetensorsExport.layers(model);
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (Tensor tensor : model.parameters().tensors()) {
      Layer layer = layers.get(tensor.layer());
      shapes.put(export.name(layer, tensor), SafetensorsExport.turned(layer, tensor, values));
    }
    export.counters.forEach(counter -> shapes.put(counter, List.of()));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put("modules", modules);
    int length = values.length + 2 * export.counters.size(); // each is 0
    SafetensorsWriter.write(file, metadata, shapes, export.counters, Arrays.copyOf(values, length));
    return modules;
  }

  private String name(@Nullable Layer layer, Tensor tensor) {
    if (layer instanceof Dense && tensor.name().equals("alpha")) {
      return places.get(tensor.layer() + ".") + ".weight";
    }
    String place = places.getOrDefault(tensor.layer(), tensor.layer());
    return place + "." + SafetensorsExport.key(layer, tensor.name());
  }

  /// Gives layers their places.
  ///
  /// @param here before their names: nothing, or the block's name and a dot
  /// @param there before their places, likewise
  /// @return their modules in brackets
  private String modules(List<Layer> layers, String here, String there, int inputs) {
    List<String> names = new Network(layers, Optional.empty()).names();
    List<String> modules = new ArrayList<>();
    int width = inputs;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      String name = here + names.get(i);
      String place = there + modules.size();
      places.put(name, place);
      modules.add(
          layer instanceof Residual block
              ? "Residual" + modules(block.layers(), name + ".", place + ".", width)
              : module(layer, width));
      if (layer instanceof BatchNorm) {
        counters.add(place + BATCHES);
      }
      width = layer.outputs(width);
      if (layer instanceof Dense dense && !(dense.activation() instanceof Activation.Identity)) {
        places.put(name + ".", there + modules.size());
        modules.add(module(dense.activation(), width));
      }
    }
    return "(" + String.join(", ", modules) + ")";
  }

  private static String module(Layer layer, int width) {
    return switch (layer) {
      case Dense dense -> "Linear(" + width + ", " + dense.units() + ")";
      case Dropout dropout -> "Dropout(" + dropout.rate() + ")";
      case BatchNorm norm when norm.equals(BatchNorm.of()) -> "BatchNorm1d(" + width + ")";
      case BatchNorm norm -> {
        BigDecimal share = BigDecimal.ONE.subtract(BigDecimal.valueOf(norm.momentum()));
        yield "BatchNorm1d(" + width + ", " + norm.epsilon() + ", " + share + ")";
      }
      case LayerNorm norm when norm.equals(LayerNorm.of()) -> "LayerNorm(" + width + ")";
      case LayerNorm norm -> "LayerNorm(" + width + ", " + norm.epsilon() + ")";
      case Activation.Identity _ -> "Identity()";
      case Activation.Softmax _ -> "Softmax(-1)";
      case Bounded.Logistic _ -> "Sigmoid()";
      case Bounded.Tanh _ -> "Tanh()";
      case Rectifier.Relu _ -> "ReLU()";
      case Rectifier.LeakyRelu leaky -> "LeakyReLU(" + leaky.slope() + ")";
      case Rectifier.Elu elu -> "ELU(" + elu.alpha() + ")";
      case Rectifier.Selu _ -> "SELU()";
      case Rectifier.Softplus _ -> "Softplus()";
      case Rectifier.Silu _ -> "SiLU()";
      case Rectifier.Gelu _ -> "GELU()";
      case Prelu prelu -> "PReLU(" + (prelu.shared() ? 1 : width) + ")";
      // these PyTorch does not have, and a block has brackets of its own
      case Bounded.BinaryStep _, Bounded.Arctan _, Activation.Custom _ -> layer.toString();
      case Embedding _, Periodic _, Layer.Custom _, Residual _ -> layer.toString();
    };
  }
}
