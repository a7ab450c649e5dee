package org.denpan.model;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Records as JSON and back. A member of a sealed family carries its name as `type`, a user's own
/// record its full class name; only members of the family that is expected, and classes named by
/// the caller, are ever made. A component that the JSON lacks takes its default, and an Optional is
/// empty, so that older files stay readable; one that the JSON has beyond them is refused.
public final class Specs {
  private static final JsonMapper JSON = SafetensorsHeader.boundedJson();
  private static final int BRIEF = 60;

  private final SpecReader reader;

  /// A reader and writer.
  ///
  /// @param customs a user's own layers and activations that may occur
  public Specs(Class<?>... customs) {
    reader = new SpecReader(List.of(customs));
  }

  /// The record as one line of JSON.
  ///
  /// @throws org.denpan.DenpanException if it holds what could not be read back
  public String write(Object spec) {
    return JSON.writeValueAsString(SpecWriter.toJson(spec));
  }

  /// The record that the JSON describes.
  ///
  /// @throws ModelFormatException if the text is not such a record
  public <T> T read(String json, Class<T> type) {
    try {
      return type.cast(reader.fromJson(JSON.readTree(json), type, type.getSimpleName()));
    } catch (JacksonException e) {
      throw new ModelFormatException(
          type.getSimpleName() + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// A text from a file, cut so that it fits into a message.
  static String brief(String text) {
    return text.length() > BRIEF ? text.substring(0, BRIEF) + "…" : text;
  }
}
