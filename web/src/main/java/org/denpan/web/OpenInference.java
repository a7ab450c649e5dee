package org.denpan.web;

import java.io.IOException;
import java.util.List;

/// The Open Inference Protocol, version 2, over HTTP:
/// <https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md>.
final class OpenInference {
  private final ModelServer server;

  OpenInference(ModelServer server) {
    this.server = server;
  }

  void live(Call call) throws IOException {
    call.json().raw("{\"live\":true}\n");
    call.answer(200);
  }

  void ready(Call call) throws IOException {
    boolean ready = !server.stopping();
    call.json().raw("{\"ready\":" + ready + "}\n");
    call.answer(ready ? 200 : Refusal.UNAVAILABLE);
  }

  void server(Call call) throws IOException {
    JsonBytes json = call.json().raw("{\"name\":\"denpan\",\"version\":").string(Version.DENPAN);
    json.raw(",\"extensions\":[\"binary_tensor_data\"],\"models\":[");
    List<Slot> slots = server.slots();
    for (int i = 0; i < slots.size(); i++) {
      json.raw(i > 0 ? "," : "").string(slots.get(i).name());
    }
    json.raw("]}\n");
    call.answer(200);
  }

  void ready(Call call, ServedModel model) throws IOException {
    boolean ready = !server.stopping();
    call.json().raw("{\"name\":").string(model.name()).raw(",\"ready\":" + ready + "}\n");
    call.answer(ready ? 200 : Refusal.UNAVAILABLE);
  }

  void model(Call call, ServedModel model) throws IOException {
    JsonBytes json = call.json().raw("{\"name\":").string(model.name());
    json.raw(",\"versions\":[").string(model.version()).raw("],\"platform\":\"denpan\"");
    json.raw(",\"inputs\":[");
    for (Field field : model.fields().list()) {
      json.raw(field.place() > 0 ? "," : "");
      tensor(json, field.column(), field.kind().datatype().name(), field.shape());
    }
    json.raw("],\"outputs\":[");
    List<Output> outputs = model.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).describe(json.raw(i > 0 ? ",{" : "{"), -1);
      json.raw('}');
    }
    json.raw("]}\n");
    call.answer(200);
  }

  private static void tensor(JsonBytes json, String name, String datatype, List<Integer> shape) {
    json.raw("{\"name\":").string(name).raw(",\"datatype\":").string(datatype);
    json.raw(",\"shape\":[-1");
    shape.forEach(size -> json.raw(',').number(size));
    json.raw("]}");
  }
}
