package org.denpan.examples;

import java.util.List;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Row;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.train.Preset;

/// A table with a column of 300 shops, each with sales of its own, and sales that go up and down
/// with the hour. The preset for tables learns a vector for each shop and waves of the hour; a shop
/// that it has never seen is predicted too.
public final class Shops {
  private static final int SHOPS = 300;
  private static final int ROWS = 12_000;

  private Shops() {}

  public static void main(String[] args) {
    Split split = Split.stratified(sales(), "sales", 0.8, 42);
    Table train = split.train();
    Preset.Recipe recipe = Preset.tabular().recipe(train.task(), train.rows());
    Model model = recipe.trainer().epochs(16).fit(train, split.validation());

    System.out.println(model.network().layers().subList(0, 2));
    Row unknown = Row.of("shop", "just opened", "hour", 12, "rain", false);
    System.out.printf("a new shop at noon: %.0f%n", model.predictor().predict(unknown).value());
    double explained = model.evaluate(split.test()).metric("r2");
    Example.atLeast("share of the variance that is explained:", explained, 0.95);
  }

  /// sales = what the shop sells, by its size and its street, + two rushes a day + noise.
  private static Table sales() {
    Seed.Stream random = new Seed(7).stream("sales");
    double[] usual = new double[SHOPS];
    double[] rush = new double[SHOPS];
    for (int shop = 0; shop < SHOPS; shop++) {
      usual[shop] = 500 + 100 * random.nextGaussian();
      rush[shop] = 100 * random.nextDouble();
    }
    int[] shop = new int[ROWS];
    double[] hour = new double[ROWS];
    int[] rain = new int[ROWS];
    double[] sales = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      shop[row] = random.nextInt(SHOPS);
      hour[row] = 24 * random.nextDouble();
      rain[row] = random.nextInt(2);
      double wave = Math.sin(2 * Math.PI * hour[row] / 12);
      double weather = rain[row] == 1 ? 0.5 : 1;
      sales[row] = usual[shop[row]] + rush[shop[row]] * wave * weather + 10 * random.nextGaussian();
    }
    List<String> names = IntStream.range(0, SHOPS).mapToObj(i -> "shop " + i).toList();
    return Table.of(
        "sales",
        List.of(
            new Column.Categories("shop", names, shop),
            new Column.Numbers("hour", hour),
            new Column.Categories("rain", List.of("false", "true"), rain),
            new Column.Numbers("sales", sales)));
  }
}
