package org.denpan.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Some inputs are codes of categories, and each of them becomes the learnt numbers of its
/// category: y = [x without the codes, T₁[c₁], T₂[c₂], …], with the codes c and a table T for each
/// field. Guo and Berkhahn 2016, "Entity embeddings of categorical variables".
///
/// A code is one of 0 … K−1, rounded; everything else, NaN too, is unknown. The `table1` [K, size]
/// of the first field starts as N(0, 1/size), so that its rows have a length of about 1; `unknown1`
/// [size], what an unknown category becomes, starts at 0, and is learnt if training has such rows.
///
/// Backward: dT[k] = Σ dy over the rows with the code k, in their order; codes have no derivative,
/// dx is 0.
///
/// @param fields in the order of what they become
public record Embedding(List<Field> fields) implements Layer {
  /// An input that is a code.
  ///
  /// @param input its place among the inputs, from 0
  /// @param categories K
  /// @param size how many numbers a category becomes
  public record Field(int input, int categories, int size) {
    /// @throws ShapeException unless the place is at least 0 and the others positive
    public Field {
      if (input < 0 || categories < 1 || size < 1) {
        throw new ShapeException(
            String.format(
                Locale.ROOT,
                "an embedding needs an input from 0 on, at least 1 category and a size of at least"
                    + " 1, got %d, %d and %d",
                input,
                categories,
                size));
      }
    }

    @Override
    public String toString() {
      return "Embedding.field(" + input + ", " + categories + ", " + size + ")";
    }
  }

  /// @throws ShapeException if there are no fields, or two of one input
  public Embedding {
    fields = List.copyOf(fields);
    if (fields.isEmpty() || fields.stream().map(Field::input).distinct().count() < fields.size()) {
      throw new ShapeException("an embedding needs fields, each of an input of its own: " + fields);
    }
  }

  public static Embedding of(Field... fields) {
    return new Embedding(Arrays.asList(fields));
  }

  /// A [Field]: an input, how many categories it has, and how many numbers each becomes.
  public static Field field(int input, int categories, int size) {
    return new Field(input, categories, size);
  }

