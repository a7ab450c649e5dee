package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.LayerNorm;
import org.denpan.net.Network;
import org.denpan.net.Prelu;
import org.denpan.net.Residual;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Names, shapes, types and bytes are those that `state_dict` of PyTorch 2 has.
class StateDictExportTest {
  @TempDir private Path folder;

  private static final Network NETWORK =
      Network.of(
          Dense.of(4, Activation.relu()),
          Dropout.of(0.25),
          Dense.of(3, Activation.prelu()),
          new BatchNorm(0.99, 1e-3),
          Residual.of(
              Dense.of(5, new Prelu(true)), BatchNorm.of(), Dense.of(3, Activation.identity())),
          LayerNorm.of(),
          Activation.gelu(),
          Dense.of(1, Activation.identity()));

  @Test
  void tensorsStandUnderThePlacesOfTheModules() throws IOException {
    Path file = folder.resolve("net.safetensors");
    Model model = Models.model(NETWORK, Models.regression().encoder());
    assertThat(model.exportStateDict(file))
        .isEqualTo(
            "Sequential(Linear(2, 4), ReLU(), Dropout(0.25), Linear(4, 3), PReLU(3), BatchNorm1d(3,"
                + " 0.001, 0.01), Residual(Linear(3, 5), PReLU(1), BatchNorm1d(5), Linear(5, 3)),"
                + " LayerNorm(3), GELU(), Linear(3, 1))");
    JsonNode header = header(file);
    assertThat(header.path("__metadata__").path("format").asString()).isEqualTo("pt");
    Map<String, String> tensors = new TreeMap<>();
    header
        .properties()
        .forEach(entry ->
            tensors.put(
                entry.getKey(),
                entry.getValue().path("dtype").asString("") + entry.getValue().path("shape")));
    tensors.remove("__metadata__");
    assertThat(tensors)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("0.weight", "F32[4,2]"),
                Map.entry("0.bias", "F32[4]"),
                Map.entry("3.weight", "F32[3,4]"),
                Map.entry("3.bias", "F32[3]"),
                Map.entry("4.weight", "F32[3]"),
                Map.entry("5.weight", "F32[3]"),
                Map.entry("5.bias", "F32[3]"),
                Map.entry("5.running_mean", "F32[3]"),
                Map.entry("5.running_var", "F32[3]"),
                Map.entry("5.num_batches_tracked", "I64[]"),
                Map.entry("6.0.weight", "F32[5,3]"),
                Map.entry("6.0.bias", "F32[5]"),
                Map.entry("6.1.weight", "F32[1]"),
                Map.entry("6.2.weight", "F32[5]"),
                Map.entry("6.2.bias", "F32[5]"),
                Map.entry("6.2.running_mean", "F32[5]"),
                Map.entry("6.2.running_var", "F32[5]"),
                Map.entry("6.2.num_batches_tracked", "I64[]"),
                Map.entry("6.3.weight", "F32[3,5]"),
                Map.entry("6.3.bias", "F32[3]"),
                Map.entry("7.weight", "F32[3]"),
                Map.entry("7.bias", "F32[3]"),
                Map.entry("9.weight", "F32[1,3]"),
                Map.entry("9.bias", "F32[1]")));
  }

  @Test
  void weightsAreTurnedAboutAndCountersAreZero() throws IOException {
    Path file = folder.resolve("net.safetensors");
    Model model = Models.model(NETWORK, Models.regression().encoder());
    model.exportStateDict(file);
    float[] values = model.parameters().values();
    int at = model.parameters().tensor("dense1.weight").at();
    ByteBuffer weight = bytes(file, "0.weight");
    for (int unit = 0; unit < 4; unit++) {
      for (int input = 0; input < 2; input++) {
        assertThat(weight.getFloat()).isEqualTo(values[at + input * 4 + unit]);
      }
    }
    int alpha = model.parameters().tensor("dense2.alpha").at();
    assertThat(bytes(file, "4.weight").getFloat()).isEqualTo(values[alpha]);
    for (String counter : List.of("5.num_batches_tracked", "6.2.num_batches_tracked")) {
      ByteBuffer count = bytes(file, counter);
      assertThat(count.remaining()).isEqualTo(8);
      assertThat(count.getLong()).isZero();
    }
    long end = 0;
    for (JsonNode tensor : header(file)) {
      end = Math.max(end, tensor.path("data_offsets").path(1).asLong(0));
    }
    long start = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(Files.size(file)).isEqualTo(8 + start + end);
  }

  private static JsonNode header(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return new JsonMapper().readTree(new String(all, 8, length, StandardCharsets.UTF_8));
  }

  private static ByteBuffer bytes(Path file, String tensor) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
    JsonNode offsets = header(file).path(tensor).path("data_offsets");
    int from = offsets.path(0).asInt();
    return ByteBuffer.wrap(all, 8 + length + from, offsets.path(1).asInt() - from)
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
