package org.denpan.web;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a request of the Open Inference Protocol, binary extension included: after the JSON, whose
/// length the header `Inference-Header-Content-Length` says, come the data of the inputs that have
/// a parameter `binary_data_size`, in their order.
final class InferReader {
  private static final int MOST_DIMENSIONS = 8;

  private final Call call;
  private final InferRequest request = new InferRequest();
  private int binaryFrom;

  private InferReader(Call call, int jsonLength) {
    this.call = call;
    binaryFrom = jsonLength;
  }

  /// Reads a body.
  ///
  /// @param jsonLength how much of it is JSON
  /// @throws Refusal for what is no such request
  static InferRequest read(Call call, int jsonLength) {
    InferReader reader = new InferReader(call, jsonLength);
    try (JsonParser json = JsonInput.parser(call.body(), jsonLength)) {
      reader.request(json);
      if (json.nextToken() != null) {
        throw Refusal.bad("the body goes on after its JSON object");
      }
    } catch (JacksonException e) {
      throw JsonInput.refusal(e);
    }
    if (reader.binaryFrom != call.bodyLength()) {
      throw Refusal.bad(
          call.bodyLength() - reader.binaryFrom + " bytes of the body belong to no input");
    }
    return reader.request;
  }

  private void request(JsonParser json) {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw Refusal.bad("the body should be a JSON object, got " + RowReader.found(json));
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "id" -> request.id(text(json, "id"));
        case "parameters" -> parameters(json);
        case "inputs" -> objects(json, "inputs", () -> input(json));
        case "outputs" -> objects(json, "outputs", () -> output(json));
        default -> json.skipChildren(); // what later versions of the protocol may add
      }
    }
  }

  private static void objects(JsonParser json, String name, Runnable read) {
    expect(json, JsonToken.START_ARRAY, name, "an array");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, JsonToken.START_OBJECT, name, "an array of objects");
      read.run();
    }
  }

  private void parameters(JsonParser json) {
    expect(json, JsonToken.START_OBJECT, "parameters", "an object");
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("binary_data_output")) {
        request.binary(value == JsonToken.VALUE_TRUE);
      }
      json.skipChildren();
    }
  }

  private void output(JsonParser json) {
    String output = "";
    Optional<Boolean> binary = Optional.empty();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("name")) {
        output = text(json, "outputs: name");
      } else if (name.equals("parameters") && value == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          boolean asked = json.currentName().equals("binary_data");
          boolean on = json.nextToken() == JsonToken.VALUE_TRUE;
          binary = asked ? Optional.of(on) : binary;
          json.skipChildren();
        }
      } else {
        json.skipChildren();
      }
    }
    request.outputs().put(output, binary);
  }

  private void input(JsonParser json) {
    String name = "";
    long[] shape = null;
    Datatype datatype = null;
    Elements elements = null;
    int binarySize = -1;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String property = json.currentName();
      json.nextToken();
      switch (property) {
        case "name" -> name = text(json, "inputs: name");
        case "shape" -> shape = shape(json, name);
        case "datatype" -> datatype = datatype(text(json, "inputs: datatype"), name);
        case "data" -> elements = data(json, name);
        case "parameters" -> binarySize = binarySize(json, name);
        default -> json.skipChildren();
      }
    }
    if (binarySize >= 0 && datatype != null) {
      elements = binary(binarySize, datatype, name);
    }
    if (name.isEmpty() || shape == null || datatype == null || elements == null) {
      throw Refusal.bad(
          "an input needs 'name', 'shape', 'datatype' and 'data'; '"
              + Fields.shortened(name)
              + "' lacks '"
              + (name.isEmpty()
                  ? "name"
                  : shape == null ? "shape" : datatype == null ? "datatype" : "data")
              + "'");
    }
    request.inputs().add(new Tensor(name, shape, datatype, elements));
  }

  private Elements binary(int size, Datatype datatype, String name) {
    if (size > call.bodyLength() - binaryFrom) {
      throw Refusal.bad("input '" + name + "': the body ends before its binary data do");
    }
    ByteBuffer bytes =
        ByteBuffer.wrap(call.body(), binaryFrom, size).order(ByteOrder.LITTLE_ENDIAN);
    binaryFrom += size;
    Elements elements = new Elements(call);
    datatype.read(bytes, elements, name);
    return elements;
  }

  private static int binarySize(JsonParser json, String input) {
    expect(json, JsonToken.START_OBJECT, "input '" + input + "': parameters", "an object");
    int size = -1;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean asked = json.currentName().equals("binary_data_size");
      json.nextToken();
      if (asked) {
        long said = whole(json, "input '" + input + "': binary_data_size");
        size = (int) Math.min(said, Integer.MAX_VALUE);
      }
      json.skipChildren();
    }
    return size;
  }

  private static long[] shape(JsonParser json, String input) {
    String what = "input '" + input + "': shape";
    expect(json, JsonToken.START_ARRAY, what, "an array");
    long[] shape = new long[MOST_DIMENSIONS];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (count == MOST_DIMENSIONS) {
        throw Refusal.bad(what + " has more than " + MOST_DIMENSIONS + " dimensions");
      }
      shape[count++] = Math.min(whole(json, what), Integer.MAX_VALUE);
    }
    return Arrays.copyOf(shape, count);
  }

  private static long whole(JsonParser json, String what) {
    expect(json, JsonToken.VALUE_NUMBER_INT, what, "a whole number of at least 0");
    double value = json.getDoubleValue();
    if (value < 0 || value > Long.MAX_VALUE / 2.0) {
      throw Refusal.bad(what + " should be a whole number of at least 0, got " + json.getString());
    }
    return (long) value;
  }

  private static Datatype datatype(String name, String input) {
    return Datatype.named(name)
        .orElseThrow(() ->
            Refusal.bad(
                "input '"
                    + input
                    + "': no datatype '"
                    + Fields.shortened(name)
                    + "'; known: "
                    + Arrays.toString(Datatype.values()).replaceAll("[\\[\\]]", "")));
  }

  /// Elements in one array, or in arrays of arrays.
  private Elements data(JsonParser json, String input) {
    expect(json, JsonToken.START_ARRAY, "input '" + input + "': data", "an array");
    Elements elements = new Elements(call);
    for (int depth = 1; depth > 0; ) {
      switch (json.nextToken()) {
        case START_ARRAY -> depth++;
        case END_ARRAY -> depth--;
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> elements.add(finite(json, input));
        case VALUE_STRING -> elements.add(json.getString());
        case VALUE_TRUE -> elements.add(true);
        case VALUE_FALSE -> elements.add(false);
        case VALUE_NULL -> elements.add(Double.NaN);
        case null, default ->
            throw Refusal.bad(
                "input '" + input + "': data should be values, got " + RowReader.found(json));
      }
    }
    return elements;
  }

  private static double finite(JsonParser json, String input) {
    double value = json.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw Refusal.bad(
          "input '"
              + input
              + "': "
              + Fields.shortened(json.getString())
              + " is beyond the largest number, 1.8e308");
    }
    return value;
  }

  private static String text(JsonParser json, String what) {
    expect(json, JsonToken.VALUE_STRING, what, "a text");
    return json.getString();
  }

  private static void expect(
      JsonParser json, @Nullable JsonToken token, String what, String words) {
    if (json.currentToken() != token) {
      throw Refusal.bad(what + " should be " + words + ", got " + RowReader.found(json));
    }
  }
}
