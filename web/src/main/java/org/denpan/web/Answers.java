package org.denpan.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.denpan.data.Target;
import org.denpan.measure.Band;
import org.denpan.model.Model;

/// Writes what a model says of rows as JSON; what does not change is written once.
final class Answers {
  private final List<Band> bands;
  private final int outputs;
  private final float threshold;
  private final byte[][] labels;
  private final byte[][] names;
  private final byte[][] texts;

  Answers(Model model) {
    bands = model.adjustment().bands();
    outputs = model.target().outputs();
    threshold = model.adjustment().boundary();
    List<String> classes =
        model.target() instanceof Target.Classes c ? c.classes() : List.<String>of();
    texts = classes.stream().map(c -> c.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    labels = classes.stream().map(c -> new JsonBytes().string(c).copy()).toArray(byte[][]::new);
    names = classes.stream().map(c -> new JsonBytes().name(c).copy()).toArray(byte[][]::new);
  }

  /// The answer to rows, in the form in which they came.
  void write(float[] y, int rows, RowReader.Form form, JsonBytes json) {
    json.raw(
        switch (form) {
          case OBJECT -> "";
          case ARRAY -> "[";
          case ENVELOPE -> "{\"predictions\":[";
        });
    for (int row = 0; row < rows; row++) {
      if (row > 0) {
        json.raw(',');
      }
      row(y, row, json);
    }
    json.raw(
        switch (form) {
          case OBJECT -> "";
          case ARRAY -> "]";
          case ENVELOPE -> "]}";
        });
    json.raw('\n');
  }

  private void row(float[] y, int row, JsonBytes json) {
    if (labels.length == 0) {
      number(y[row], json);
      return;
    }
    json.raw("{\"label\":").raw(labels[classIndex(y, row)]).raw(",\"probabilities\":{");
    for (int k = 0; k < labels.length; k++) {
      if (k > 0) {
        json.raw(',');
      }
      json.raw(names[k]).number(probability(y, row, k));
    }
    json.raw("}}");
  }

  private void number(float value, JsonBytes json) {
    json.raw("{\"value\":").number(value);
    if (!bands.isEmpty()) {
      json.raw(",\"bands\":{");
      for (int i = 0; i < bands.size(); i++) {
        Band band = bands.get(i);
        json.raw(i > 0 ? "," : "").name(band.name()).raw("{\"low\":");
        json.number((float) (value + band.low())).raw(",\"high\":");
        json.number((float) (value + band.high())).raw('}');
      }
      json.raw('}');
    }
    json.raw('}');
  }

  /// Writes a class's name.
  void label(int index, Output.Sink to) {
    to.text(texts[index], labels[index]);
  }

  /// The index of a row's class.
  int classIndex(float[] y, int row) {
    if (outputs == 1) {
      return y[row] > threshold ? 1 : 0;
    }
    int best = row * outputs;
    for (int at = row * outputs; at < (row + 1) * outputs; at++) {
      best = y[at] > y[best] ? at : best;
    }
    return best - row * outputs;
  }

  /// A row's probability of a class.
  float probability(float[] y, int row, int index) {
    if (outputs > 1) {
      return y[row * outputs + index];
    }
    return index == 1 ? y[row] : 1f - y[row];
  }
}
