package org.denpan.cli.textbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.check.GradientCheck;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.LineChart;
import org.denpan.cli.chart.Picture;
import org.denpan.data.Batch;
import org.denpan.data.Datasets;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Split;
import org.denpan.model.Inference;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Program;
import org.denpan.net.Workers;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;

/// T12: the classic run: images through 50 logistic units, stochastic gradient descent, the curve.
final class T12Classic implements Row {
  private static final int BATCH = 100;
  private static final int STEPS = 1000;
  private static final int WINDOW = 50;
  private static final int[] SHOWN = {1, 100, 200, 300, 500, 700, 1000};

  @Override
  public String number() {
    return "T12";
  }

  @Override
  public String title() {
    return "The classic run";
  }

  @Override
  public String shows() {
    return "784–50–10 on images of digits: the loss curve and the accuracy";
  }

  @Override
  public String anchor() {
    return "mnist";
  }

  /// What the curve must look like.
  ///
  /// @param loss the mean of the 50 steps before the thousandth, at most
  /// @param soon the accuracy after them, at least
  /// @param late the accuracy after all 17 epochs, at least
  private record Expected(double loss, double soon, double late) {
    /// Measured on the built-in digits from four seeds, with room.
    private static final Expected DIGITS = new Expected(1.0, 0.7, 0.8);

    /// From four seeds of a NumPy program; the section has the table.
    private static final Expected MNIST = new Expected(0.62, 0.85, 0.94);
  }

  @Override
  public void run(Sheet sheet) {
    Setting.Data data = sheet.setting().data().orElseGet(() -> builtIn(sheet.setting().seed()));
    Expected expected = sheet.setting().data().isPresent() ? Expected.MNIST : Expected.DIGITS;
    Encoder encoder = Encoder.fit(data.train());
    Examples train = encoder.encode(data.train());
    Examples test = encoder.encode(data.test());
    sheet.heading(
        "%d images of %s to learn from, %d to test with; pixels/255"
            .formatted(train.rows(), data.name(), test.rows()));
    int outputs = encoder.target().outputs();
    sheet.lines(
        train.width()
            + " → 50 logistic → "
            + outputs
            + " softmax     "
            + (50 * train.width() + 50 + outputs * 50 + outputs)
            + " numbers to learn",
        "weights 0.01·N(0, 1), biases 0; batches of 100 drawn with replacement; w ← w − 0.1·∂E/∂w",
        "all outputs begin near 1/10, so the loss must begin near −ln(1/10) = 2.3026");
    Network network =
        Network.of(Dense.of(50, Activation.logistic()), Dense.of(outputs, Activation.identity()))
            .init(Init.normal(0.01));
    Trainer trainer =
        Trainer.of(network)
            .loss(Loss.crossEntropy())
            .optimizer(Optimizer.sgd(0.1))
            .seed(sheet.setting().seed());
    double[] losses = descend(trainer, train, sheet.seed(), 0, STEPS);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("step", "loss, mean of the last " + WINDOW));
    Arrays.stream(SHOWN)
        .forEach(step ->
            table.add(List.of(Integer.toString(step), Numbers.fixed(mean(losses, step), 3))));
    sheet.table(table);
    sheet.near("the first loss", losses[0], 2.3026, 0.02);
    sheet.below("the loss after " + STEPS + " steps", mean(losses, STEPS), expected.loss);
    sheet.atLeast(
        "accuracy on the test after " + STEPS + " steps",
        accuracy(trainer.program(), test),
        expected.soon);
    check(sheet, network, trainer.program());
    int all = sheet.setting().epochs() * Math.ceilDiv(train.rows(), BATCH);
    if (all > STEPS) {
      sheet.heading("On to %d epochs, %d steps in all".formatted(sheet.setting().epochs(), all));
      descend(trainer, train, sheet.seed(), STEPS, all);
      double late = accuracy(trainer.program(), test);
      sheet.atLeast(
          "accuracy on the test",
          late,
          sheet.setting().epochs() >= Setting.EPOCHS ? expected.late : expected.soon);
    }
    sheet.picture("t12-loss", () -> picture(losses, data.name()));
  }

  private static Setting.Data builtIn(long seed) {
    Split split = Split.stratified(Datasets.load("digits"), "label", 0.85, seed);
    return new Setting.Data("digits", split.train(), split.test());
  }

  /// Makes the steps [from, to), each with rows drawn at random; their losses.
  private static double[] descend(Trainer trainer, Examples train, Seed seed, int from, int to) {
    Batch batch = new Batch(BATCH, train.width(), 1);
    double[] losses = new double[to - from];
    for (int step = from; step < to; step++) {
      Seed.Stream random = seed.stream("classic", step);
      int[] rows = IntStream.range(0, BATCH).map(i -> random.nextInt(train.rows())).toArray();
      train.fill(rows, 0, BATCH, batch);
      losses[step - from] = trainer.step(batch);
    }
    return losses;
  }

  /// The mean of the window that ends with this step.
  private static double mean(double[] losses, int step) {
    return Arrays.stream(losses, Math.max(0, step - WINDOW), step).average().orElse(Double.NaN);
  }

  private static double accuracy(Program program, Examples test) {
    Inference inference =
        new Inference(
            program.network(),
            program.parameters(),
            program.inputs(),
            Loss.crossEntropy(),
            Workers.single());
    return inference.evaluate(test).metric("accuracy");
  }

  private static void check(Sheet sheet, Network network, Program program) {
    sheet.heading(
        "The same net's gradient, back-propagated and by differences: the worst relative error");
    GradientCheck.of(network, program.inputs(), Loss.crossEntropy(), sheet.setting().seed())
        .run(program.parameters())
        .layers()
        .forEach(layer -> sheet.below(layer.name(), layer.worst(), GradientCheck.TOLERANCE));
  }

  private static Picture picture(double[] losses, String name) {
    double[] steps = IntStream.rangeClosed(1, losses.length).asDoubleStream().toArray();
    double[] means =
        IntStream.rangeClosed(1, losses.length).mapToDouble(s -> mean(losses, s)).toArray();
    return Picture.of(
        new LineChart(
            "The loss of the classic run on " + name,
            "The loss stays at ln 10 for a while, then falls.",
            Axis.counting("step", 0, losses.length),
            Axis.linear("loss", 0, 2.5),
            List.of(
                new LineChart.Line("each batch", 5, steps, losses),
                new LineChart.Line("mean of the last " + WINDOW, 1, steps, means))),
        "784–50 logistic–10 softmax, batches of 100, ε = 0.1. It begins at ln 10 = 2.30 and stays"
            + " there until the hidden units, at first all alike, have parted.");
  }
}
