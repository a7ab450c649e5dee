package org.denpan.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Batch;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.Transform;
import org.denpan.model.Inference;
import org.denpan.net.Dense;
import org.denpan.net.InferenceProgram;
import org.denpan.net.Machine;
import org.denpan.net.Parameter;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Tensor;
import org.denpan.net.Workers;
import org.denpan.train.Trainer;

/// The measurements of `denpan bench`, one after the other, on rows that are drawn: bytes, as those
/// of pictures, none of them 0.
final class BenchRun {
  /// What is done.
  ///
  /// @param trainer of the network, with all settings
  /// @param optimizer as it was named
  /// @param batch rows a step
  /// @param rows predicted at once
  /// @param seconds for each speed
  record Plan(
      Trainer trainer, String optimizer, int batch, int rows, int threads, double seconds) {}

  private static final int ROWS_AT_A_TIME = 100;

  private final Checked subject;
  private final Plan plan;
  private final BooleanSupplier stop;
  private final Stopwatch watch;
  private final Workers workers;
  private final Parameters values;
  private final double forwardOperations;
  private final double trainingOperations;
  private final Map<String, Object> json = new LinkedHashMap<>();
  private Optional<Layout> layout = Optional.empty();
  private double peak = Double.NaN;

  BenchRun(Checked subject, Plan plan, BooleanSupplier stop) {
    this.subject = subject;
    this.plan = plan;
    this.stop = stop;
    watch = new Stopwatch(plan.seconds(), stop);
    workers = Workers.of(plan.threads());
    values =
        subject
            .values()
            .orElseGet(
                () -> subject.network().initialise(subject.inputs(), new Seed(subject.seed())));
    double products = 0;
    double first = 0;
    for (Tensor tensor : values.tensors()) {
      if (tensor.role() == Parameter.Role.WEIGHT && tensor.shape().size() == 2) {
        first = products == 0 ? tensor.length() : first;
        products += tensor.length();
      }
    }
    boolean direct = subject.network().layers().getFirst() instanceof Dense;
    forwardOperations = 2 * products;
    // forward, the weights' gradient, and the inputs' but where they are the data
    trainingOperations = 6 * products - (direct ? 2 * first : 0);
  }

  /// Prints what is measured, as soon as it is.
  void print(Layout to) {
    layout = Optional.of(to);
  }

  /// What was measured.
  Map<String, Object> json() {
    return json;
  }

  void measure() {
    machine();
    network();
    if (!stop.getAsBoolean()) {
      training(examples(Math.max(plan.rows(), plan.batch())));
    }
    if (!stop.getAsBoolean()) {
      prediction(examples(plan.rows()));
    }
    if (stop.getAsBoolean()) {
      json.put("stopped", "stopped by Ctrl-C");
      say("Stopped", "by Ctrl-C; what was not measured is left out");
    }
  }

  private void machine() {
    json.put("processors", Runtime.getRuntime().availableProcessors());
    json.put("kernels", Machine.kernels());
    json.put("java", Runtime.version().toString());
    say(
        "Machine",
        "%s, %s, Java %s"
            .formatted(
                Figures.count(Runtime.getRuntime().availableProcessors(), "processor"),
                Machine.kernels(),
                Runtime.version().feature()));
    Stopwatch quarter = new Stopwatch(plan.seconds() / 4, stop);
    peak =
        speed("arithmetic", "GFLOP/s", "gflops", some -> Machine.operations(some, quarter.over()));
    speed(
        "reading memory",
        "GB/s",
        "gigabytes_a_second",
        some -> Machine.bytes(some, quarter.over()));
  }

  /// A speed on one thread and on all; gives back the latter.
  private double speed(String what, String unit, String key, ToDoubleFunction<Workers> measured) {
    double single = measured.applyAsDouble(Workers.single());
    json.put(key + "_1_thread", single * 1e-9);
    String text = "%s: %s %s on 1 thread".formatted(what, giga(single), unit);
    if (plan.threads() == 1) {
      say("", text);
      return single;
    }
    double all = measured.applyAsDouble(workers);
    json.put(key + "_%d_threads".formatted(plan.threads()), all * 1e-9);
    say("", "%s, %s on %d".formatted(text, giga(all), plan.threads()));
    return all;
  }

  private void network() {
    say("Network", subject.network().toString());
    say(
        "",
        "%s, %s; %s operations a row to train, %s to predict"
            .formatted(
                Figures.count(subject.inputs(), "input"),
                Figures.count(values.learnt(), "parameter"),
                Figures.count(Math.round(trainingOperations)),
                Figures.count(Math.round(forwardOperations))));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", subject.name());
    facts.put("layers", subject.network().toString());
    facts.put("inputs", subject.inputs());
    facts.put("outputs", subject.network().outputs(subject.inputs()));
    facts.put("parameters", values.learnt());
    facts.put("operations_a_row_to_train", trainingOperations);
    facts.put("operations_a_row_to_predict", forwardOperations);
    json.put("network", facts);
  }

