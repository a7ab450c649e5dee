package org.denpan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.model.Model;
import org.denpan.model.Prediction;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images, and texts that are numbers.
class OtherColumnsTest {
  private static final String PREDICT = "/predict";

  @TempDir private static Path folder;
  private static Model model;
  private static ModelServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    Encoder encoder =
        new Encoder(
            List.of(
                new Transform.Images("image", 2, 3),
                new TextTransform.OneHot("zone", List.of("1", "2", "30"), false)),
            new Target.Classes("what", List.of("cat", "dog"), List.of(1, 1)),
            List.of());
    model = Models.model(Network.of(Dense.of(1, Activation.identity())), encoder, 3);
    Path file = folder.resolve("m.denpan");
    model.save(file);
    server = ModelServer.start(Map.of("m", file), new ServerOptions().withPort(0));
    client = new Client(server);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.stop();
  }

  private static String expected(String zone, int... pixels) {
    byte[] bytes = new byte[pixels.length];
    IntStream.range(0, pixels.length).forEach(i -> bytes[i] = (byte) pixels[i]);
    Prediction said =
        model
            .predict(
                Table.of(
                    "t",
                    List.of(
                        new Column.Pixels("image", 2, 3, bytes),
                        new Column.Categories("zone", List.of(zone), new int[] {0}))))
            .row(0);
    return "{\"label\":\"%s\",\"probabilities\":{\"cat\":%s,\"dog\":%s}}\n"
        .formatted(said.label(), said.probability("cat"), said.probability("dog"));
  }

  @Test
  void anImageIsAnArrayOfPixelsOrOfRows() {
    String answer = expected("30", 0, 255, 7, 128, 1, 2);
    assertThat(client.post(PREDICT, "{\"image\":[0,255,7,128,1,2],\"zone\":\"30\"}").body())
        .isEqualTo(answer);
    assertThat(client.post(PREDICT, "{\"zone\":30.0,\"image\":[[0,255,7],[128,1,2]]}").body())
        .isEqualTo(answer);
    assertThat(
            client
                .post(
                    "/v2/models/m/infer",
                    "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,2,3],"
                        + "\"data\":[[[0,255,7],[128,1,2]]]},{\"name\":\"zone\",\"datatype\":\"INT32\","
                        + "\"shape\":[1],\"data\":[30]}]}")
                .body())
        .contains(answer.replaceAll("(?s).*cat\":([^,]*),\"dog\":([^}]*)}.*", "[$1,$2]"));
  }

  @Test
  void anotherNumberOfPixelsOrNoneIsRefused() {
    assertThat(client.post(PREDICT, "{\"zone\":1,\"image\":[1,2,3]}").body())
        .contains("row 1, column 'image' should have 6 pixels, got 3");
    assertThat(client.post(PREDICT, "{\"zone\":1,\"image\":[1,2,3,4,5,6,7]}").body())
        .contains("should have 6 pixels, got more");
    assertThat(client.post(PREDICT, "{\"zone\":1,\"image\":[1,2,3,4,5,256]}").body())
        .contains("an array of pixels from 0 to 255, got 256");
    assertThat(client.post(PREDICT, "{\"zone\":1,\"image\":null}").body()).contains("got null");
    assertThat(client.post(PREDICT, "{\"zone\":1}").body()).contains("lacks the column 'image'");
  }

  @Test
  void memoryThatOthersHaveIsNotGivenTwice() {
    Admission admission = new Admission(Limits.standard());
    long all = Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4);
    admission.reserve(all);
    assertThatThrownBy(() -> admission.reserve(1))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(503));
    admission.release(all);
    admission.reserve(1);
  }
}
