package org.denpan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.denpan.Words;

/// A table as a network sees it: inputs made from the columns when a batch is filled, and encoded
/// targets.
public final class Examples {
  private final Table table;
  private final Encoder encoder;
  private final List<Transform.Filler> fillers = new ArrayList<>();
  private final int[] starts;
  private final int width;
  private final float[] targets;
  private final float[] weights;

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
    for (int i = 0; i < starts.length; i++) {
      fillers
          .get(i)
          .fill(order, start + from, start + to, batch.inputs(), starts[i] - start * width, width);
    }
    for (int row = from; row < to; row++) {
      int source = order[start + row];
      if (targets.length > 0) {
        batch.targets()[row] = targets[source];
      }
      batch.weights()[row] = weights[source];
    }
  }
}
