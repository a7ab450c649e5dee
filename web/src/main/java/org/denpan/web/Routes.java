package org.denpan.web;

/// All that a server answers.
final class Routes {
  private static final String LIVE = "/v2/health/live";
  private static final String READY = "/v2/health/ready";

  private Routes() {}

  static Router of(ModelServer server) {
    Router router = new Router();
    OpenInference protocol = new OpenInference(server);
    router.add("GET", LIVE, protocol::live).add("GET", READY, protocol::ready);
    router.open(LIVE).open(READY);
    router.add("GET", "/v2", protocol::server);
    Descriptions descriptions = new Descriptions(server);
    router.add("GET", "/", descriptions::page);
    router.add("GET", "/openapi.json", descriptions::openApi);
    router.add("GET", "/metrics", descriptions::metrics);
    Predict predict = new Predict(server);
    for (Slot slot : server.slots()) {
      String name = slot.name();
      String base = "/v2/models/" + name;
      String pattern = "/v2/models/{model}";
      router.add("GET", pattern, name, base, call -> protocol.model(call, slot.now()));
      router.add(
          "GET",
          pattern + "/ready",
          name,
          base + "/ready",
          call -> protocol.modelReady(call, slot));
      router.add(
          "POST",
          "/models/{model}/predict",
          name,
          "/models/" + name + "/predict",
          call -> predict.handle(call, slot.now()));
    }
    if (server.slots().size() == 1) {
      Slot only = server.slots().getFirst();
      router.add(
          "POST", "/predict", only.name(), "/predict", call -> predict.handle(call, only.now()));
    }
    return router;
  }
}
