package org.denpan.cli.textbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.cli.chart.Bars;
import org.denpan.cli.chart.Picture;
import org.denpan.data.Batch;
import org.denpan.data.Datasets;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.train.Diagnosis;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;
import org.denpan.train.TrainingDivergedException;
import org.denpan.train.TrainingEvent;

/// T10: gradients that vanish and explode, layer by layer.
final class T10Gradients implements Row {
  private static final int DEPTH = 10;
  private static final int UNITS = 10;
  private static final int ROWS = 100;
  private static final String VANISH = "vanishing gradients";
  private static final String EXPLODE = "exploding gradients";
  private static final String HEALTHY = "neither";

  @Override
  public String number() {
    return "T10";
  }

  @Override
  public String title() {
    return "Gradients by layer";
  }

  @Override
  public String shows() {
    return "weights of 100 and 0.01, logistic ×10: what vanishes, what explodes";
  }

  @Override
  public String anchor() {
    return "gradients";
  }

  @Override
  public void run(Sheet sheet) {
    chain(sheet);
    logistic(sheet);
    diagnosed(sheet);
    live(sheet);
  }

  private static void chain(Sheet sheet) {
    sheet.heading(
        "Ten identity layers of one unit, all weights w: y = w¹⁰x, ∂E/∂w⁽ˡ⁾ = (y − d)·w⁹x; x = d ="
            + " 1");
    sheet.lines(
        "w = 100      y = 10²⁰       ∂E/∂w = (10²⁰ − 1)·10¹⁸ = 10³⁸     at the edge of float,"
            + " 3.4·10³⁸",
        "w = 0.01     y = 10⁻²⁰      ∂E/∂w = (10⁻²⁰ − 1)·10⁻¹⁸ = −10⁻¹⁸     nothing moves");
    weights(sheet, 100, 1e20, 1e38);
    weights(sheet, 0.01, 1e-20, -1e-18);
    sheet.say(
        "In a linear chain all layers have the same gradient: what the signal loses on its way up,"
            + " the delta has lost on its way down.");
  }

  private static void weights(Sheet sheet, double w, double y, double gradient) {
    Net net = Net.of(deep(1, Activation.identity()), 1, 1);
    for (int l = 1; l <= DEPTH; l++) {
      net.set("dense" + l + ".weight", w);
    }
    net.pass(Loss.squaredError(), Batch.of(Net.floats(1), Net.floats(1), 1));
    String all = "w = " + Numbers.plain(w);
    sheet.near(all + ": y", net.output("dense" + DEPTH)[0], y, Math.abs(y) * 1e-5);
    for (int l : new int[] {1, DEPTH}) {
      double found = net.gradient("dense" + l + ".weight")[0];
      sheet.near(all + ": ∂E/∂w of layer " + l, found, gradient, Math.abs(gradient) * 1e-5);
    }
  }

  private static Network deep(int units, Activation activation) {
    return Network.of(
        Collections.nCopies(DEPTH, Dense.of(units, activation)).toArray(Dense[]::new));
  }

