package org.denpan.web;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.denpan.data.DataException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads rows by column names: an object for one row, an array of objects, or such an array in
/// `{"rows": […]}`.
final class RowReader {
  private static final String ROWS = "rows";

  private final Fields fields;
  private final Rows rows;
  private final int most;
  private final LongConsumer memory;
  private final boolean[] given;

  /// How the rows came, and so how the answer is given.
  enum Form {
    OBJECT,
    ARRAY,
    ENVELOPE
  }

  /// @param most rows
  /// @param memory where it is asked for, in bytes
  RowReader(Fields fields, Rows rows, int most, LongConsumer memory) {
    this.fields = fields;
    this.rows = rows;
    this.most = most;
    this.memory = memory;
    given = new boolean[fields.size()];
  }

  /// Reads all rows of a body.
  ///
  /// @throws Refusal for what is no JSON, or none that the model takes
  Form read(byte[] body, int length) {
    if (length == 0) {
      throw Refusal.bad(
          "the body is empty; send a JSON object with a value by column, or an array of such");
    }
    try (JsonParser json = JsonInput.parser(body, length)) {
      Form form = read(json);
      if (json.nextToken() != null) {
        throw Refusal.bad("the body goes on after its JSON value; send one value");
      }
      if (rows.count() == 0) {
        throw Refusal.bad("no rows; send at least one");
      }
      return form;
    } catch (JacksonException e) {
      throw JsonInput.refusal(e);
    }
  }

  private Form read(JsonParser json) {
    return switch (json.nextToken()) {
      case START_OBJECT -> envelopeOrRow(json);
      case START_ARRAY -> {
        array(json);
        yield Form.ARRAY;
      }
      case null, default ->
          throw Refusal.bad(
              "the body should be a JSON object with a value by column, or an array of such, got "
                  + found(json));
    };
  }

  private Form envelopeOrRow(JsonParser json) {
    JsonToken first = json.nextToken();
    if (first == JsonToken.PROPERTY_NAME
        && json.currentName().equals(ROWS)
        && fields.find(ROWS).isEmpty()) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw Refusal.bad("'rows' should be an array of objects, got " + found(json));
      }
      array(json);
      if (json.nextToken() != JsonToken.END_OBJECT) {
        throw Refusal.bad("beside 'rows' nothing else is read, got '" + json.currentName() + "'");
      }
      return Form.ENVELOPE;
    }
    row(json, first);
    return Form.OBJECT;
  }

  private void array(JsonParser json) {
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token != JsonToken.START_OBJECT) {
        throw Refusal.bad(
            "row "
                + (rows.count() + 1)
                + " should be an object with a value by column, got "
                + found(json));
      }
      if (rows.count() == most) {
        throw new Refusal(
            Refusal.TOO_LARGE, "more than " + most + " rows; send them in several requests");
      }
      row(json, json.nextToken());
    }
  }

  /// Reads a row whose object has begun.
  ///
  /// @param first the token after its brace
  private void row(JsonParser json, @Nullable JsonToken first) {
    Arrays.fill(given, false);
    int row = rows.count();
    rows.begin(1, memory);
    for (JsonToken token = first; token == JsonToken.PROPERTY_NAME; token = json.nextToken()) {
      Field field = fields.find(json.currentName(), where(row));
      json.nextToken();
      if (field == null) {
        json.skipChildren();
        continue;
      }
      if (given[field.place()]) {
        throw Refusal.bad(where(row, field) + " is given twice");
      }
      given[field.place()] = true;
      value(json, field, row);
    }
    for (Field field : fields.list()) {
      if (!given[field.place()]) {
        lacking(field, row);
      }
    }
    Turns.after(rows.count(), 256);
  }

  private void lacking(Field field, int row) {
    if (!field.mayLack()) {
      throw Refusal.bad(where(row) + field.lacking());
    }
    rows.missing(field, row);
  }

  private void value(JsonParser json, Field field, int row) {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL && field.kind() != Field.Kind.PIXELS) {
      rows.missing(field, row);
      return;
    }
    switch (field.kind()) {
      case NUMBER -> rows.number(field, row, number(json, field, row));
      case TEXT -> text(json, field, row);
      case TIME -> time(json, field, row);
      case PIXELS -> pixels(json, field, row);
    }
  }

  private static double number(JsonParser json, Field field, int row) {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw wrong(json, field, row);
    }
    double value = json.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw Refusal.bad(
          where(row, field)
              + ": "
              + Fields.shortened(json.getString())
              + " is beyond the largest number, 1.8e308");
    }
    return value;
  }

  private void text(JsonParser json, Field field, int row) {
    switch (json.currentToken()) {
      case VALUE_STRING -> rows.text(field, row, json.getString());
      case VALUE_TRUE -> rows.text(field, row, "true");
      case VALUE_FALSE -> rows.text(field, row, "false");
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (!field.numbersAsText()) {
          throw wrong(json, field, row);
        }
        rows.number(field, row, number(json, field, row));
      }
      case null, default -> throw wrong(json, field, row);
    }
  }

  private void time(JsonParser json, Field field, int row) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong(json, field, row);
    }
    try {
      rows.text(field, row, json.getString());
    } catch (DataException e) {
      throw wrong(json, field, row);
    }
  }

  /// An array, or arrays in an array.
  private void pixels(JsonParser json, Field field, int row) {
    byte[] pixels = new byte[field.size()];
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw wrong(json, field, row);
    }
    int at = 0;
    for (int depth = 1; depth > 0; ) {
      switch (json.nextToken()) {
        case START_ARRAY -> depth++;
        case END_ARRAY -> depth--;
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          if (at == pixels.length) {
            throw Refusal.bad(
                where(row, field) + " should have " + pixels.length + " pixels, got more");
          }
          pixels[at++] = pixel(json, field, row);
        }
        case null, default -> throw wrong(json, field, row);
      }
    }
    if (at != pixels.length) {
      throw Refusal.bad(where(row, field) + " should have " + pixels.length + " pixels, got " + at);
    }
    rows.image(field, row, pixels, 0);
  }

  private static byte pixel(JsonParser json, Field field, int row) {
    double value = json.getDoubleValue();
    if (!(value >= 0 && value <= 255) || value != Math.rint(value)) {
      throw wrong(json, field, row);
    }
    return (byte) (int) value;
  }

  private static Refusal wrong(JsonParser json, Field field, int row) {
    return Refusal.bad(
        where(row, field) + " should be " + field.kind().words() + ", got " + found(json));
  }

  /// The present token in words.
  static String found(JsonParser json) {
    return switch (json.currentToken()) {
      case null -> "nothing";
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "the text \"" + Fields.shortened(json.getString()) + '"';
      case VALUE_NULL -> "null";
      default -> Fields.shortened(json.getString());
    };
  }

  private static String where(int row) {
    return "row " + (row + 1);
  }

  private static String where(int row, Field field) {
    return where(row) + ", column '" + field.column() + "'";
  }
}
