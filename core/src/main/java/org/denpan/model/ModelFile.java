package org.denpan.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denpan.DenpanException;
import org.denpan.data.Encoder;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Tensor;

/// A model as one safetensors file. The tensors are the network's, by their full names
/// (`dense1.weight`); `__metadata__` holds `format` = `denpan`, `version`, and the JSON texts
/// `network`, `encoder`, `loss` and `provenance`.
final class ModelFile {
  private static final String FORMAT = "denpan";
  private static final String VERSION = "1";

  private ModelFile() {}

  static void write(Model model, Path file) {
    Specs specs = new Specs();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("version", VERSION);
    metadata.put("network", specs.write(model.network()));
    metadata.put("encoder", specs.write(model.encoder()));
    metadata.put("loss", specs.write(model.loss()));
    metadata.put("provenance", specs.write(new Facts(model.provenance())));
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (Tensor tensor : model.parameters().tensors()) {
      shapes.put(tensor.fullName(), tensor.shape());
    }
    Safetensors.write(file, metadata, shapes, model.parameters().values());
  }

  static Model read(Path file, Class<?>... customs) {
    try {
      return read(Safetensors.read(file), new Specs(customs));
    } catch (DenpanException | ArithmeticException e) {
      String message = String.valueOf(e.getMessage());
      throw new ModelFormatException(
          message.contains(file.toString()) ? message : file + ": " + message, e);
    }
  }

  private static Model read(Safetensors file, Specs specs) {
    String format = file.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT)) {
      throw new ModelFormatException(
          "a safetensors file, but not a Denpan model: __metadata__ has format '"
              + format
              + "', expected '"
              + FORMAT
              + "'");
    }
    String version = file.metadata().getOrDefault("version", "none");
    if (!version.equals(VERSION)) {
      throw new ModelFormatException(
          "format version '%s'; this Denpan reads version %s, a newer one may read it"
              .formatted(version, VERSION));
    }
    Network network = specs.read(text(file, "network"), Network.class);
    Encoder encoder = specs.read(text(file, "encoder"), Encoder.class);
    Loss loss = specs.read(text(file, "loss"), Loss.class);
    Facts facts = specs.read(text(file, "provenance"), Facts.class);
    int inputs = encoder.width();
    if (network.outputs(inputs) != encoder.target().outputs()
        || loss.targetWidth(encoder.target().outputs()) != 1) {
      throw new ModelFormatException(
          "the network has %,d outputs, but its target '%s' needs %,d"
              .formatted(
                  network.outputs(inputs), encoder.target().column(), encoder.target().outputs()));
    }
    return new Model(network, values(file, network, inputs), encoder, loss, facts.facts());
  }

  private static Parameters values(Safetensors file, Network network, int inputs) {
    List<Tensor> layout = network.layout(inputs);
    if (layout.size() != file.tensors().size()) {
      throw new ModelFormatException(
          "the network has %d tensors, the file %d"
              .formatted(layout.size(), file.tensors().size()));
    }
    // every shape is compared before anything is allocated
    for (Tensor tensor : layout) {
      file.expect(tensor.fullName(), tensor.shape());
    }
    Parameters parameters = network.allocate(inputs);
    for (Tensor tensor : layout) {
      file.copy(tensor.fullName(), parameters.values(), tensor.at());
    }
    return parameters;
  }

  private static String text(Safetensors file, String key) {
    String value = file.metadata().get(key);
    if (value == null) {
      throw new ModelFormatException("__metadata__ lacks '" + key + "'");
    }
    return value;
  }

  /// Provenance as it stands in the file.
  public record Facts(Map<String, String> facts) {}
}
