package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// Sound safetensors files that are no sound models, each refused with what was found and where.
@Timeout(20)
class HostileModelTest {
  private static final ModelBytes CLASSIFIER = ModelBytes.of(Models.classifier());
  private static final ModelBytes REGRESSION = ModelBytes.of(Models.regression());

  private static final Path NAME = Path.of("hostile.denpan");

  private void refused(ModelBytes model, String message) {
    assertThatThrownBy(() -> ModelFile.read(NAME, new BytesChannel(model.bytes())))
        .isInstanceOf(ModelFormatException.class)
        .message()
        .startsWith(NAME.toString())
        .contains(message);
  }

  private static Consumer<ObjectNode> layer(int index, Consumer<ObjectNode> change) {
    return network -> change.accept((ObjectNode) network.get("layers").get(index));
  }

  private static Consumer<ObjectNode> input(int index, Consumer<ObjectNode> change) {
    return encoder -> change.accept((ObjectNode) encoder.get("inputs").get(index));
  }

  @Test
  void aSafetensorsFileOfAnotherKind() {
    refused(
        REGRESSION.header(h -> h.remove("__metadata__")),
        ": a safetensors file, but not a Denpan model: __metadata__ has format 'none', expected"
            + " 'denpan'");
    refused(REGRESSION.metadata(m -> m.put("format", "pt")), "format 'pt', expected 'denpan'");
  }