  /// So many rows, or as many as fit into 64 MB.
  private Examples examples(int wanted) {
    int inputs = subject.inputs();
    int rows = Math.clamp((1 << 26) / inputs, 1, wanted);
    byte[] pixels = new byte[rows * inputs];
    Seed.Stream random = new Seed(subject.seed()).stream("bench rows");
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (1 + random.nextInt(255));
    }
    Encoder encoder =
        new Encoder(
            List.of(new Transform.Images("inputs", 1, inputs)),
            new Target.Number("target", 0, 1),
            List.of());
    return encoder.encodeInputs(
        Table.of("drawn rows", List.of(new Column.Pixels("inputs", 1, inputs, pixels))));
  }

  private void training(Examples examples) {
    int outputs = subject.network().outputs(subject.inputs());
    int targetWidth = subject.loss().example(outputs, new Seed(0).stream("width")).length;
    int rows = Math.min(plan.batch(), examples.rows());
    Batch batch = new Batch(rows, subject.inputs(), targetWidth);
    Seed.Stream random = new Seed(subject.seed()).stream("bench targets");
    for (int row = 0; row < rows; row++) {
      float[] target = subject.loss().example(outputs, random);
      System.arraycopy(target, 0, batch.targets(), row * targetWidth, targetWidth);
    }
    int[] order = IntStream.range(0, examples.rows()).toArray();
    new Seed(subject.seed()).stream("bench order").shuffle(order);
    int[] at = {0};
    Runnable feed =
        () -> {
          at[0] = at[0] + 2 * rows > order.length ? 0 : at[0] + rows;
          examples.fill(order, at[0], rows, batch);
        };
    double step =
        watch
            .medians(() -> {
              feed.run();
              plan.trainer().step(batch);
            })[0];
    report("training", "Training", plan.optimizer() + ", batch " + rows, rows, step);
    Program program = plan.trainer().program();
    double[] errors = new double[rows];
    float[][] logits = new float[1][];
    double[] parts =
        new Stopwatch(plan.seconds() / 2, stop)
            .medians(
                feed,
                () -> logits[0] = program.forward(batch.inputs(), rows, true, 0),
                () -> {
                  subject.loss().value(logits[0], outputs, batch, errors, program.outputDelta());
                  program.backward();
                });
    parts(step, parts[0], parts[1], parts[2]);
  }

  private void parts(double step, double feeding, double forward, double backward) {
    double update = Math.max(0, step - feeding - forward - backward);
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("feeding", feeding);
    parts.put("forward", forward);
    parts.put("backward", backward);
    parts.put("update", update);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("of a step", "ms", "share"));
    Map<String, Object> found = new LinkedHashMap<>();
    parts.forEach((name, seconds) -> {
      rows.add(List.of(name, Layout.number(seconds * 1e3), Figures.share(seconds / step)));
      found.put(name, seconds * 1e3);
    });
    if (Double.isFinite(step + backward)) {
      layout.ifPresent(to -> to.table("", rows, 1));
      json.put("milliseconds_of_a_step", found);
    }
  }

  private void prediction(Examples examples) {
    int inputs = subject.inputs();
    int outputs = subject.network().outputs(inputs);
    int few = Math.min(ROWS_AT_A_TIME, examples.rows());
    Batch batch = new Batch(few, inputs, 1);
    examples.fill(IntStream.range(0, few).toArray(), 0, few, batch);
    float[][] rows = new float[few][inputs];
    for (int row = 0; row < few; row++) {
      System.arraycopy(batch.inputs(), row * inputs, rows[row], 0, inputs);
    }
    InferenceProgram program =
        subject.network().compileForInference(values, inputs, 1, Workers.single());
    float[] y = new float[outputs];
    double single =
        watch
                .medians(() -> {
                  for (float[] row : rows) {
                    subject.loss().outputs(program.forward(row, 1), y, 1, outputs);
                  }
                })[0]
            / few;
    if (Double.isFinite(single)) {
      json.put("predict_one_row_microseconds", single * 1e6);
      say("Prediction", "one row, on 1 thread: %s µs".formatted(Layout.number(single * 1e6)));
    }
    Inference inference = new Inference(subject.network(), values, inputs, subject.loss(), workers);
    double all = watch.medians(() -> inference.predict(examples))[0];
    report("prediction", "", Figures.count(examples.rows(), "row"), examples.rows(), all);
  }

  /// The speed of rows that took so long together.
  private void report(String name, String label, String what, int rows, double seconds) {
    if (!Double.isFinite(seconds)) {
      return;
    }
    boolean trains = name.equals("training");
    double operations = (trains ? trainingOperations : forwardOperations) * rows / seconds;
    say(
        label,
        "%s: %s rows/s, %s ms; %s GFLOP/s, %s of the peak"
            .formatted(
                what,
                Figures.count(Math.round(rows / seconds)),
                Layout.number(seconds * 1e3),
                giga(operations),
                Figures.share(operations / peak)));
    Map<String, Object> found = new LinkedHashMap<>();
    if (trains) {
      found.put("optimizer", plan.optimizer());
    }
    found.put("rows", rows);
    found.put("threads", plan.threads());
    found.put("rows_per_second", rows / seconds);
    found.put("milliseconds", seconds * 1e3);
    found.put("gflops", operations * 1e-9);
    found.put("part_of_peak", operations / peak);
    json.put(name, found);
  }

  private void say(String label, String text) {
    layout.ifPresent(to -> to.line(label, text));
  }

  private static String giga(double value) {
    return String.format(Locale.ROOT, value >= 1e11 ? "%,.0f" : "%,.1f", value * 1e-9);
  }
}
