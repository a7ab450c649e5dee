package org.denpan.cli.textbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.Drawing;
import org.denpan.cli.chart.Field;
import org.denpan.cli.chart.Picture;
import org.denpan.cli.chart.Ramp;
import org.denpan.cli.chart.Surface;
import org.denpan.data.Batch;
import org.denpan.data.Datasets;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.net.Activation;
import org.denpan.net.Bounded;
import org.denpan.net.Dense;
import org.denpan.net.Layer;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Tensor;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;

/// T13: what the hidden layers make of the inputs, before learning and after.
final class T13Features implements Row {
  private static final int BATCH = 50;
  private static final int LINEAR_STEPS = 400;
  private static final int GRID = 121;
  private static final Bounded.Logistic LOGISTIC = new Bounded.Logistic();

  @Override
  public String number() {
    return "T13";
  }

  @Override
  public String title() {
    return "Learnt features";
  }

  @Override
  public String shows() {
    return "XOR and spirals as the last layer sees them, before and after learning";
  }

  @Override
  public String anchor() {
    return "features";
  }

  @Override
  public void run(Sheet sheet) {
    byHand(sheet);
    show(sheet, "xor", "16 tanh, 2 tanh", 60, 0.03, 0.97);
    show(sheet, "spirals", "32 tanh, 32 tanh, 2 tanh", 300, 0.01, 0.9);
  }

  private static void byHand(Sheet sheet) {
    sheet.heading("By hand: φ = (OR, NAND) makes three points of XOR's four corners");
    sheet.lines(
        "(0, 0) → (0, 1)     (0, 1), (1, 0) → (1, 1)     (1, 1) → (1, 0)",
        "and the line φ₁ + φ₂ = 1.5 parts them: XOR = step(φ₁ + φ₂ − 1.5)");
    Net phi = Net.of(Network.parse("2 step"), 2, 4);
    phi.set("dense1.weight", 1, -1, 1, -1).set("dense1.bias", -0.5, 1.5);
    double[] features = phi.run(0, 0, 0, 1, 1, 0, 1, 1);
    sheet.near("φ of 00 01 10 11", features, new double[] {0, 1, 1, 1, 1, 1, 1, 0}, 0);
    Net last = Net.of(Network.parse("1 step"), 2, 4);
    last.set("dense1.weight", 1, 1).set("dense1.bias", -1.5);
    sheet.near("step(φ₁ + φ₂ − 1.5)", last.run(features), new double[] {0, 1, 1, 0}, 0);
  }

  /// A net at one time: as a whole, and up to its last layer but one.
  private record Moment(Net whole, Net phi, double[] features) {
    static Moment of(Network network, Net whole, double[] x) {
      List<Layer> lower = network.layers().subList(0, network.layers().size() - 1);
      Net phi = Net.of(new Network(lower, network.init()), 2, x.length / 2);
      for (Tensor tensor : phi.program().parameters().tensors()) {
        phi.set(tensor.fullName(), whole.get(tensor.fullName()));
      }
      return new Moment(whole, phi, phi.run(x));
    }
  }

  private static void show(
      Sheet sheet, String set, String hidden, int epochs, double rate, double least) {
    sheet.heading(
        "`%s`: %s, then 1 logistic; φ(x) is what the 2 units before it give out"
            .formatted(set, hidden));
    Encoder encoder = Encoder.fit(Datasets.load(set));
    Examples examples = encoder.encode(Datasets.load(set));
    int rows = examples.rows();
    Batch all = new Batch(rows, 2, 1);
    examples.fill(IntStream.range(0, rows).toArray(), 0, rows, all);
    double[] x = Net.doubles(all.inputs());
    Network network = Network.parse(hidden).append(Dense.of(1, Activation.identity()));
    Moment before = Moment.of(network, Net.of(network, 2, 1, sheet.seed()), x);
    Trainer trainer = trained(network, examples, epochs, rate, sheet.seed());
    Moment after = Moment.of(network, Net.of(trainer.program()), x);
    double onInputs = linear(x, all.targets());
    double first = linear(before.features, all.targets());
    double later = linear(after.features, all.targets());
    sheet.table(
        List.of(
            List.of(
                "a linear model gets right", "of the inputs x", "of φ(x) before", "of φ(x) after"),
            List.of(
                rows + " points of " + set, percent(onInputs), percent(first), percent(later))));
    sheet.below(set + ": on x, no linear model does it", onInputs, 0.75);
    sheet.atLeast(set + ": on φ(x), after learning", later, least);
    sheet.picture("t13-" + set, () -> picture(set, before, after, x, all.targets()));
  }