  @Test
  void aVersionOfTheFutureOrNone() {
    refused(
        REGRESSION.metadata(m -> m.put("version", "2")),
        "format version '2'; this Denpan reads version 1, a newer one may read it");
    refused(REGRESSION.metadata(m -> m.remove("version")), "format version 'none'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"network", "encoder", "loss", "provenance"})
  void aTextThatIsLackingOrNoJson(String key) {
    refused(REGRESSION.metadata(m -> m.remove(key)), "__metadata__ lacks '" + key + "'");
    refused(REGRESSION.metadata(m -> m.put(key, "")), "expected an object");
    refused(REGRESSION.metadata(m -> m.put(key, "[]")), "expected an object, found []");
    refused(REGRESSION.metadata(m -> m.put(key, "{\"a\":")), " is not JSON: ");
    refused(REGRESSION.metadata(m -> m.put(key, "{\"a\":1,\"a\":2}")), " is not JSON: Duplicate");
  }

  @Test
  void unknownMembersAreNamedWithWhatIsKnown() {
    refused(
        REGRESSION.spec("network", layer(0, l -> l.put("type", "conv2d"))),
        "Network.layers[0]: unknown layer 'conv2d'; this version knows ");
    refused(
        REGRESSION.spec(
            "network", layer(0, l -> ((ObjectNode) l.get("activation")).put("type", "swishh"))),
        "Network.layers[0].activation: unknown activation 'swishh'; this version knows ");
    refused(
        REGRESSION.spec("network", n -> n.putObject("init").put("type", "sparse")),
        "Network.init: unknown init 'sparse'");
    refused(REGRESSION.spec("loss", l -> l.put("type", "hinge")), "Loss: unknown loss 'hinge'");
    refused(
        REGRESSION.spec("encoder", input(1, t -> t.put("type", "hash"))),
        "Encoder.inputs[1]: unknown transform 'hash'");
    refused(
        REGRESSION.spec("encoder", e -> ((ObjectNode) e.get("target")).put("type", "rank")),
        "Encoder.target: unknown target 'rank'");
    refused(
        REGRESSION.spec("network", layer(0, l -> l.put("type", "x".repeat(10_000)))),
        "unknown layer 'xxx");
  }

  @Test
  void whatANewerVersionMayHaveAddedIsNotPassedOver() {
    refused(
        REGRESSION.spec("network", layer(0, l -> l.put("rank", 4))),
        "Network.layers[0] has 'rank', which this version of Denpan does not know");
    refused(
        REGRESSION.spec("encoder", input(1, t -> t.put("clip", 3))),
        "Encoder.inputs[1] has 'clip', which this version of Denpan does not know");
    refused(REGRESSION.spec("loss", l -> l.put("focus", 2)), "Loss has 'focus', which this");
  }

  @Test
  void membersOfAnotherFamilyDoNotServe() {
    refused(
        REGRESSION.spec("network", layer(0, l -> l.put("type", "adam"))), "unknown layer 'adam'");
    refused(REGRESSION.spec("loss", l -> l.put("type", "adam")), "unknown loss 'adam'");
  }

  @Test
  void partsThatAreLackingOrOfTheWrongKind() {
    refused(REGRESSION.spec("network", n -> n.remove("layers")), "Network lacks 'layers'");
    refused(
        REGRESSION.spec("network", n -> n.put("layers", 3)),
        "Network.layers: expected a list, found 3");
    refused(
        REGRESSION.spec("network", n -> n.putArray("layers").add("dense")),
        "Network.layers[0]: expected an object, found \"dense\"");
    refused(
        REGRESSION.spec("network", layer(0, l -> l.remove("type"))),
        "Network.layers[0] lacks its 'type'");
    refused(
        REGRESSION.spec("network", layer(0, l -> l.remove("units"))),
        "Network.layers[0] lacks 'units'");
    refused(
        REGRESSION.spec("network", layer(0, l -> l.put("units", "4"))),
        "Network.layers[0].units: expected a whole number, found \"4\"");
    refused(
        REGRESSION.spec("network", layer(0, l -> l.put("units", 4.5))),
        "Network.layers[0].units: expected a whole number, found 4.5");
    refused(
        CLASSIFIER.spec("network", layer(2, l -> l.put("rate", true))),
        "Network.layers[2].rate: expected a finite number, found true");
    refused(
        CLASSIFIER.spec("encoder", input(0, t -> t.put("indicator", 1))),
        "Encoder.inputs[0].indicator: expected true or false, found 1");
    refused(
        CLASSIFIER.spec("encoder", input(0, t -> t.putNull("column"))),
        "Encoder.inputs[0].column: expected a text, found null");
  }

  @ParameterizedTest
  @CsvSource({"1e999", "-1e999", "1e400"})
  void numbersTooLargeForADouble(String number) {
    ModelBytes bytes =
        REGRESSION.metadata(m -> {
          String encoder = m.get("encoder").stringValue();
          m.put("encoder", encoder.replace("\"mean\":5.0", "\"mean\":" + number));
        });
    refused(bytes, "Encoder.inputs[0].mean: expected a finite number, found ");
  }

  @Test
  void valuesOutOfRangeGiveTheMessageOfTheirRecord() {
    refused(
        REGRESSION.spec("network", layer(0, l -> l.put("units", 0))),
        "Network.layers[0]: a dense layer needs at least 1 unit, got 0");
    refused(
        CLASSIFIER.spec("network", layer(2, l -> l.put("rate", 1))),
        "Network.layers[2]: dropout: the rate must be in [0, 1), got 1.0");
    refused(
        CLASSIFIER.spec("network", layer(1, l -> l.put("momentum", -1))), "Network.layers[1]: ");
    refused(
        REGRESSION.spec("encoder", input(0, t -> t.put("deviation", 0))),
        "Encoder.inputs[0]: column 'rooms' cannot have mean 5.0 and deviation 0.0");
    refused(
        CLASSIFIER.spec("encoder", input(1, t -> t.putArray("categories").add("a").add("a"))),
        "Encoder.inputs[1]: column 'plan' has the category 'a' twice");
    refused(
        REGRESSION.spec("encoder", e -> e.putArray("inputs")),
        "Encoder: the columns make 0 inputs");
    refused(
        REGRESSION.spec("encoder", input(1, t -> t.put("column", "rooms"))),
        "Encoder: the column 'rooms' is an input twice");
  }

  @Test
  void imagesOfMorePixelsThanThereAreInputs() {
    for (int side : new int[] {46_341, 65_536, Integer.MAX_VALUE}) {
      ModelBytes huge =
          REGRESSION.spec(
              "encoder",
              e ->
                  e.putArray("inputs")
                      .addObject()
                      .put("type", "images")
                      .put("column", "image")
                      .put("height", side)
                      .put("columns", side));
      refused(huge, "cannot hold images of " + side + "×" + side);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 1_000_000, 100_000_000, Integer.MAX_VALUE})
  void moreUnitsThanTheFileHasValues(int units) {
    ModelBytes many = REGRESSION.spec("network", layer(0, l -> l.put("units", units)));
    refused(
        many, units < 1_000_000_000 ? "'dense1.weight' has shape [2, 4], the network needs" : "");
  }

  @Test
  void tensorsThatAreLackingTooManyOrMisnamed() {
    refused(
        REGRESSION.spec(
            "network", n -> n.withArray("layers").insertObject(0).put("type", "batchnorm")),
        "the network has 8 tensors, the file 4");
    refused(
        REGRESSION.spec("network", n -> n.withArray("layers").remove(0)),
        "the network has 2 tensors, the file 4");
    refused(
        REGRESSION.header(h -> h.set("dense1.bais", h.remove("dense1.bias"))),
        "lacks the tensor 'dense1.bias'; did you mean 'dense");
  }

  @Test
  void aShapeThatIsNotTheNetworks() {
    refused(
        REGRESSION.tensor("dense1.weight", t -> t.putArray("shape").add(4).add(2)),
        "tensor 'dense1.weight' has shape [4, 2], the network needs [2, 4]");
    refused(
        REGRESSION.tensor("dense1.weight", t -> t.putArray("shape").add(8)),
        "tensor 'dense1.weight' has shape [8], the network needs [2, 4]");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aValueThatIsNotFinite(float value) {
    refused(REGRESSION.value(9, value), "tensor 'dense1.bias' holds " + value + " at index 1");
  }

  @Test
  void aNetworkThatDoesNotFitItsTarget() {
    refused(
        CLASSIFIER.spec(
            "encoder", e -> ((ObjectNode) e.get("target")).putArray("classes").add("a").add("b")),
        "each with a count");
    ModelBytes two =
        CLASSIFIER.spec(
            "encoder",
            e -> {
              ObjectNode target = (ObjectNode) e.get("target");
              target.putArray("classes").add("a").add("b");
              target.putArray("counts").add(1).add(1);
            });
    refused(two, "the network has 3 outputs, but its target 'churned' needs 1");
  }

  @Test
  void aLossThatDoesNotFitTheTarget() {
    refused(
        REGRESSION.spec("loss", l -> l.put("type", "crossentropy")),
        "the loss crossEntropy() is not for a target such as 'price'; squaredError() is");
    refused(
        CLASSIFIER.spec("loss", l -> l.removeAll().put("type", "squarederror")),
        "the loss squaredError() is not for a target such as 'churned'; crossEntropy() is");
  }

  @Test
  void aHundredThousandLayersAreRefusedSoon() {
    ModelBytes deep =
        REGRESSION.spec(
            "network",
            n -> {
              for (int i = 0; i < 100_000; i++) {
                n.withArray("layers").addObject().put("type", "batchnorm");
              }
            });
    refused(deep, "the network has 400004 tensors, the file 4");
  }
}
