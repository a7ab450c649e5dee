package org.denpan.cli.textbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.LineChart;
import org.denpan.cli.chart.Picture;
import org.denpan.data.Batch;
import org.denpan.data.Datasets;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;
import org.denpan.train.TrainingEvent;

/// T6: how many samples pay for a step.
final class T6Descent implements Row {
  private static final int EPOCHS = 20;
  private static final double RATE = 0.1;
  private static final int FIRST = 50;
  private static final int[] SHOWN = {1, 2, 5, 10, 20};

  @Override
  public String number() {
    return "T6";
  }

  @Override
  public String title() {
    return "Gradient descent";
  }

  @Override
  public String shows() {
    return "all samples a step, some, or one; replacement; on-line learning";
  }

  @Override
  public String anchor() {
    return "descent";
  }

  @Override
  public void run(Sheet sheet) {
    byHand(sheet);
    rates(sheet);
    compare(sheet);
    onLine(sheet);
  }

  /// y = wx + b with ½(y − d)².
  private static Trainer line(double rate) {
    return Trainer.of(Network.of(Dense.of(1, Activation.identity())).init(Init.constant(0)))
        .loss(Loss.squaredError())
        .optimizer(Optimizer.sgd(rate))
        .threads(1);
  }

  private static double[] values(Trainer trainer) {
    return Net.doubles(trainer.program().parameters().values());
  }

  private static void byHand(Sheet sheet) {
    sheet.heading(
        "By hand: y = wx + b, E = ½(y − d)², samples (1, 2) and (2, 2), ε = 0.1, all from 0");
    sheet.lines(
        "descent      both samples: δ = (−2, −2)",
        "             w = 0 − 0.1·(−2·1 − 2·2)/2 = 0.3          b = 0 − 0.1·(−2 − 2)/2 = 0.2",
        "stochastic   (1, 2): δ = −2      w = 0.2               b = 0.2",
        "             (2, 2): y = 0.6, δ = −1.4",
        "             w = 0.2 + 0.1·1.4·2 = 0.48                b = 0.2 + 0.14 = 0.34");
    Trainer all = line(RATE);
    all.step(Batch.of(Net.floats(1, 2), Net.floats(2, 2), 2));
    sheet.near("w, b after one step of descent", values(all), new double[] {0.3, 0.2}, 1e-6);
    Trainer one = line(RATE);
    one.step(Batch.of(Net.floats(1), Net.floats(2), 1));
    one.step(Batch.of(Net.floats(2), Net.floats(2), 1));
    sheet.near("w, b after two stochastic steps", values(one), new double[] {0.48, 0.34}, 1e-6);
  }

  private static void rates(Sheet sheet) {
    sheet.heading("How large may ε be? E = ½b², from b = 1: a step multiplies b by 1 − ε");
    rate(sheet, 0.5, "steady: 0.5¹⁰", 9.765625e-4);
    rate(sheet, 1, "there in one step", 0);
    rate(sheet, 1.5, "from side to side: (−0.5)¹⁰", 9.765625e-4);
    rate(sheet, 2.5, "further each time: (−1.5)¹⁰", 57.665039);
  }

  private static void rate(Sheet sheet, double epsilon, String what, double expected) {
    Trainer trainer = line(epsilon);
    for (int step = 0; step < 10; step++) {
      // x = 0 leaves y = b; b comes from 0 to the target 1, so that 1 − b starts at 1
      trainer.step(Batch.of(Net.floats(0), Net.floats(1), 1));
    }
    double left = 1 - values(trainer)[1];
    sheet.near(
        "ε = " + Numbers.plain(epsilon) + ", " + what, left, expected, 1e-6 + 1e-6 * expected);
  }

  /// One way to choose the samples of a step.
  private record Way(String name, int batch, boolean replacement) {}