  private static String percent(double share) {
    return Numbers.fixed(100 * share, 1) + " %";
  }

  private static Trainer trained(
      Network network, Examples examples, int epochs, double rate, Seed seed) {
    Trainer trainer =
        Trainer.of(network)
            .loss(Loss.binaryCrossEntropy())
            .optimizer(Optimizer.adam(rate))
            .seed(seed.value())
            .threads(1);
    Batch batch = new Batch(BATCH, 2, 1);
    int[] order = IntStream.range(0, examples.rows()).toArray();
    for (int epoch = 0; epoch < epochs; epoch++) {
      seed.stream("features", epoch).shuffle(order);
      for (int at = 0; at + BATCH <= order.length; at += BATCH) {
        examples.fill(order, at, BATCH, batch);
        trainer.step(batch);
      }
    }
    return trainer;
  }

  /// The share of points that a linear model, trained on them, gets right.
  private static double linear(double[] x, float[] targets) {
    Trainer trainer =
        Trainer.of(Network.of(Dense.of(1, Activation.identity())))
            .loss(Loss.binaryCrossEntropy())
            .optimizer(Optimizer.adam(0.1))
            .threads(1);
    Batch batch = Batch.of(Net.floats(x), targets, targets.length);
    for (int step = 0; step < LINEAR_STEPS; step++) {
      trainer.step(batch);
    }
    double[] u = Net.of(trainer.program()).run(x);
    long right = IntStream.range(0, u.length).filter(i -> u[i] >= 0 == targets[i] > 0.5f).count();
    return (double) right / u.length;
  }

  private static Picture picture(
      String set, Moment before, Moment after, double[] x, float[] targets) {
    List<Drawing> drawings = new ArrayList<>();
    drawings.add(inputs("The plane of x before learning", before, x, targets));
    drawings.add(inputs("The plane of x after learning", after, x, targets));
    drawings.add(hidden("φ(x) before learning", before, targets));
    drawings.add(hidden("φ(x) after learning", after, targets));
    return Picture.of(
        set.equals("xor") ? "XOR as the last layer sees it" : "Spirals as the last layer sees them",
        "Above: the inputs and what the net says of each place. Below: the same points as the last"
            + " hidden layer gives them out; the last layer can only draw a line there.",
        2,
        drawings);
  }

  private static Drawing inputs(String title, Moment moment, double[] x, float[] targets) {
    Axis a = axis("x₁", x, 0);
    Axis b = axis("x₂", x, 1);
    return plane(title, a, b, (p, q) -> LOGISTIC.formula(moment.whole.run(p, q)[0]), x, targets);
  }

  private static Drawing hidden(String title, Moment moment, float[] targets) {
    Axis a = Axis.tight("φ₁", -1.1, 1.1);
    Axis b = Axis.tight("φ₂", -1.1, 1.1);
    String last = "dense" + moment.whole.program().network().layers().size();
    double[] w = moment.whole.get(last + ".weight");
    double bias = moment.whole.get(last + ".bias")[0];
    return plane(
        title,
        a,
        b,
        (p, q) -> LOGISTIC.formula(w[0] * p + w[1] * q + bias),
        moment.features,
        targets);
  }

  private static Axis axis(String label, double[] x, int which) {
    double[] values = every(x, which);
    double most = Arrays.stream(values).map(Math::abs).max().orElse(1) * 1.1;
    return Axis.tight(label, -most, most);
  }

  private static Drawing plane(
      String title, Axis a, Axis b, DoubleBinaryOperator y, double[] x, float[] targets) {
    double[][] z = Surface.sample(a, b, GRID, y);
    List<Field.Points> points = new ArrayList<>();
    for (int label : new int[] {0, 1}) {
      int[] rows = IntStream.range(0, targets.length).filter(i -> targets[i] == label).toArray();
      points.add(
          new Field.Points(
              "class " + label, label, select(every(x, 0), rows), select(every(x, 1), rows)));
    }
    return Field.of(
            title,
            "Points of two classes and where the net parts them.",
            a,
            b,
            new Surface(z, Ramp.twoClasses(0, 1), ""))
        .withBoundaries(0.5)
        .withPoints(points);
  }

  private static double[] every(double[] x, int which) {
    return IntStream.range(0, x.length / 2).mapToDouble(i -> x[2 * i + which]).toArray();
  }

  private static double[] select(double[] values, int[] rows) {
    return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
  }
}
