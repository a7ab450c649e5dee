package org.denpan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.denpan.Sha256;
import org.denpan.Words;

/// A table as a network sees it: inputs made from the columns when a batch is filled, and encoded
/// targets.
public final class Examples {
  // 128 MB
  private static final int MOST_LAID_OUT = 1 << 25;

  /// Rows at once.
  private static final int SUMMED = 256;

  private final Table table;
  private final Encoder encoder;
  private final List<Transform.Filler> fillers = new ArrayList<>();
  private final int[] starts;
  private final int width;
  private final float[] targets;
  private final float[] weights;

  /// The inputs of all rows, [rows, width], where they are laid out; else empty.
  private final float[] inputs;

  /// @param weights one a row; empty where each counts 1
  Examples(Table table, Encoder encoder, float[] targets, float[] weights) {
    this.table = table;
    this.encoder = encoder;
    this.targets = targets;
    if (weights.length == 0) {
      this.weights = new float[table.rows()];
      Arrays.fill(this.weights, 1f);
    } else {
      this.weights = weights;
    }
    List<String> names = table.columns().stream().map(Column::name).toList();
    starts = new int[encoder.inputs().size()];
    int at = 0;
    for (int i = 0; i < starts.length; i++) {
      Transform transform = encoder.inputs().get(i);
      String column = transform.column();
      Column values =
          table
              .find(column)
              .orElseThrow(() ->
                  new DataException(
                      String.format(
                          Locale.ROOT,
                          "%s lacks the column '%s' that the model was trained on; %s",
                          table.name(),
                          column,
                          Words.suggestion(column, names))));
      fillers.add(transform.bind(table.name(), values));
      starts[i] = at;
      at += transform.width();
    }
    width = at;
    inputs = new float[0];
  }

  /// The rows of others, laid out.
  private Examples(Examples others) {
    table = others.table;
    encoder = others.encoder;
    targets = others.targets;
    weights = others.weights;
    fillers.addAll(others.fillers);
    starts = others.starts;
    width = others.width;
    inputs = new float[rows() * width];
    others.fillInputs(IntStream.range(0, rows()).toArray(), 0, rows(), 0, inputs);
  }

  /// The same rows, for going through them many times: with their inputs made beforehand, so that
  /// filling a batch copies rows. Images stay bytes, which take a quarter of the memory and are
  /// quickly turned into numbers; so does what would take more than 128 MB.
  public Examples laidOut() {
    boolean images = encoder.inputs().stream().anyMatch(Transform.Images.class::isInstance);
    return images || (long) rows() * width > MOST_LAID_OUT ? this : new Examples(this);
  }

  public int rows() {
    return table.rows();
  }

  /// Inputs a row.
  public int width() {
    return width;
  }

  public Table table() {
    return table;
  }

  public Encoder encoder() {
    return encoder;
  }

  /// The encoded targets, one a row; empty where they are not known.
  public float[] targets() {
    return targets;
  }

  /// How much each row counts; 1 each where nobody said otherwise.
  public float[] weights() {
    return weights;
  }

  /// The same rows, with other weights.
  ///
  /// @param others one a row
  public Examples withWeights(float[] others) {
    if (others.length != rows()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %,d rows, got %,d weights",
              table.name(),
              rows(),
              others.length));
    }
    return new Examples(table, encoder, targets, others);
  }

  /// Puts the rows order[start, start + count) into the batch. Allocates nothing.
  public void fill(int[] order, int start, int count, Batch batch) {
    fill(order, start, 0, count, batch);
    batch.rows(count);
  }

  /// Fills the rows [from, to) of the batch with order[start + from, start + to), so that threads
  /// may share a batch; its number of rows is left to the caller. Allocates nothing.
  public void fill(int[] order, int start, int from, int to, Batch batch) {
    if (inputs.length == 0) {
      fillInputs(order, start + from, start + to, start, batch.inputs());
    }
    for (int row = from; row < to; row++) {
      int source = order[start + row];
      if (inputs.length > 0) {
        System.arraycopy(inputs, source * width, batch.inputs(), row * width, width);
      }
      if (targets.length > 0) {
        batch.targets()[row] = targets[source];
      }
      batch.weights()[row] = weights[source];
    }
  }

  /// SHA-256 of all inputs, targets and weights.
  public String sha256() {
    Sha256 sum = new Sha256();
    int[] all = IntStream.range(0, rows()).toArray();
    Batch batch = new Batch(Math.clamp(rows(), 1, SUMMED), width, 1);
    for (int from = 0; from < all.length; from += SUMMED) {
      int count = Math.min(SUMMED, all.length - from);
      fill(all, from, count, batch);
      sum.add(batch.inputs(), 0, count * width);
    }
    sum.add(targets, 0, targets.length);
    sum.add(weights, 0, weights.length);
    return sum.hex();
  }

  /// The rows order[from, to) as inputs, row `order[i]` at `x[(i − base)·width]`.
  private void fillInputs(int[] order, int from, int to, int base, float[] x) {
    for (int i = 0; i < starts.length; i++) {
      fillers.get(i).fill(order, from, to, x, starts[i] - base * width, width);
    }
  }
}
