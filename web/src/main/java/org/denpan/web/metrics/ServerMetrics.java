package org.denpan.web.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/// All that a server counts, told as Prometheus asks for it.
///
/// Routes and models are the server's own, never words out of a request: what clients make up must
/// not become series that are kept.
public final class ServerMetrics {
  /// The content type of [#text].
  public static final String CONTENT_TYPE = Exposition.CONTENT_TYPE;

  private final String version;
  private final LongSupplier inFlight;
  private final double started = System.currentTimeMillis() / 1000.0;
  private final Map<String, RouteMetrics> routes = new ConcurrentSkipListMap<>();
  private final Map<String, ModelMetrics> models = new ConcurrentSkipListMap<>();

  /// @param version of Denpan
  /// @param inFlight says how many requests are being answered, when it is asked
  public ServerMetrics(String version, LongSupplier inFlight) {
    this.version = version;
    this.inFlight = inFlight;
  }

  /// The counters of a route, such as `/predict`; the same each time.
  public RouteMetrics route(String route) {
    return routes.computeIfAbsent(route, _ -> new RouteMetrics());
  }

  /// The counters of a model by the name under which it is served; the same each time.
  public ModelMetrics model(String name) {
    return models.computeIfAbsent(name, _ -> new ModelMetrics());
  }

  /// Everything, in Prometheus' text format.
  public String text() {
    Exposition out = new Exposition();
    tellRoutes(out);
    tellRows(out);
    tellModels(out);
    out.family("denpan_build_info", "gauge", "The version of Denpan and of Java; always 1.")
        .sample(1, "version", version, "java", Runtime.version().toString());
    out.family("process_start_time_seconds", "gauge", "When the server began, since 1970, in s.")
        .sample(started);
    return out.toString();
  }

  private void tellRoutes(Exposition out) {
    out.family(
        "denpan_http_requests_total",
        "counter",
        "Requests that have ended, by the status of the answer; 0 where the client was gone.");
    routes.forEach((route, counted) ->
        counted.forEachStatus((count, status) ->
            out.sample((double) count.sum(), "route", route, "status", Integer.toString(status))));
    out.family(
        "denpan_http_request_duration_seconds",
        "histogram",
        "From a request's header to the end of its answer.");
    routes.forEach((route, counted) -> out.samples(counted.durations(), "route", route));
    out.family("denpan_http_requests_in_flight", "gauge", "Requests that are being answered.")
        .sample((double) inFlight.getAsLong());
  }

  private void tellRows(Exposition out) {
    out.family("denpan_predicted_rows_total", "counter", "Rows that were predicted.");
    models.forEach((name, counted) -> out.sample(counted.batches().sum(), "model", name));
    out.family("denpan_batch_rows", "histogram", "How many rows were predicted together.");
    models.forEach((name, counted) -> out.samples(counted.batches(), "model", name));
    out.family("denpan_queued_rows", "gauge", "Rows that wait to be predicted.");
    models.forEach((name, counted) -> out.sample((double) counted.queue(), "model", name));
  }

  private void tellModels(Exposition out) {
    out.family("denpan_model_info", "gauge", "The model that is served; always 1.");
    models.forEach((name, counted) -> {
      ModelMetrics.Served served = counted.served();
      out.sample(1, "model", name, "sha256", served.sha256(), "version", served.version());
    });
    out.family(
        "denpan_model_loaded_timestamp_seconds",
        "gauge",
        "When the model that is served was read, since 1970.");
    models.forEach(
        (name, counted) -> out.sample(counted.served().loaded() / 1000.0, "model", name));
    out.family("denpan_model_reloads_total", "counter", "A new file took the model's place.");
    models.forEach((name, counted) -> out.sample((double) counted.reloads(), "model", name));
    out.family(
        "denpan_model_failed_reloads_total",
        "counter",
        "A new file could not be served, and the model stayed.");
    models.forEach((name, counted) -> out.sample((double) counted.failedReloads(), "model", name));
  }
}
