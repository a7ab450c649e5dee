package org.denpan.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Preparation;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Network;
import org.denpan.train.Trainer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exported models against ONNX Runtime, on rows as in training and on rows that training never
/// saw: missing values, unknown categories, huge numbers.
class OnnxExportTest {
  private static final long SEED = Long.getLong("denpan.seed", 7);
  private static final List<String> PLANS = List.of("basic", "gold", "silver", "zoë ü", "True");

  /// Every kind of column.
  private static Table table(int rows, Seed.Stream random, boolean strange, String target) {
    double[] age = new double[rows];
    double[] account = new double[rows];
    String[] plan = new String[rows];
    String[] zip = new String[rows];
    long[] since = new long[rows];
    String[] label = new String[rows];
    double[] bill = new double[rows];
    byte[] pixels = new byte[rows * 6];
    for (int i = 0; i < rows; i++) {
      age[i] = random.nextInt(10) == 0 ? Double.NaN : 18 + random.nextInt(60);
      account[i] = 20_240_000_000_000d + random.nextInt(1_000_000);
      plan[i] = random.nextInt(12) == 0 ? "" : PLANS.get(random.nextInt(PLANS.size()));
      zip[i] = "0" + random.nextInt(90);
      since[i] = 1_600_000_000_000_000L + random.nextInt(1_000_000_000) * 100_000L;
      if (random.nextInt(20) == 0) {
        since[i] = Column.Times.MISSING;
      }
      for (int p = 0; p < 6; p++) {
        pixels[i * 6 + p] = (byte) random.nextInt(256);
      }
      double score = (Double.isNaN(age[i]) ? 40 : age[i]) / 20 + plan[i].length() + pixels[i * 6];
      label[i] = "class " + (int) (Math.abs(score) % 3);
      bill[i] = 1000 + 10 * score;
      if (strange) {
        age[i] = strangeNumber(random, age[i]);
        account[i] = strangeNumber(random, account[i]);
        plan[i] = List.of("", "never seen", "TRUE", "gold", " gold").get(random.nextInt(5));
        zip[i] = List.of("", "999", "01").get(random.nextInt(3));
        since[i] =
            List.of(
                    Column.Times.MISSING,
                    0L,
                    -1L,
                    -5_000_000_000_000_000L,
                    253_402_300_799_999_999L,
                    951_782_400_000_000L,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE + 1)
                .get(random.nextInt(8));
      }
    }
    List<Column> columns =
        new ArrayList<>(
            List.of(
                new Column.Numbers("age", age),
                new Column.Numbers("account", account),
                texts("plan", plan),
                texts("zip", zip),
                new Column.Times("since", since, false),
                new Column.Pixels("photo", 2, 3, pixels)));
    columns.add(
        switch (target) {
          case "bill" -> new Column.Numbers("bill", bill);
          case "two" ->
              texts(
                  "two",
                  Arrays.stream(label)
                      .map(l -> l.equals("class 0") ? "no" : "yes")
                      .toArray(String[]::new));
          default -> texts("three", label);
        });
    return Table.of("customers", columns).withTarget(target);
  }

  private static double strangeNumber(Seed.Stream random, double usual) {
    return switch (random.nextInt(5)) {
      case 0 -> Double.NaN;
      case 1 -> 1e300;
      case 2 -> -1e15;
      case 3 -> 0;
      default -> usual;
    };
  }

  private static Column texts(String name, String[] values) {
    List<String> dictionary = Arrays.stream(values).filter(v -> !v.isEmpty()).distinct().toList();
    return new Column.Categories(
        name, dictionary, Arrays.stream(values).mapToInt(dictionary::indexOf).toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "three", "bill"})
  void aModelOfEveryKindOfColumnSaysInOnnxRuntimeWhatItSaysHere(String target) throws Exception {
    Seed seed = new Seed(SEED);
    Table train = table(600, seed.stream("rows"), false, target);
    for (String numbers : List.of("standardize", "robust", "quantile 50")) {
      Preparation preparation =
          Preparation.standard()
              .with("account=" + numbers)
              .with("age=" + numbers)
              .with("zip=embedding 3");
      Model model =
          Trainer.of(Network.parse("16 relu, batchnorm, 8 tanh"))
              .preparation(preparation)
              .epochs(3)
              .seed(SEED)
              .fit(train);
      Agreement.check(model, train);
      Agreement.check(model, table(300, seed.stream("odd"), true, target));
    }
  }
}
