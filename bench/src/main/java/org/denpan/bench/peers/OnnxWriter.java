package org.denpan.bench.peers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.denpan.bench.Workload;
import org.denpan.net.Parameters;
import org.denpan.net.Tensor;

/// Writes a network of dense layers as an ONNX model: a chain of Gemm and Relu or Sigmoid, and a
/// softmax over classes, with the input `x` and the output `y`.
///
/// The file is a protocol-buffers message; the numbers here are the fields' in onnx.proto3.
final class OnnxWriter {
  private static final int OPSET = 13;
  private static final int IR_VERSION = 7; // the one of operator set 13
  private static final int FLOAT = 1;

  private OnnxWriter() {}

  /// The model for batches of `rows` rows.
  ///
  /// @param parameters dense layers' weights [inputs, outputs] and biases, in order
  static byte[] model(Workload workload, Parameters parameters, int rows) {
    Message graph = new Message();
    String now = "x";
    List<Tensor> tensors = parameters.tensors();
    int layers = workload.sizes().size() - 1;
    for (int i = 0; i < layers; i++) {
      String product = "product" + i;
      String weight = tensors.get(2 * i).fullName();
      String bias = tensors.get(2 * i + 1).fullName();
      graph.message(1, node("Gemm", product, now, weight, bias));
      now = product;
      if (i < layers - 1) {
        String operator = workload.activation().equals("relu") ? "Relu" : "Sigmoid";
        now = "hidden" + i;
        graph.message(1, node(operator, now, product));
      }
    }
    graph.message(1, node(workload.classes() ? "Softmax" : "Identity", "y", now));
    graph.text(2, workload.name());
    for (Tensor tensor : tensors) {
      graph.message(5, initializer(tensor, parameters.values()));
    }
    graph.message(11, value("x", rows, workload.inputs()));
    graph.message(12, value("y", rows, workload.outputs()));
    Message model = new Message();
    model.number(1, IR_VERSION);
    model.message(7, graph);
    model.message(8, new Message().text(1, "").number(2, OPSET));
    return model.bytes();
  }

  private static Message node(String operator, String output, String... inputs) {
    Message node = new Message();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(3, output).text(4, operator);
  }

  private static Message initializer(Tensor tensor, float[] values) {
    Message message = new Message();
    for (int size : tensor.shape()) {
      message.number(1, size);
    }
    ByteBuffer raw = ByteBuffer.allocate(4 * tensor.length()).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values, tensor.at(), tensor.length());
    return message.number(2, FLOAT).text(8, tensor.fullName()).field(9, raw.array());
  }

  private static Message value(String name, int rows, int width) {
    Message shape = new Message();
    shape.message(1, new Message().number(1, rows));
    shape.message(1, new Message().number(1, width));
    Message tensor = new Message().number(1, FLOAT).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /// A protocol-buffers message that is being written.
  private static final class Message {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return field(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return field(field, value.bytes());
    }

    Message field(int field, byte[] value) {
      varint(field << 3 | LENGTH_DELIMITED);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    private void varint(long value) {
      long rest = value;
      while (rest > 0x7f) {
        out.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
