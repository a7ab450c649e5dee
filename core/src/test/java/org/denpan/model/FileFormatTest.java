package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.denpan.net.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A model file is a safetensors file by the published rules, which a second reader asserts.
class FileFormatTest {
  @TempDir Path folder;

  static Stream<Model> models() {
    return Stream.of(Models.classifier(), Models.regression(), Models.smallest());
  }

  @ParameterizedTest
  @MethodSource("models")
  void anotherReaderFindsEveryTensorByItsNameAndShape(Model model) throws IOException {
    Path file = folder.resolve("a.denpan");
    model.save(file);
    PublishedFormat read = PublishedFormat.read(file);
    assertThat(read.tensors().keySet())
        .containsExactlyInAnyOrderElementsOf(
            model.parameters().tensors().stream().map(Tensor::fullName).toList());
    for (Tensor tensor : model.parameters().tensors()) {
      PublishedFormat.Values values = read.tensors().get(tensor.fullName());
      assertThat(values.shape()).as(tensor.fullName()).isEqualTo(tensor.shape());
      float[] expected =
          Arrays.copyOfRange(
              model.parameters().values(), tensor.at(), tensor.at() + tensor.length());
      assertThat(values.values()).as(tensor.fullName()).containsExactly(expected);
    }
  }

  @Test
  void aDenseWeightIsRowMajorWithInputsFirst() throws IOException {
    Path file = folder.resolve("a.denpan");
    Models.regression().save(file);
    PublishedFormat read = PublishedFormat.read(file);
    assertThat(read.tensors().get("dense1.weight").shape()).containsExactly(2, 4);
    assertThat(read.tensors().get("dense1.bias").shape()).containsExactly(4);
  }

  @Test
  void theMetadataAreTextsThatSayWhatTheFileIs() throws IOException {
    Path file = folder.resolve("a.denpan");
    Models.smallest().save(file);
    assertThat(PublishedFormat.read(file).metadata())
        .containsEntry("format", "denpan")
        .containsEntry("version", "1")
        .containsEntry(
            "network",
            "{\"type\":\"network\",\"layers\":[{\"type\":\"dense\",\"units\":1,"
                + "\"activation\":{\"type\":\"identity\"}}],\"init\":null}")
        .containsEntry("loss", "{\"type\":\"binarycrossentropy\",\"smoothing\":0.0}")
        .containsOnlyKeys("format", "version", "network", "encoder", "loss", "provenance");
  }

  @Test
  void theSameModelMakesTheSameBytes() throws IOException {
    Path one = folder.resolve("one.denpan");
    Path two = folder.resolve("two.denpan");
    Models.classifier().save(one);
    Model.load(one).save(two);
    assertThat(two).hasSameBinaryContentAs(one);
  }
}
