package org.denpan.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denpan.Words;

/// `/v2/models/{model}/infer` of the Open Inference Protocol, with its binary extension.
final class Infer {
  static final String BINARY = "application/octet-stream";
  private static final String HEADER_LENGTH = "Inference-Header-Content-Length";

  private final ModelServer server;

  Infer(ModelServer server) {
    this.server = server;
  }

  void handle(Call call, ServedModel model) throws IOException {
    String headerLength = call.header(HEADER_LENGTH);
    if (headerLength == null) {
      call.accept(Call.JSON);
    } else {
      call.accept(BINARY, Call.JSON);
    }
    call.read();
    server.admission().enter();
    int jsonLength;
    try {
      int length = headerLength == null ? call.bodyLength() : length(call, headerLength);
      InferRequest request = InferReader.read(call, length);
      Map<Output, Boolean> wanted = wanted(request, model);
      Rows rows = model.rows();
      int count = request.fill(model.fields(), rows, server.options().limits().rows(), call);
      float[] y = model.lanes().score(rows.inputs(), count);
      call.rows(count);
      jsonLength = write(call.json(), model, request, wanted, y, count);
    } finally {
      server.admission().leave();
    }
    if (jsonLength == call.json().length()) {
      call.answer(200);
    } else {
      call.header(HEADER_LENGTH, Integer.toString(jsonLength));
      call.answer(200, BINARY, call.json().bytes(), call.json().length());
    }
  }

  private static int length(Call call, String said) {
    try {
      int length = Integer.parseInt(said.strip());
      if (length >= 0 && length <= call.bodyLength()) {
        return length;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Refusal.bad(
        HEADER_LENGTH
            + " should be the length of the JSON, from 0 to the body's "
            + call.bodyLength()
            + ", got "
            + Fields.shortened(said));
  }

  /// The outputs that are asked for, and which of them in binary.
  private static Map<Output, Boolean> wanted(InferRequest request, ServedModel model) {
    Map<Output, Boolean> wanted = new LinkedHashMap<>();
    if (request.outputs().isEmpty()) {
      model.outputs().forEach(output -> wanted.put(output, request.binary()));
    }
    request
        .outputs()
        .forEach((name, binary) -> {
          List<String> names = model.outputs().stream().map(Output::name).toList();
          int index = names.indexOf(name);
          if (index < 0) {
            throw Refusal.bad(
                "the model has no output '"
                    + Fields.shortened(name)
                    + "'; "
                    + Words.suggestion(name, names));
          }
          wanted.put(model.outputs().get(index), binary.orElse(request.binary()));
        });
    return wanted;
  }

  /// Writes the answer.
  ///
  /// @return the length of its JSON, which the binary outputs follow
  private static int write(
      JsonBytes json,
      ServedModel model,
      InferRequest request,
      Map<Output, Boolean> wanted,
      float[] y,
      int rows) {
    json.raw("{\"model_name\":").string(model.name());
    json.raw(",\"model_version\":").string(model.version());
    String id = request.id();
    if (id != null) {
      json.raw(",\"id\":").string(id);
    }
    json.raw(",\"outputs\":[");
    List<JsonBytes> binaries = new ArrayList<>();
    String separator = "{";
    for (Map.Entry<Output, Boolean> entry : wanted.entrySet()) {
      Output output = entry.getKey();
      output.describe(json.raw(separator), rows);
      separator = ",{";
      if (entry.getValue()) {
        JsonBytes binary = new JsonBytes();
        output.binary(y, rows, binary);
        binaries.add(binary);
        json.raw(",\"parameters\":{\"binary_data_size\":").number(binary.length()).raw("}}");
      } else {
        output.json(y, rows, json.raw(",\"data\":["));
        json.raw("]}");
      }
    }
    json.raw(binaries.isEmpty() ? "]}\n" : "]}");
    int length = json.length();
    binaries.forEach(binary -> json.raw(binary.bytes(), binary.length()));
    return length;
  }
}
