package org.denpan.cli;

import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Results as one JSON object. Numbers that are not finite are left out, as JSON has none such.
final class Json {
  private Json() {}

  static void print(Streams streams, Map<String, Object> object) {
    object.values().removeIf(value -> value instanceof Double d && !Double.isFinite(d));
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    streams.out().println(mapper.writeValueAsString(object));
  }
}
