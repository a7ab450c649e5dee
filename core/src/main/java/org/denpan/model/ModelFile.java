package org.denpan.model;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denpan.DenpanException;
import org.denpan.data.Encoder;
import org.denpan.data.Target;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Tensor;

/// A model as one safetensors file. The tensors are the network's, by their full names
/// (`dense1.weight`); `__metadata__` holds `format` = `denpan`, `version`, and the JSON texts
/// `network`, `encoder`, `loss`, `provenance` and, where something was chosen after training,
/// `adjustment`.
final class ModelFile {
  private static final String FORMAT = "denpan";
  static final String VERSION = "1";
  private static final int MOST_SAID = 1000;

  private ModelFile() {}

  static void write(Model model, Path file) {
    Specs specs = new Specs();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("version", VERSION);
    metadata.put("network", specs.write(model.network()));
    metadata.put("encoder", specs.write(model.encoder()));
    metadata.put("loss", specs.write(model.loss()));
    if (!model.adjustment().equals(Adjustment.none())) {
      metadata.put("adjustment", specs.write(model.adjustment()));
    }
    metadata.put("provenance", specs.write(new Facts(model.provenance())));
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (Tensor tensor : model.parameters().tensors()) {
      shapes.put(tensor.fullName(), tensor.shape());
    }
    SafetensorsWriter.write(file, metadata, shapes, model.parameters().values());
  }

  static Model read(Path file, Class<?>... customs) {
    return read(file, () -> Safetensors.open(file), customs);
  }

  /// As above, from what is open already.
  ///
  /// @param file the name for messages
  static Model read(Path file, SeekableByteChannel channel, Class<?>... customs) {
    return read(file, () -> Safetensors.open(file, channel), customs);
  }

  /// How a file is opened.
  @FunctionalInterface
  private interface Source {
    Safetensors open() throws IOException;
  }

  private static Model read(Path file, Source source, Class<?>... customs) {
    try (Safetensors tensors = source.open()) {
      return read(tensors, new Specs(customs));
    } catch (ArithmeticException e) {
      throw new ModelFormatException(
          file + ": the network is larger than any that fits into this Java machine", e);
    } catch (IOException e) {
      throw new ModelFormatException("cannot read " + file + ": " + DenpanException.reason(e), e);
    } catch (DenpanException e) {
      String message = bounded(String.valueOf(e.getMessage()));
      throw new ModelFormatException(
          message.contains(file.toString()) ? message : file + ": " + message, e);
    }
  }

  /// A name in the file, of a column or a tensor, may be of any length.
  private static String bounded(String message) {
    return message.length() > MOST_SAID ? message.substring(0, MOST_SAID) + "…" : message;
  }

  private static Model read(Safetensors file, Specs specs) throws IOException {
    String format = file.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT)) {
      throw new ModelFormatException(
          "a safetensors file, but not a Denpan model: __metadata__ has format '"
              + Specs.brief(format)
              + "', expected '"
              + FORMAT
              + "'");
    }
    String version = file.metadata().getOrDefault("version", "none");
    if (!version.equals(VERSION)) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "format version '%s'; this Denpan reads version %s, a newer one may read it",
              Specs.brief(version),
              VERSION));
    }
    Network network = specs.read(text(file, "network"), Network.class);
    Encoder encoder = specs.read(text(file, "encoder"), Encoder.class);
    Loss loss = specs.read(text(file, "loss"), Loss.class);
    Facts facts = specs.read(text(file, "provenance"), Facts.class);
    int inputs = encoder.width();
    Target target = encoder.target();
    if (network.outputs(inputs) != target.outputs()) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "the network has %,d outputs, but its target '%s' needs %,d",
              network.outputs(inputs),
              target.column(),
              target.outputs()));
    }
    if (!loss.suits(target)) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "the loss %s is not for a target such as '%s'; %s is",
              loss,
              target.column(),
              Loss.of(target)));
    }
    String adjusted = file.metadata().get("adjustment");
    Adjustment adjustment =
        adjusted == null ? Adjustment.none() : specs.read(adjusted, Adjustment.class);
    return new Model(
        network, values(file, network, inputs), encoder, loss, facts.facts(), adjustment);
  }

  private static Parameters values(Safetensors file, Network network, int inputs)
      throws IOException {
    List<Tensor> layout = network.layout(inputs);
    if (layout.size() != file.tensors()) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "the network has %d tensors, the file %d",
              layout.size(),
              file.tensors()));
    }
    // every shape is compared before anything is allocated
    for (Tensor tensor : layout) {
      file.expect(tensor.fullName(), tensor.shape());
    }
    Parameters parameters = network.allocate(inputs);
    for (Tensor tensor : layout) {
      file.read(tensor.fullName(), parameters.values(), tensor.at());
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