  private static void compare(Sheet sheet) {
    Table table = Datasets.load("moons");
    int n = table.rows();
    List<Way> ways =
        List.of(
            new Way("all " + n, n, false),
            new Way("32", 32, false),
            new Way("32 a step, with replacement", 32, true),
            new Way("1", 1, false));
    sheet.heading(
        "The same net (16 tanh), data (`moons`), start and ε = 0.1: the loss after so many");
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("samples a step", "steps"));
    Arrays.stream(SHOWN).forEach(epoch -> head.add("epoch " + epoch));
    rows.add(head);
    List<double[]> losses = new ArrayList<>();
    for (Way way : ways) {
      double[] curve = losses(table, way, sheet.setting().seed());
      losses.add(curve);
      List<String> row =
          new ArrayList<>(List.of(way.name, Integer.toString(Math.ceilDiv(n, way.batch))));
      Arrays.stream(SHOWN).forEach(epoch -> row.add(Numbers.fixed(curve[epoch - 1], 4)));
      rows.add(row);
    }
    sheet.table(rows);
    double[] last = losses.stream().mapToDouble(curve -> curve[EPOCHS - 1]).toArray();
    sheet.below("mini-batches end below descent", last[1], last[0]);
    sheet.below("and with replacement", last[2], last[0]);
    sheet.below("single samples end below mini-batches", last[3], last[1]);
    sheet.say(
        "An epoch costs all of them the same passes; more steps of less certainty get further. Of N"
            + " rows, N draws with replacement see 1 − (1 − 1/N)ᴺ = "
            + Numbers.fixed(100 * (1 - Math.pow(1 - 1.0 / n, n)), 1)
            + " %, some of them twice.");
    sheet.picture("t6-descent", () -> picture(ways, losses));
  }

  private static double[] losses(Table table, Way way, long seed) {
    List<Double> losses = new ArrayList<>();
    Trainer.of(Network.of(Dense.of(16, Activation.tanh())))
        .optimizer(Optimizer.sgd(RATE))
        .batchSize(way.batch)
        .withReplacement(way.replacement)
        .epochs(EPOCHS)
        .seed(seed)
        .threads(1)
        .listener(event -> {
          if (event instanceof TrainingEvent.EpochEnded ended) {
            losses.add(ended.loss());
          }
        })
        .fit(table);
    return losses.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Picture picture(List<Way> ways, List<double[]> losses) {
    double[] epochs = new double[EPOCHS];
    Arrays.setAll(epochs, i -> i + 1);
    List<LineChart.Line> lines = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      lines.add(new LineChart.Line(ways.get(i).name + " a step", i, epochs, losses.get(i)));
    }
    return Picture.of(
        new LineChart(
            "The loss with all samples a step, some, or one",
            "The loss of four ways to choose the samples of a step, over 20 epochs.",
            Axis.counting("epoch", 1, EPOCHS),
            Axis.logarithmic("loss (log scale)", losses.toArray(double[][]::new)),
            lines),
        "The same net, data, start and learning rate.");
  }

  private static void onLine(Sheet sheet) {
    sheet.heading("On-line learning: go on from a trained model, a sample at a time, as they come");
    sheet.lines("The samples come from d = 2x; after 200 of them the world changes to d = 2x + 1.");
    Trainer trainer = line(RATE);
    Seed.Stream random = sheet.seed().stream("on-line");
    stream(trainer, random, 200, 0);
    sheet.near("w, b after 200 samples", values(trainer), new double[] {2, 0}, 0.01);
    stream(trainer, random, 200, 1);
    sheet.near("w, b after 200 more", values(trainer), new double[] {2, 1}, 0.01);
    goOn(sheet);
    sheet.say("The weights go on; sample by sample, an optimizer's memory does too.");
  }

  /// The same with a model and tables.
  private static void goOn(Sheet sheet) {
    Split split = Split.stratified(Datasets.load("moons"), "label", 0.8, sheet.setting().seed());
    Table first = split.train().select(IntStream.range(0, FIRST).toArray());
    Table rest = split.train().select(IntStream.range(FIRST, split.train().rows()).toArray());
    Model early =
        settings(Trainer.of(Network.of(Dense.of(16, Activation.tanh()))), sheet).fit(first);
    Model later = settings(Trainer.from(early), sheet).fit(rest);
    double before = early.evaluate(split.test()).loss();
    double after = later.evaluate(split.test()).loss();
    sheet.below("`moons`: test loss with %d rows more".formatted(rest.rows()), after, before);
  }

  private static Trainer settings(Trainer trainer, Sheet sheet) {
    return trainer
        .optimizer(Optimizer.sgd(RATE))
        .batchSize(1)
        .epochs(10)
        .threads(1)
        .seed(sheet.setting().seed());
  }

  private static void stream(Trainer trainer, Seed.Stream random, int count, double b) {
    for (int i = 0; i < count; i++) {
      double x = random.nextGaussian();
      trainer.step(Batch.of(Net.floats(x), Net.floats(2 * x + b), 1));
    }
  }
}
