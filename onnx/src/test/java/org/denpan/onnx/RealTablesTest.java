package org.denpan.onnx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.denpan.data.Csv;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.model.Adjusting;
import org.denpan.model.Model;
import org.denpan.net.Network;
import org.denpan.train.Preset;
import org.denpan.train.Trainer;
import org.junit.jupiter.api.Test;

/// Models of real tables, which are not part of the project: where `../shared/data` is absent (or
/// what `-Ddenpan.shared=` names), these are skipped and say so. `-Ddenpan.whole=true` tries the
/// networks of the preset for tables too.
class RealTablesTest {
  private static final Path TABLES =
      Path.of(System.getProperty("denpan.shared", "../../shared")).resolve("data/tables");

  private static final boolean WHOLE = Boolean.getBoolean("denpan.whole");

  private static Path data(String name) {
    Path path = TABLES.resolve(name);
    assumeTrue(Files.exists(path), () -> "skipped: no " + name + " in " + TABLES.toAbsolutePath());
    return path;
  }

  private static Model fitted(Split split) {
    return Trainer.of(Network.parse("64 relu, 32 relu"))
        .epochs(1)
        .batchSize(128)
        .fit(split.train(), split.validation());
  }

  private static Model withPreset(Split split) {
    Preset.Recipe recipe = Preset.tabular().recipe(split.train().task(), split.train().rows());
    return recipe.trainer().epochs(1).fit(split.train(), split.validation());
  }

  /// 16,281 rows with missing values, numbers up to 1.5 million and a country never seen.
  @Test
  void adultsTestRowsGetTheSameLabels() throws Exception {
    Table train = Csv.read(data("adult-train.csv")).withTarget("column15");
    Split split = Split.given(train, Csv.read(data("adult-test.csv")), 42);
    Agreement.check(fitted(split), split.test());
    if (WHOLE) {
      Model model = withPreset(split);
      Agreement.check(Adjusting.temperature(model, split.validation()).orElse(model), split.test());
    }
  }

  @Test
  void titanicsPassengersGetTheSameLabels() throws Exception {
    Table table = Csv.read(data("titanic-train.csv"));
    Split split = Split.stratified(table, "Survived", 0.8, 42);
    Agreement.check(fitted(split), table);
  }

  @Test
  void californiasHousesGetTheSamePrices() throws Exception {
    Table table = Csv.read(data("california_housing.csv"));
    Split split = Split.stratified(table, "median_house_value", 0.8, 42);
    Agreement.check(fitted(split), table);
    if (WHOLE) {
      Agreement.check(withPreset(split), table);
    }
  }
}
