package org.denpan.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Reads JSON of strangers: nothing but values, within bounds, never classes.
final class JsonInput {
  private static final int DEEPEST = 16;
  private static final int LONGEST_NUMBER = 400;
  private static final int LONGEST_NAME = 1000;
  private static final int LONGEST_TEXT = 1 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNameLength(LONGEST_NAME)
                  .maxStringLength(LONGEST_TEXT)
                  .build())
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private JsonInput() {}

  static JsonParser parser(byte[] bytes, int length) {
    return FACTORY.createParser(ObjectReadContext.empty(), bytes, 0, length);
  }

  /// What is wrong with the JSON, in words, and where.
  static Refusal refusal(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String where =
        at == null || at.getLineNr() < 1
            ? ""
            : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    String message =
        String.valueOf(e.getOriginalMessage())
            .replaceAll("\\s+", " ")
            .replaceFirst(": enable `JsonReadFeature.*", "");
    if (e instanceof StreamConstraintsException) {
      return Refusal.bad("the body's JSON is beyond what is read here: " + message + where);
    }
    return Refusal.bad("the body is not JSON: " + Fields.shortened(message) + where);
  }
}