  private static void logistic(Sheet sheet) {
    sheet.heading(
        "Ten layers of ten units, Glorot weights (relu: He), 100 random rows: ‖∂E/∂W‖ from below");
    sheet.lines(
        "σ′ is at most 1/4: nine layers down, at most (1/4)⁹ = 4·10⁻⁶ of it is left, times the"
            + " weights");
    double[] logistic = norms(Activation.logistic(), sheet.seed());
    double[] tanh = norms(Activation.tanh(), sheet.seed());
    double[] relu = norms(Activation.relu(), sheet.seed());
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("layer"));
    IntStream.rangeClosed(1, DEPTH).forEach(l -> head.add(Integer.toString(l)));
    rows.add(head);
    rows.add(row("logistic", logistic));
    rows.add(row("tanh", tanh));
    rows.add(row("relu", relu));
    sheet.table(rows);
    sheet.below("logistic: the lowest beside the highest", logistic[0] / logistic[DEPTH - 1], 1e-4);
    sheet.atLeast("tanh: the lowest beside the highest", tanh[0] / tanh[DEPTH - 1], 0.1);
    sheet.atLeast("relu: the lowest beside the highest", relu[0] / relu[DEPTH - 1], 0.1);
    sheet.picture("t10-gradients", () -> picture(logistic, tanh, relu));
  }

  private static List<String> row(String name, double[] norms) {
    List<String> row = new ArrayList<>(List.of(name));
    DoubleStream.of(norms).forEach(norm -> row.add(Numbers.power(norm, 0)));
    return row;
  }

  private static double[] norms(Activation activation, Seed seed) {
    Net net = Net.of(deep(UNITS, activation), UNITS, ROWS, seed);
    Seed.Stream random = seed.stream("gradients");
    double[] x = DoubleStream.generate(random::nextGaussian).limit(ROWS * UNITS).toArray();
    double[] d = DoubleStream.generate(random::nextGaussian).limit(ROWS * UNITS).toArray();
    net.pass(Loss.squaredError(), Batch.of(Net.floats(x), Net.floats(d), ROWS));
    return IntStream.rangeClosed(1, DEPTH)
        .mapToDouble(l -> norm(net.gradient("dense" + l + ".weight")))
        .toArray();
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
  }

  private static void diagnosed(Sheet sheet) {
    sheet.heading(
        "What training says of it after one step: ten layers of ten units, all weights w");
    sheet.lines(
        "w = 100: a factor of 10·100 a layer, 10³⁰ at the output; its square is beyond float");
    for (double w : new double[] {100, 0.01}) {
      Trainer trainer =
          Trainer.of(deep(UNITS, Activation.identity()).init(Init.constant(w)))
              .loss(Loss.squaredError())
              .optimizer(Optimizer.sgd(0.01))
              .threads(1);
      float[] ones = new float[UNITS];
      Arrays.fill(ones, 1);
      String made = "made";
      try {
        trainer.step(Batch.of(ones, ones, 1));
      } catch (TrainingDivergedException e) {
        made = "refused";
      }
      sheet.same("w = " + Numbers.plain(w) + ": the step is", made, w > 1 ? "refused" : "made");
      tell(
          sheet,
          "w = " + Numbers.plain(w) + ": diagnosed",
          trainer.diagnoses(),
          w > 1 ? EXPLODE : VANISH);
    }
  }

  private static void tell(Sheet sheet, String what, List<Diagnosis> found, String expected) {
    Optional<Diagnosis> first =
        found.stream().filter(d -> d.kind().endsWith("gradients")).findFirst();
    sheet.same(what, first.map(Diagnosis::kind).orElse(HEALTHY), expected);
    first.ifPresent(d -> sheet.say(d.sentence() + "."));
  }

  private static void live(Sheet sheet) {
    sheet.heading("A live run: ten layers of ten units on `moons`, 5 epochs, ε = 0.1");
    for (Activation activation : List.of(Activation.logistic(), Activation.tanh())) {
      List<TrainingEvent.EpochEnded> epochs = new ArrayList<>();
      Trainer.of(deep(UNITS, activation))
          .optimizer(Optimizer.sgd(0.1))
          .epochs(5)
          .seed(sheet.setting().seed())
          .listener(event -> {
            if (event instanceof TrainingEvent.EpochEnded ended) {
              epochs.add(ended);
            }
          })
          .fit(Datasets.load("moons"));
      TrainingEvent.EpochEnded last = epochs.getLast();
      String name = activation.equals(Activation.tanh()) ? "tanh" : "logistic";
      String expected = name.equals("tanh") ? HEALTHY : VANISH;
      tell(sheet, "%s, loss %.4f".formatted(name, last.loss()), last.diagnoses(), expected);
    }
    sheet.say(
        "ln 2 = 0.6931 is the loss of one who guesses: the ten logistic layers learn nothing.");
  }

  private static Picture picture(double[] logistic, double[] tanh, double[] relu) {
    List<String> names = IntStream.rangeClosed(1, DEPTH).mapToObj(l -> "layer " + l).toList();
    return Picture.of(
        new Bars(
            "The size of the gradient, layer by layer",
            "‖∂E/∂W‖ in each of ten layers; with the logistic it falls by a factor of four or more"
                + " a layer.",
            "‖∂E/∂W‖",
            true,
            names,
            List.of(
                new Bars.Group("logistic", 1, rounded(logistic)),
                new Bars.Group("tanh", 0, rounded(tanh)),
                new Bars.Group("relu", 2, rounded(relu)))),
        "Ten layers of ten units; Glorot weights for logistic and tanh, He weights for relu; layer"
            + " 1 is next to the input.");
  }

  /// To two digits, which is all that a picture needs.
  private static double[] rounded(double[] values) {
    return Arrays.stream(values)
        .map(v -> new BigDecimal(v).round(new MathContext(2)).doubleValue())
        .toArray();
  }
}
