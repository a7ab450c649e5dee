package org.denpan.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the header of a safetensors file says, checked.
///
/// @param metadata the texts of `__metadata__`
/// @param tensors each tensor's place; together they fill the file without gap or overlap
record SafetensorsHeader(Map<String, String> metadata, Map<String, Entry> tensors) {
  private static final JsonMapper JSON = boundedJson();

  /// A tensor's place.
  ///
  /// @param from in bytes from the first value
  /// @param to in bytes from the first value, exclusive
  record Entry(List<Integer> shape, long from, long to) {}

  /// JSON that refuses what only an attacker would write: names given twice, deep nesting, and so
  /// many values that the memory for them would be many times the file.
  static JsonMapper boundedJson() {
    StreamReadConstraints bounds =
        StreamReadConstraints.builder().maxNestingDepth(64).maxTokenCount(4_000_000).build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(bounds).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /// Reads and checks a header.
  ///
  /// @param available how many bytes of values follow it
  /// @throws ModelFormatException naming the first thing that is wrong
  static SafetensorsHeader parse(Path file, byte[] json, long available) {
    JsonNode root = tree(file, json);
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Entry> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      if (property.getKey().equals(Safetensors.METADATA)) {
        metadata.putAll(metadata(file, property.getValue()));
      } else {
        tensors.put(property.getKey(), entry(file, property.getKey(), property.getValue()));
      }
    }
    checkPlaces(file, tensors, available);
    return new SafetensorsHeader(metadata, tensors);
  }

  private static JsonNode tree(Path file, byte[] json) {
    JsonNode root;
    try {
      root =
          JSON.readTree(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
    } catch (JacksonException e) {
      throw new ModelFormatException(
          file + ": the header at offset 8 is not JSON: " + e.getOriginalMessage(), e);
    } catch (CharacterCodingException e) {
      throw new ModelFormatException(file + ": the header at offset 8 is not UTF-8", e);
    }
    if (json[0] != '{' || !root.isObject()) {
      throw new ModelFormatException(file + ": the header at offset 8 is not a JSON object");
    }
    return root;
  }

  private static Map<String, String> metadata(Path file, JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getValue().isString()) {
        throw new ModelFormatException(
            String.format(
                Locale.ROOT, "%s: '%s' in __metadata__ is not a text", file, property.getKey()));
      }
      texts.put(property.getKey(), property.getValue().stringValue());
    }
    if (!node.isObject()) {
      throw new ModelFormatException(file + ": __metadata__ is not a JSON object");
    }
    return texts;
  }

  private static Entry entry(Path file, String name, JsonNode node) {
    JsonNode dtype = node.path("dtype");
    if (!dtype.isString() || !dtype.stringValue().equals("F32")) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT, "%s: tensor '%s' has dtype %s, expected F32", file, name, brief(dtype)));
    }
    JsonNode shape = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    List<Integer> sizes = new ArrayList<>();
    boolean whole = shape.isArray() && offsets.isArray() && offsets.size() == 2;
    for (JsonNode size : shape) {
      whole &= size.isInt() && size.intValue() >= 0;
      sizes.add(whole ? size.intValue() : 0);
    }
    for (JsonNode offset : offsets) {
      whole &= offset.isIntegralNumber() && offset.canConvertToLong();
    }
    if (!whole) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "%s: tensor '%s' has shape %s and data_offsets %s; expected whole numbers",
              file,
              name,
              brief(shape),
              brief(offsets)));
    }
    return new Entry(List.copyOf(sizes), offsets.get(0).longValue(), offsets.get(1).longValue());
  }

  private static String brief(JsonNode node) {
    return Specs.brief(node.isMissingNode() ? "none" : node.toString());
  }

  /// The tensors must fill the rest of the file without gap or overlap, each as its shape says.
  private static void checkPlaces(Path file, Map<String, Entry> tensors, long available) {
    List<Map.Entry<String, Entry>> sorted =
        tensors.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().from())
                    .thenComparingLong(e -> e.getValue().to()))
            .toList();
    long at = 0;
    for (Map.Entry<String, Entry> tensor : sorted) {
      Entry entry = tensor.getValue();
      long length = bytes(file, tensor.getKey(), entry.shape());
      if (entry.from() != at || entry.to() - at != length) {
        throw new ModelFormatException(
            String.format(
                Locale.ROOT,
                "%s: tensor '%s' of shape %s should stand at [%d, %d), its data_offsets say [%d,"
                    + " %d)",
                file,
                tensor.getKey(),
                Specs.brief(entry.shape().toString()),
                at,
                at + length,
                entry.from(),
                entry.to()));
      }
      at = entry.to();
    }
    if (at != available) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "%s: the tensors take %,d bytes, but %,d follow the header; the file is %s",
              file,
              at,
              available,
              at > available ? "cut short" : "too long"));
    }
  }

  private static long bytes(Path file, String name, List<Integer> shape) {
    try {
      long bytes = 4;
      for (int size : shape) {
        bytes = Math.multiplyExact(bytes, (long) size);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "%s: tensor '%s' has shape %s, more than any file holds",
              file,
              name,
              Specs.brief(shape.toString())),
          e);
    }
  }
}
