package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A second reader of safetensors files, written from the published format alone, that asserts each
/// of its rules. It shares no code with the library's.
record PublishedFormat(Map<String, String> metadata, Map<String, Values> tensors) {
  record Values(List<Integer> shape, float[] values) {}

  static PublishedFormat read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.getLong();
    assertThat(length).as("header length").isBetween(2L, Math.min(100_000_000L, bytes.remaining()));
    assertThat((8 + length) % 8).as("alignment of the values").isZero();
    assertThat(bytes.get(8)).as("first byte of the header").isEqualTo((byte) '{');
    byte[] json = new byte[(int) length];
    bytes.get(json);
    JsonNode header = new JsonMapper().readTree(new String(json, StandardCharsets.UTF_8));
    assertThat(header.isObject()).isTrue();
    return new PublishedFormat(metadata(header), tensors(header, bytes.slice()));
  }

  private static Map<String, String> metadata(JsonNode header) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header.path("__metadata__").properties()) {
      assertThat(entry.getValue().isString()).as("%s is a text", entry.getKey()).isTrue();
      metadata.put(entry.getKey(), entry.getValue().stringValue());
    }
    return metadata;
  }

  private static Map<String, Values> tensors(JsonNode header, ByteBuffer data) {
    Map<String, Values> tensors = new LinkedHashMap<>();
    long end = 0;
    List<Map.Entry<String, JsonNode>> entries =
        header.properties().stream()
            .filter(e -> !e.getKey().equals("__metadata__"))
            .sorted(
                Comparator.comparingLong(e -> e.getValue().path("data_offsets").get(0).asLong()))
            .toList();
    for (Map.Entry<String, JsonNode> entry : entries) {
      String name = entry.getKey();
      JsonNode node = entry.getValue();
      assertThat(node.propertyNames())
          .as(name)
          .containsExactlyInAnyOrder("dtype", "shape", "data_offsets");
      assertThat(node.path("dtype").stringValue()).as(name).isEqualTo("F32");
      long from = node.path("data_offsets").get(0).longValue();
      long to = node.path("data_offsets").get(1).longValue();
      List<Integer> shape = node.path("shape").valueStream().map(JsonNode::intValue).toList();
      long count = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
      assertThat(from).as("%s starts where the one before ends", name).isEqualTo(end);
      assertThat(to - from).as("%s is as long as its shape says", name).isEqualTo(4 * count);
      float[] values = new float[(int) count];
      data.slice((int) from, (int) (to - from))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
      tensors.put(name, new Values(shape, values));
      end = to;
    }
    assertThat(end).as("the last tensor ends with the file").isEqualTo(data.capacity());
    return tensors;
  }
}
