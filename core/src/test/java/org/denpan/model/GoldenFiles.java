package org.denpan.model;

import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.denpan.Seed;
import org.denpan.data.Table;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.Network;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the golden files: models of a released format, each with the predictions that it gave.
/// They are made once for a format version and never again, so that every later version is held to
/// them; the version to come gets files of its own.
///
/// To make those of a new version, run the tests' class path once with `java --add-modules
/// jdk.incubator.vector org.denpan.model.GoldenFiles v2 FOLDER`.
final class GoldenFiles {
  static final List<String> NAMES = List.of("classifier", "regression");
  private static final int ROWS = 200;

  private GoldenFiles() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    for (String name : NAMES) {
      String stem = arguments[0] + "-" + name;
      train(name).save(folder.resolve(stem + ".denpan"));
      Model saved = Model.load(folder.resolve(stem + ".denpan"));
      Files.writeString(folder.resolve(stem + ".json"), expected(saved, questions(name)));
    }
  }

  private static Model train(String name) {
    return name.equals("classifier")
        ? Trainer.of(
                Network.of(
                    Dense.of(8, Activation.relu()),
                    BatchNorm.of(),
                    Dropout.of(0.2),
                    Dense.of(6, Activation.logistic())))
            .optimizer(Optimizer.adam(0.02))
            .epochs(10)
            .batchSize(16)
            .seed(1)
            .fit(flowers())
        : Trainer.of(Network.of(Dense.of(7, Activation.tanh())))
            .optimizer(Optimizer.momentum(0.05))
            .epochs(10)
            .batchSize(16)
            .seed(2)
            .fit(houses());
  }

  /// Numbers and texts, some missing, and three classes that follow from them.
  private static Table flowers() {
    Seed.Stream random = new Seed(3).stream("flowers");
    double[] length = new double[ROWS];
    String[] colour = new String[ROWS];
    String[] species = new String[ROWS];
    for (int row = 0; row < ROWS; row++) {
      int kind = random.nextInt(3);
      length[row] = random.nextInt(10) == 0 ? Double.NaN : 2 * kind + random.nextGaussian();
      colour[row] =
          random.nextInt(8) == 0
              ? ""
              : List.of("blue", "white", "violet")
                  .get(random.nextInt(5) == 0 ? random.nextInt(3) : kind);
      species[row] = List.of("iris", "rose", "tulip").get(kind);
    }
    return table(numbers("length", length), texts("colour", colour), texts("species", species))
        .withTarget("species");
  }

  private static Table houses() {
    Seed.Stream random = new Seed(4).stream("houses");
    double[] rooms = new double[ROWS];
    double[] price = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      rooms[row] = 1 + random.nextInt(9);
      price[row] = 50_000.5 * rooms[row] + 10_000 * random.nextGaussian();
    }
    return table(numbers("rooms", rooms), numbers("price", price)).withTarget("price");
  }

  /// Rows to be predicted: usual, missing, unknown and extreme ones.
  static Table questions(String name) {
    return name.equals("classifier")
        ? table(
            numbers("length", 0.25, 2.5, Double.NaN, 4, -1e6, 1e-3),
            texts("colour", "blue", "white", "violet", "", "black", ""))
        : table(numbers("rooms", 1, 4.5, Double.NaN, 1e4, -3));
  }

  /// The predictions as JSON: each output as the shortest decimal that reads back as its bits.
  private static String expected(Model model, Table questions) {
    JsonMapper json = new JsonMapper();
    ObjectNode object = json.createObjectNode();
    object.put("weights_sha256", model.weightsSha256());
    object.put("network", model.network().toString());
    ArrayNode outputs = object.putArray("outputs");
    for (float output : model.predict(questions).outputs()) {
      outputs.add(Float.toString(output));
    }
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n";
  }

  static byte[] bytes(String file) {
    try (InputStream stream = GoldenFiles.class.getResourceAsStream("/golden/" + file)) {
      if (stream == null) {
        throw new AssertionError("no golden file " + file);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
