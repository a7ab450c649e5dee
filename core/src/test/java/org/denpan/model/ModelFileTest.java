package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.denpan.data.Table;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
  @TempDir Path folder;

  static Stream<Arguments> modelsAndRows() {
    return Stream.of(
        Arguments.of(Models.classifier(), Models.customers()),
        Arguments.of(Models.regression(), Models.houses()));
  }

  private Model saveAndLoad(Model model) {
    Path file = folder.resolve("model.denpan");
    model.save(file);
    return Model.load(file);
  }

  @ParameterizedTest
  @MethodSource("modelsAndRows")
  void everythingComesBackEqualAndEveryBitOfTheValues(Model model, Table rows) {
    Model loaded = saveAndLoad(model);
    assertThat(loaded.network()).isEqualTo(model.network());
    assertThat(loaded.encoder()).isEqualTo(model.encoder());
    assertThat(loaded.loss()).isEqualTo(model.loss());
    assertThat(loaded.provenance()).containsExactlyEntriesOf(model.provenance());
    assertThat(loaded.parameters().values()).containsExactly(model.parameters().values());
    assertThat(loaded.weightsSha256()).isEqualTo(model.weightsSha256());
  }

  @ParameterizedTest
  @MethodSource("modelsAndRows")
  void aLoadedModelPredictsAndScoresTheSameBits(Model model, Table rows) {
    Model loaded = saveAndLoad(model);
    assertThat(loaded.predict(rows).outputs()).containsExactly(model.predict(rows).outputs());
    assertThat(loaded.evaluate(rows).loss()).isEqualTo(model.evaluate(rows).loss());
    assertThat(loaded.evaluate(rows).metrics()).isEqualTo(model.evaluate(rows).metrics());
  }

  @Test
  void unusualBitsOfFloatsAreKept() {
    Model model = Models.regression();
    float[] values = model.parameters().values();
    values[0] = -0f;
    values[1] = Float.MIN_VALUE;
    values[2] = Float.MAX_VALUE;
    values[3] = Math.nextUp(1f);
    float[] loaded = saveAndLoad(model).parameters().values();
    for (int i = 0; i < values.length; i++) {
      assertThat(Float.floatToRawIntBits(loaded[i])).isEqualTo(Float.floatToRawIntBits(values[i]));
    }
  }

  /// More values than one chunk of the file's writer, so that chunks must join.
  @Test
  void aLargerNetworkComesBackWhole() {
    Model small = Models.regression();
    Network network =
        Network.of(Dense.of(20_011, Activation.relu()), Dense.of(1, Activation.identity()))
            .init(Init.normal(0.01));
    Model model = Models.model(network, small.encoder());
    Model loaded = saveAndLoad(model);
    assertThat(loaded.network()).isEqualTo(network);
    assertThat(loaded.parameters().values()).containsExactly(model.parameters().values());
  }

  @Test
  void moreProvenanceIsKeptInOrder() {
    Model model = Models.smallest().withProvenance(Map.of("split", "0.8 stratified"));
    assertThat(saveAndLoad(model).provenance().keySet()).containsExactly("seed", "data", "split");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("no.denpan");
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("no model file " + file);
  }

  @Test
  void aFolderIsNoModel() {
    assertThatThrownBy(() -> Model.load(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(folder + " is a directory, not a model file");
  }
}
