package org.denpan.web;

import java.util.List;

/// All that a server answers.
final class Routes {
  private static final String LIVE = "/v2/health/live";
  private static final String READY = "/v2/health/ready";
  private static final String MODEL = "/v2/models/{model}";

  private final ModelServer server;
  private final OpenInference protocol;
  private final Predict predict;
  private final Infer infer;
  private final Router router = new Router();

  private Routes(ModelServer server) {
    this.server = server;
    protocol = new OpenInference(server);
    predict = new Predict(server);
    infer = new Infer(server);
  }

  /// What answers each path, until a model is replaced by another.
  static Router of(ModelServer server) {
    return new Routes(server).router();
  }

  private Router router() {
    List<Slot> slots = server.slots();
    if (slots.size() == 1) {
      Slot only = slots.getFirst();
      router.add(
          "POST", "/predict", only.name(), "/predict", call -> predict.handle(call, only.now()));
    }
    slots.forEach(this::predict);
    router.add("GET", "/v2", protocol::server);
    router.add("GET", LIVE, protocol::live).add("GET", READY, protocol::ready);
    router.open(LIVE).open(READY);
    slots.forEach(this::protocol);
    Descriptions descriptions = new Descriptions(server);
    router.add("GET", "/", descriptions::page);
    router.add("GET", "/openapi.json", descriptions::openApi);
    router.add("GET", "/metrics", descriptions::metrics);
    return router;
  }

  private void predict(Slot slot) {
    String name = slot.name();
    router.add(
        "POST",
        "/models/{model}/predict",
        name,
        "/models/" + name + "/predict",
        call -> predict.handle(call, slot.now()));
  }

  private void protocol(Slot slot) {
    String name = slot.name();
    String path = "/v2/models/" + name;
    router.add("GET", MODEL, name, path, call -> protocol.model(call, slot.now()));
    router.add(
        "GET", MODEL + "/ready", name, path + "/ready", call -> protocol.ready(call, slot.now()));
    router.add(
        "POST", MODEL + "/infer", name, path + "/infer", call -> infer.handle(call, slot.now()));
    ServedModel model = slot.now(); // whoever asks for a version means this one
    String pattern = MODEL + "/versions/{version}";
    String version = path + "/versions/" + model.version();
    router.add("GET", pattern, name, version, call -> protocol.model(call, model));
    router.add(
        "POST", pattern + "/infer", name, version + "/infer", call -> infer.handle(call, model));
    router.add(
        "GET", pattern + "/ready", name, version + "/ready", call -> protocol.ready(call, model));
  }
}
