package org.denpan.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.train.Diagnosis;
import org.denpan.train.LayerStatistics;
import org.denpan.train.TrainingEvent.EpochEnded;

/// Small runs to report on. Their networks are as initialised; nothing is trained, and their
/// histories are made up.
final class Runs {
  private Runs() {}

  /// Rows of two numbers and a text with missing values, and a target of so many classes.
  static Table classes(int rows, int classes) {
    String[] names = IntStream.range(0, classes).mapToObj(k -> "class" + k).toArray(String[]::new);
    return classes(rows, names);
  }

  static Table classes(int rows, String... classes) {
    int[] codes = IntStream.range(0, rows).map(i -> i * 7 % classes.length).toArray();
    return table(rows, new Column.Categories("target", List.of(classes), codes));
  }

  /// The same columns with a number as target.
  static Table number(int rows) {
    double[] values = IntStream.range(0, rows).mapToDouble(i -> 1000 + 37.6 * (i % 11)).toArray();
    return table(rows, new Column.Numbers("price", values));
  }

  static Table images(int rows) {
    byte[] pixels = new byte[rows * 6];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31);
    }
    double[] labels = IntStream.range(0, rows).mapToDouble(i -> i % 3).toArray();
    return new Table(
        "pictures",
        List.of(new Column.Pixels("image", 2, 3, pixels), new Column.Numbers("digit", labels)),
        Optional.of("digit"));
  }

  private static Table table(int rows, Column target) {
    double[] wide = new double[rows];
    double[] narrow = new double[rows];
    int[] colours = new int[rows];
    for (int i = 0; i < rows; i++) {
      wide[i] = i % 5 == 0 ? Double.NaN : 10_000.0 * Math.sin(i);
      narrow[i] = Math.cos(3 * i) / 1000;
      colours[i] = i % 4 == 0 ? Column.Categories.MISSING : i % 3;
    }
    return new Table(
        "rows.csv",
        List.of(
            new Column.Numbers("wide", wide),
            new Column.Numbers("narrow", narrow),
            new Column.Categories("colour", List.of("red", "green", "blue"), colours),
            new Column.Numbers("constant", IntStream.range(0, rows).mapToDouble(i -> 4).toArray()),
            target),
        Optional.of(target.name()));
  }

  static Model model(Table train) {
    Encoder encoder = Encoder.fit(train);
    Network network =
        Network.of(
            Dense.of(5, Activation.relu()),
            Dense.of(encoder.target().outputs(), Activation.identity()));
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("seed", "42");
    facts.put("train_rows", Integer.toString(train.rows()));
    facts.put("ended", "all epochs are done");
    return new Model(
        network,
        network.initialise(encoder.width(), new Seed(42)),
        encoder,
        Loss.of(encoder.target()),
        facts);
  }

  /// Epochs whose loss falls; with validation, the last but one is the best.
  static List<EpochEnded> history(int epochs, String metric) {
    List<EpochEnded> history = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Map<String, Double> metrics = new LinkedHashMap<>();
      if (!metric.isEmpty()) {
        metrics.put("val_loss", 1.1 / epoch);
        metrics.put("val_" + metric, 1 - 0.5 / epoch);
      }
      boolean best = !metric.isEmpty() && epoch <= Math.max(1, epochs - 1);
      history.add(
          new EpochEnded(
              epoch,
              epochs,
              1.0 / epoch,
              metrics,
              0.001,
              0.5,
              12_345,
              epoch * 0.25,
              0,
              best,
              List.of(layer("dense1", 0.01 / epoch), layer("dense2", 1.0 / epoch)),
              diagnosed(epoch)));
    }
    return history;
  }

  private static LayerStatistics layer(String name, double gradient) {
    return new LayerStatistics(name, 12, gradient, 0.1, 2, 0.001, 0, 0, 0.5, 1);
  }

  private static List<Diagnosis> diagnosed(int epoch) {
    return epoch == 2
        ? List.of(new Diagnosis("dead units", Optional.of("dense1"), 0.5, "dense1: <half> dead"))
        : List.of();
  }

  static Report report(Table table, List<EpochEnded> history, String... notes) {
    Model model = model(table);
    return new Report(
        "A run",
        "denpan train rows.csv --target target --seed 42",
        model,
        history,
        model.evaluate(table),
        table,
        Evidence.of("shuffled with seed 42"),
        Arrays.asList(notes));
  }
}
