package org.denpan.train;

import java.util.List;
import java.util.Objects;
import org.denpan.model.ModelFormatException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Epochs and what was measured in them as JSON, with infinite numbers and NaN as texts.
final class HistoryText {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private HistoryText() {}

  static String of(List<?> records) {
    return JSON.writeValueAsString(records);
  }

  /// @throws ModelFormatException if they are no such records
  static <T> List<T> read(String text, Class<T> record) {
    try {
      @Nullable List<T> read =
          JSON.readValue(text, JSON.getTypeFactory().constructCollectionType(List.class, record));
      if (read == null || read.stream().anyMatch(Objects::isNull)) {
        throw new ModelFormatException("the checkpoint's history has null where it has epochs");
      }
      return read;
    } catch (JacksonException e) {
      throw new ModelFormatException(
          "the checkpoint's history cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
