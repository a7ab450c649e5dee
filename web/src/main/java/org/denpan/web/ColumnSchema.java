package org.denpan.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.denpan.data.Column;
import org.denpan.data.NumberTransform;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A column in words of JSON Schema, with examples out of what training saw.
///
/// Categories are examples rather than an `enum`: a value that training did not see is taken too,
/// and counts as unknown.
final class ColumnSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final int MOST_EXAMPLES = 100;

  private ColumnSchema() {}

  /// The schema of the column's value in a row.
  static ObjectNode of(Field field) {
    ObjectNode schema = JSON.objectNode();
    switch (field.kind()) {
      case NUMBER -> types(schema, "number", "null");
      case TEXT -> text(schema, field);
      case TIME -> types(schema, "string", "null");
      case PIXELS -> pixels(schema, field);
    }
    schema.put("description", description(field));
    ArrayNode examples = schema.putArray("examples");
    examples(field).forEach(examples::add);
    return schema;
  }

  private static void text(ObjectNode schema, Field field) {
    if (field.numbersAsText()) {
      types(schema, "string", "number", "boolean", "null");
    } else {
      types(schema, "string", "boolean", "null");
    }
  }

  private static void pixels(ObjectNode schema, Field field) {
    int size = field.transform().width();
    schema.put("type", "array").put("minItems", size).put("maxItems", size);
    schema.putObject("items").put("type", "integer").put("minimum", 0).put("maximum", 255);
  }

  private static void types(ObjectNode schema, String... types) {
    ArrayNode list = schema.putArray("type");
    for (String type : types) {
      list.add(type);
    }
  }

  /// What a value means, for a person.
  static String description(Field field) {
    String missing =
        field.mayLack()
            ? "; may be left out or null, which is missing"
            : field.kind() == Field.Kind.PIXELS ? "" : "; null is missing";
    return switch (field.transform()) {
      case NumberTransform number -> "a number" + missing;
      case TextTransform text ->
          "a text, of which training saw "
              + text.categories().size()
              + "; others count as unknown"
              + missing;
      case Transform.Calendar time -> "a time in ISO 8601, UTC where it names no zone" + missing;
      case Transform.Images images ->
          "the pixels of " + images.height() + "×" + images.columns() + ", 0 black to 255 white";
    };
  }

  /// Values that the column may have, the first of them a usual one.
  static List<JsonNode> examples(Field field) {
    return switch (field.transform()) {
      case NumberTransform number -> List.of(JSON.numberNode(usual(number)));
      case TextTransform text ->
          text.categories().stream().limit(MOST_EXAMPLES).<JsonNode>map(JSON::stringNode).toList();
      case Transform.Calendar time ->
          List.of(
              JSON.stringNode(
                  Column.Times.format(Math.round(time.mean()) * 1_000_000, !time.day())));
      case Transform.Images images -> {
        ArrayNode dark = JSON.arrayNode();
        for (int i = 0; i < images.width(); i++) {
          dark.add(0);
        }
        yield List.of(dark);
      }
    };
  }

  private static BigDecimal usual(NumberTransform number) {
    double middle =
        switch (number) {
          case NumberTransform.Standardize standardize -> standardize.mean();
          case NumberTransform.Robust robust -> robust.median();
          case NumberTransform.Quantiles quantiles ->
              quantiles.knots().get(quantiles.knots().size() / 2);
        };
    BigDecimal rounded = new BigDecimal(middle).round(THREE_DIGITS).stripTrailingZeros();
    return rounded.scale() < 0 && rounded.scale() > -15 ? rounded.setScale(0) : rounded;
  }

  /// A row that the model takes: the first example of each column.
  static ObjectNode row(Fields fields) {
    ObjectNode row = JSON.objectNode();
    fields.list().forEach(field -> row.set(field.column(), examples(field).getFirst()));
    return row;
  }
}
