package org.denpan.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
  private final ServerMetrics metrics = new ServerMetrics("1.2.3", () -> 5);

  private StrictText scrape() {
    return StrictText.read(metrics.text());
  }

  @Test
  void aServerThatHasAnsweredNothingTellsThatStrictly() {
    StrictText text = scrape();

    assertThat(text.types)
        .containsEntry("denpan_http_requests_total", "counter")
        .containsEntry("denpan_http_request_duration_seconds", "histogram");
    assertThat(text.samples.keySet().toString()).contains("denpan_build_info{version=1.2.3");
  }

  @Test
  void requestsAreCountedByRouteAndStatusAndTheirTimeIsInBuckets() {
    RouteMetrics route = metrics.route("/predict");
    route.ended(200, 40_000);
    route.ended(400, 700_000);

    StrictText text = scrape();

    assertThat(text.value("denpan_http_requests_total{route=/predict, status=200}")).isEqualTo(1);
    assertThat(text.value("denpan_http_requests_total{route=/predict, status=400}")).isEqualTo(1);
    assertThat(text.value("denpan_http_requests_in_flight{}")).isEqualTo(5);
    String duration = "denpan_http_request_duration_seconds";
    assertThat(text.value(duration + "_bucket{route=/predict, le=0.00005}")).isEqualTo(1);
    assertThat(text.value(duration + "_bucket{route=/predict, le=0.0005}")).isEqualTo(1);
    assertThat(text.value(duration + "_bucket{route=/predict, le=0.001}")).isEqualTo(2);
    assertThat(text.value(duration + "_sum{route=/predict}")).isEqualTo(0.00074);
    assertThat(text.value(duration + "_count{route=/predict}")).isEqualTo(2);
  }

  @Test
  void aBoundBelongsToItsBucketAndWhatIsBeyondAllToTheLast() {
    ModelMetrics model = metrics.model("adult");
    model.batch(1);
    model.batch(2);
    model.batch(3);
    model.batch(4096);
    model.batch(4097);

    StrictText text = scrape();

    assertThat(text.value("denpan_batch_rows_bucket{model=adult, le=1}")).isEqualTo(1);
    assertThat(text.value("denpan_batch_rows_bucket{model=adult, le=2}")).isEqualTo(2);
    assertThat(text.value("denpan_batch_rows_bucket{model=adult, le=4}")).isEqualTo(3);
    assertThat(text.value("denpan_batch_rows_bucket{model=adult, le=4096}")).isEqualTo(4);
    assertThat(text.value("denpan_batch_rows_bucket{model=adult, le=+Inf}")).isEqualTo(5);
    assertThat(text.value("denpan_predicted_rows_total{model=adult}")).isEqualTo(8199);
  }

  @Test
  void aModelIsToldByNameHashAndVersionAlsoAfterItWasReplaced() {
    ModelMetrics model = metrics.model("adult");
    model.queue(() -> 7);
    model.loaded("aa", "1");
    model.reloadFailed();
    model.loaded("bb", "2");

    StrictText text = scrape();

    assertThat(text.value("denpan_model_info{model=adult, sha256=bb, version=2}")).isEqualTo(1);
    assertThat(text.value("denpan_model_reloads_total{model=adult}")).isEqualTo(1);
    assertThat(text.value("denpan_model_failed_reloads_total{model=adult}")).isEqualTo(1);
    assertThat(text.value("denpan_queued_rows{model=adult}")).isEqualTo(7);
    assertThat(text.value("denpan_model_loaded_timestamp_seconds{model=adult}")).isPositive();
    assertThat(metrics.text()).doesNotContain("\"aa\"");
  }

  @Test
  void anOddNameStaysOneLabel() {
    String odd = "a\"b\\c\nd}, e=\"1";
    metrics.model(odd).batch(1);

    assertThat(scrape().value("denpan_predicted_rows_total{model=" + odd + "}")).isEqualTo(1);
  }

  @Test
  void nothingIsLostWhileManyRecordAndOneReads() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int status = 200 + t;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 20_000; i++) {
                  RouteMetrics route = metrics.route("/predict");
                  route.ended(status, i);
                  metrics.model("adult").batch(i % 9);
                }
              }));
    }
    while (threads.stream().anyMatch(Thread::isAlive)) {
      scrape();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    StrictText text = scrape();

    for (int t = 0; t < 4; t++) {
      assertThat(text.value("denpan_http_requests_total{route=/predict, status=20" + t + "}"))
          .isEqualTo(20_000);
    }
    assertThat(text.value("denpan_http_request_duration_seconds_count{route=/predict}"))
        .isEqualTo(80_000);
  }

  @Test
  void theReaderOfThisTestForgivesNothing() {
    for (String wrong :
        List.of(
            "a 1\n",
            "# HELP a b\n# TYPE a gauge\na 1",
            "# HELP a b\n# TYPE a counter\na 1\n",
            "# HELP a b\n# TYPE a gauge\na 1\na 2\n",
            "# HELP a b\n# TYPE a gauge\na{b=\"c} 1\n",
            "# HELP a b\n# TYPE a gauge\na{b=\"c\\d\"} 1\n",
            "# HELP a b\n# TYPE a gauge\na 1,5\n",
            "# HELP a b\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n")) {
      assertThatThrownBy(() -> StrictText.read(wrong)).as(wrong).isInstanceOf(AssertionError.class);
    }
  }
}
