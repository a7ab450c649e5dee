package org.denpan.web;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.denpan.data.Target;
import org.denpan.measure.Band;
import org.denpan.model.Model;

/// An output of a model in the Open Inference Protocol: named, typed and shaped as in an ONNX
/// export, and for a number its bands too, each from low to high.
///
/// @param shape what follows the rows
record Output(String name, Datatype datatype, List<Integer> shape, Values values) {
  /// What it holds.
  @FunctionalInterface
  interface Values {
    /// Writes element `k` of a row.
    void write(float[] y, int row, int k, Sink to);
  }

  /// Where elements are written.
  sealed interface Sink {
    void number(double value);

    /// Writes a text.
    ///
    /// @param json the text as JSON
    void text(byte[] utf8, byte[] json);

    /// As JSON.
    record Json(JsonBytes to) implements Sink {
      @Override
      public void number(double value) {
        to.number((float) value);
      }

      @Override
      public void text(byte[] utf8, byte[] json) {
        to.raw(json);
      }
    }

    /// As the binary extension has it.
    record Binary(JsonBytes to, Datatype datatype) implements Sink {
      @Override
      public void number(double value) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (datatype == Datatype.FP32) {
          bytes.putFloat((float) value);
        } else {
          bytes.putDouble(value);
        }
        to.raw(bytes.array(), bytes.position());
      }

      @Override
      public void text(byte[] utf8, byte[] json) {
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        to.raw(length.putInt(utf8.length).array()).raw(utf8);
      }
    }
  }

  /// All that a model says.
  static List<Output> of(Model model, Answers answers) {
    List<Output> outputs = new ArrayList<>();
    if (model.target() instanceof Target.Classes classes) {
      outputs.add(
          new Output(
              "label",
              Datatype.BYTES,
              List.of(),
              (y, row, k, to) -> answers.label(answers.classIndex(y, row), to)));
      outputs.add(
          new Output(
              "probabilities",
              Datatype.FP32,
              List.of(classes.classes().size()),
              (y, row, k, to) -> to.number(answers.probability(y, row, k))));
      return outputs;
    }
    outputs.add(
        new Output("value", Datatype.FP64, List.of(1), (y, row, k, to) -> to.number(y[row])));
    for (Band band : model.adjustment().bands()) {
      outputs.add(
          new Output(
              band.name(),
              Datatype.FP64,
              List.of(2),
              (y, row, k, to) -> to.number(y[row] + (k == 0 ? band.low() : band.high()))));
    }
    return outputs;
  }

  /// How many elements a row has.
  int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /// Writes name, type and shape as members of a JSON object.
  ///
  /// @param rows the first number of the shape; −1 for any
  void describe(JsonBytes json, int rows) {
    json.raw("\"name\":").string(name).raw(",\"datatype\":").string(datatype.name());
    json.raw(",\"shape\":[").number(rows);
    shape.forEach(size -> json.raw(',').number(size));
    json.raw(']');
  }

  /// Writes all rows' elements, between commas.
  void json(float[] y, int rows, JsonBytes json) {
    Sink to = new Sink.Json(json);
    int size = size();
    for (int i = 0; i < rows * size; i++) {
      json.raw(i > 0 ? "," : "");
      values.write(y, i / size, i % size, to);
    }
  }

  /// Writes all rows' elements in binary.
  void binary(float[] y, int rows, JsonBytes bytes) {
    Sink to = new Sink.Binary(bytes, datatype);
    int size = size();
    for (int i = 0; i < rows * size; i++) {
      values.write(y, i / size, i % size, to);
    }
  }
}
