package org.denpan.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.denpan.data.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The golden files: models as a version of Denpan wrote them, each with rows and the predictions
/// that it gave for them. A file is made once and never again, so that every later version is held
/// to it.
///
/// To add files for new kinds of content, add a model to [GoldenModels] and run on the tests' class
/// path `java --add-modules jdk.incubator.vector org.denpan.model.GoldenFiles FOLDER`, where FOLDER
/// is `core/src/test/resources/golden`: it writes those that are not there.
final class GoldenFiles {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ENDING = ".denpan";

  private GoldenFiles() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    for (var entry : GoldenModels.all().entrySet()) {
      String stem = "v" + ModelFile.VERSION + "-" + entry.getKey();
      if (Files.notExists(folder.resolve(stem + ENDING))) {
        Supplier<Model> maker = entry.getValue();
        maker.get().save(folder.resolve(stem + ENDING));
      }
      if (Files.notExists(folder.resolve(stem + ".json"))) {
        Model saved = Model.load(folder.resolve(stem + ENDING));
        Files.writeString(
            folder.resolve(stem + ".json"), expected(saved, Questions.of(saved.encoder())));
      }
    }
  }

  /// The names of all of them, without their ending: `v1-classifier`.
  static List<String> names() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> Objects.requireNonNull(file.getFileName()).toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The model of this name.
  static Model model(String name) {
    return Model.load(folder().resolve(name + ENDING));
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(folder().resolve(name + ENDING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What stands beside it: `weights_sha256`, `network`, `rows` and `outputs`.
  static JsonNode expected(String name) {
    try {
      return JSON.readTree(
          Files.readString(folder().resolve(name + ".json"), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(GoldenFiles.class.getResource("/golden")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The predictions as JSON: each output as the shortest decimal that reads back as its bits.
  static String expected(Model model, Table questions) {
    ObjectNode object = JSON.createObjectNode();
    object.put("weights_sha256", model.weightsSha256());
    object.put("network", model.network().toString());
    object.set("rows", GoldenRows.json(questions));
    ArrayNode outputs = object.putArray("outputs");
    for (float output : model.predict(questions).outputs()) {
      outputs.add(Float.toString(output));
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n";
  }
}