  @Override
  public int outputs(int inputs) {
    int last = fields.stream().mapToInt(Field::input).max().orElseThrow();
    if (last >= inputs) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "%s takes input %d as a code, but there are %,d inputs, counted from 0",
              this,
              last,
              inputs));
    }
    return inputs - fields.size() + fields.stream().mapToInt(Field::size).sum();
  }

  private static String table(int field) {
    return "table" + (field + 1);
  }

  private static String unknown(int field) {
    return "unknown" + (field + 1);
  }

  @Override
  public List<Parameter> parameters(int inputs, Optional<Init> init) {
    outputs(inputs);
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if ((long) field.categories * field.size > Integer.MAX_VALUE / 8) {
        throw new ShapeException(
            String.format(
                Locale.ROOT,
                "an embedding of %,d categories with %,d numbers each is more than one array holds",
                field.categories,
                field.size));
      }
      Init start = init.orElse(Init.normal(1 / Math.sqrt(field.size)));
      List<Integer> shape = List.of(field.categories, field.size);
      parameters.add(new Parameter(table(i), shape, start, Parameter.Role.WEIGHT));
      parameters.add(
          new Parameter(unknown(i), List.of(field.size), Init.constant(0), Parameter.Role.BIAS));
    }
    return parameters;
  }

  @Override
  public double[] formula(Reference reference, double[] x) {
    int inputs = reference.inputs();
    int outputs = outputs(inputs);
    int[] passed = passed(inputs);
    double[] y = new double[reference.rows() * outputs];
    for (int row = 0; row < reference.rows(); row++) {
      int at = row * outputs;
      for (int input : passed) {
        y[at++] = x[row * inputs + input];
      }
      for (int i = 0; i < fields.size(); i++) {
        Field field = fields.get(i);
        double code = Math.rint(x[row * inputs + field.input]);
        boolean known = code >= 0 && code < field.categories;
        double[] numbers = reference.parameter(known ? table(i) : unknown(i));
        System.arraycopy(numbers, known ? field.size * (int) code : 0, y, at, field.size);
        at += field.size;
      }
    }
    return y;
  }

  /// The inputs that are no codes.
  private int[] passed(int inputs) {
    boolean[] isCode = new boolean[inputs];
    fields.forEach(field -> isCode[field.input] = true);
    int[] passed = new int[inputs - fields.size()];
    int count = 0;
    for (int i = 0; i < inputs; i++) {
      if (!isCode[i]) {
        passed[count++] = i;
      }
    }
    return passed;
  }

  @Override
  public Step compile(Wiring wiring) {
    return new Running(this, wiring);
  }

  @Override
  public String toString() {
    return fields.stream()
        .map(Field::toString)
        .collect(Collectors.joining(", ", "Embedding.of(", ")"));
  }

  private static final class Running implements Step {
    private final int inputs;
    private final int outputs;
    private final int[] passed;
    private final int[] codes;
    private final int[] categories;
    private final int[] sizes;
    private final int[] tables;
    private final int[] unknowns;

    /// Where each field's numbers stand in a row of y.
    private final int[] places;

    private final float[] values;
    private final float[] gradients;
    private final Workers workers;
    private final Workers.Range forwardRows = this::forwardRows;
    private final Workers.Range fieldGradients = this::fieldGradients;

    // the arrays of the pass under way, for the ranges above
    private float[] x = {};
    private float[] y = {};
    private float[] dy = {};
    private int rows;

    Running(Embedding layer, Wiring wiring) {
      inputs = wiring.inputs();
      outputs = layer.outputs(inputs);
      passed = layer.passed(inputs);
      List<Field> fields = layer.fields;
      codes = fields.stream().mapToInt(Field::input).toArray();
      categories = fields.stream().mapToInt(Field::categories).toArray();
      sizes = fields.stream().mapToInt(Field::size).toArray();
      tables = new int[sizes.length];
      unknowns = new int[sizes.length];
      places = new int[sizes.length];
      int place = passed.length;
      for (int i = 0; i < sizes.length; i++) {
        tables[i] = wiring.tensor(table(i)).at();
        unknowns[i] = wiring.tensor(unknown(i)).at();
        places[i] = place;
        place += sizes[i];
      }
      values = wiring.parameters().values();
      gradients = wiring.gradients();
      workers = wiring.workers();
    }

    @Override
    public void forward(Pass pass, float[] input, float[] output) {
      x = input;
      y = output;
      workers.run(pass.rows(), 1, 2L * outputs, forwardRows);
    }

    private void forwardRows(int from, int to) {
      for (int row = from; row < to; row++) {
        int line = row * outputs;
        for (int j = 0; j < passed.length; j++) {
          y[line + j] = x[row * inputs + passed[j]];
        }
        for (int i = 0; i < sizes.length; i++) {
          System.arraycopy(values, start(i, row), y, line + places[i], sizes[i]);
        }
      }
    }

    /// Where the numbers of a row's category stand.
    private int start(int field, int row) {
      float code = (float) Math.rint(x[row * inputs + codes[field]]);
      return code >= 0 && code < categories[field]
          ? tables[field] + sizes[field] * (int) code
          : unknowns[field];
    }

    @Override
    public void backward(
        Pass pass, float[] input, float[] output, float[] dOutput, float[] dInput) {
      x = input;
      dy = dOutput;
      rows = pass.rows();
      long cost = 4L * rows * outputs / sizes.length;
      workers.run(sizes.length, 1, cost, fieldGradients);
      if (dInput.length > 0) {
        passBack(dInput);
      }
    }

    private void fieldGradients(int from, int to) {
      for (int i = from; i < to; i++) {
        int size = sizes[i];
        Arrays.fill(gradients, tables[i], tables[i] + categories[i] * size, 0f);
        Arrays.fill(gradients, unknowns[i], unknowns[i] + size, 0f);
        for (int row = 0; row < rows; row++) {
          int at = start(i, row);
          int place = row * outputs + places[i];
          for (int k = 0; k < size; k++) {
            gradients[at + k] += dy[place + k];
          }
        }
      }
    }

    private void passBack(float[] dx) {
      Arrays.fill(dx, 0, rows * inputs, 0f);
      for (int row = 0; row < rows; row++) {
        for (int j = 0; j < passed.length; j++) {
          dx[row * inputs + passed[j]] = dy[row * outputs + j];
        }
      }
    }
  }
}
