package org.denpan.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.denpan.onnx.read.Sketch.OPEN;
import static org.denpan.onnx.read.Sketch.axes;
import static org.denpan.onnx.read.Sketch.text;
import static org.denpan.onnx.read.Sketch.texts;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.denpan.DenpanException;
import org.denpan.data.Task;
import org.denpan.model.ModelFormatException;
import org.denpan.onnx.proto.StringStringEntryProto;
import org.denpan.onnx.proto.TensorProto;
import org.denpan.onnx.proto.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Graphs that cannot become a network say which node, and what would be understood.
class HostileGraphTest {
  @TempDir private Path folder;

  private static Sketch start() {
    return Sketch.torch(17).input("x", OPEN, 4).weights("w", 4, 3).weights("b", 3);
  }

  private static void refused(Sketch sketch, String... words) {
    refused(sketch.bytes(), words);
  }

  private static void refused(byte[] bytes, String... words) {
    assertThatThrownBy(() -> OnnxNetwork.read("net.onnx", bytes).model(Naming.counted()))
        .isInstanceOf(ModelFormatException.class)
        .message()
        .startsWith("net.onnx: ")
        .contains(words);
  }

  @Test
  void anOperatorThatIsNotUnderstoodIsNamedWithThoseThatAre() {
    refused(
        start().node("Gemm", "x w b", "h").node("HardSwish", "h", "y").output("y", OPEN, 3),
        "node 2, '/y/HardSwish' (HardSwish) is not understood; understood are Gemm");
    refused(start().node("com.acme", "Magic", "x", "y").output("y", OPEN, 3), "(com.acme.Magic)");
    refused(
        start()
            .node("Gemm", "x w b", "h")
            .node("Gelu", "h", "y", text("approximate", "tanh"))
            .output("y", OPEN, 3),
        "(Gelu) approximates GELU by tanh");
    refused(
        start()
            .node("Gemm", "x w b", "h")
            .node("Sigmoid", "h", "s")
            .node("Mul", "h x", "y")
            .output("y", OPEN, 3),
        "(Mul) takes two computed values, 'h' and 'x'");
  }

  @Test
  void namesMustBeGivenOnceAndBeforeTheyAreUsed() {
    refused(
        start().node("Relu", "late", "y").node("Relu", "y", "late").output("y", OPEN, 4),
        "uses 'late', which nothing before it gives");
    refused(start().node("Gemm", "x gone b", "y").output("y", OPEN, 3), "uses 'gone'");
    refused(
        start().node("Relu", "x", "y").node("Tanh", "x", "y").output("y", OPEN, 4),
        "gives 'y', which there is already");
    refused(start().weights("w", 1).output("x"), "two initializers are called 'w'");
    refused(
        start().node("Relu", "x", "y").output("elsewhere", OPEN, 3),
        "'elsewhere' is not computed from 'x'");
  }

  @Test
  void sizesMustBeTrue() {
    refused(start().node("Gemm", "w w b", "y").output("y", OPEN, 3), "is not computed from");
    refused(
        Sketch.torch(17)
            .input("x", OPEN, 3)
            .weights("w", 4, 3)
            .node("MatMul", "x w", "y")
            .output("y", OPEN, 3),
        "takes 4 numbers a row, but [rows, 3] comes in");
    refused(
        start().input("x2", OPEN, 1).node("Relu", "x", "y").output("y", OPEN, 4),
        "has 2 inputs (x, x2)");
    for (long size : new long[] {-5, 1L << 40, Long.MAX_VALUE, Integer.MAX_VALUE}) {
      TensorProto claimed = Sketch.tensor("v", DataType.FLOAT, size, size).build();
      refused(
          start().add(claimed).node("MatMul", "x v", "y").output("y", OPEN, 3), "initializer 'v'");
      refused(
          Sketch.torch(17)
              .input("x", OPEN, size)
              .weights("w", 1)
              .node("Mul", "x w", "y")
              .output("y", OPEN, size),
          "the input 'x' claims a size of");
    }
    TensorProto few = Sketch.tensor("v", DataType.FLOAT, 4, 3).addFloatData(1).build();
    refused(
        start().add(few).node("MatMul", "x v", "y").output("y", OPEN, 3),
        "of shape [4, 3] needs 12 values, the file holds 1");
    refused(
        start().node("Transpose", "x", "y", axes("perm", 1, 0)).output("y", OPEN, 4),
        "(Transpose) puts the axes");
    refused(start().node("Relu", "x", "y").output("y", OPEN, 4), "holds no layer of weights");
  }

  @Test
  void valuesInOtherFilesAreNotFetched() {
    TensorProto elsewhere =
        Sketch.tensor("v", DataType.FLOAT, 4, 3)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/passwd"))
            .build();
    refused(
        start().add(elsewhere).node("MatMul", "x v", "y").output("y", OPEN, 3),
        "initializer 'v' has its values in another file, which is not opened; write the network"
            + " into one file");
  }

  @Test
  void versionsAndTypesOutsideWhatIsUnderstoodAreNamed() {
    refused(Sketch.torch(6).output("y"), "written for opset 6; understood are 7 to 26");
    refused(Sketch.torch(99).output("y"), "written for opset 99");
    TensorProto complex = Sketch.tensor("v", DataType.COMPLEX64, 4, 3).build();
    refused(
        start().add(complex).node("MatMul", "x v", "y").output("y", OPEN, 3),
        "is of type COMPLEX64");
    TensorProto texts = Sketch.texts("v", "a", "b");
    refused(start().add(texts).node("Add", "x v", "y").output("y", OPEN, 4), "holds texts");
    TensorProto notANumber = Sketch.raw("v", new float[] {1, 2, Float.NaN, 4}, 4, 1);
    refused(
        start().add(notANumber).node("MatMul", "x v", "y").output("y", OPEN, 1),
        "a weight is NaN, in what becomes dense1.weight");
  }

  @Test
  void outputsThatAreNoTargetAreNamed() {
    refused(
        start().node("Gemm", "x w b", "h").node("Sigmoid", "h", "y").output("y", OPEN, 3),
        "ends in sigmoids of 3 outputs");
    refused(
        start()
            .node("Gemm", "x w b", "y")
            .node("Relu", "y", "z")
            .output("y", OPEN, 3)
            .output("z", OPEN, 3),
        "several outputs, of which one is to be named: y, z");
    refused(
        start()
            .node("Gemm", "x w b", "h")
            .node("Softmax", "h", "p")
            .node(
                "ai.onnx.ml",
                "ZipMap",
                "p",
                "y",
                texts("classlabels_strings", List.of("a", "a", "b")))
            .outputOfMaps("y", DataType.STRING),
        "names a class twice: a, a, b");
    byte[] three = start().node("Gemm", "x w b", "y").output("y", OPEN, 3).bytes();
    OnnxNetwork network = OnnxNetwork.read("net.onnx", three);
    assertThatThrownBy(() -> network.model(Naming.counted().withTask(Task.NUMBER)))
        .hasMessageContaining("has 3 outputs; a number is one output");
    assertThatThrownBy(() -> network.model(Naming.counted().withClasses(List.of("a", "b"))))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("tells 3 classes apart, but 2 are named: a, b");
    assertThatThrownBy(
            () -> network.model(Naming.counted().withColumns(List.of("a", "b", "a", "c"))))
        .hasMessageContaining("two columns are called 'a'");
  }

  @Test
  void oneTensorUsedEverywhereDoesNotMakeASmallFileLarge() {
    Sketch sketch = Sketch.torch(17).input("x", OPEN, 60).weights("w", 60, 60);
    for (int i = 0; i < 2000; i++) {
      sketch.node("MatMul", i == 0 ? "x w" : "h" + (i - 1) + " w", "h" + i);
    }
    refused(sketch.output("h1999", OPEN, 60), "uses the same values so often");
  }

  @Test
  void aFileOfManyEmptyPartsIsRefusedBeforeItIsRead() {
    ByteArrayOutputStream graph = new ByteArrayOutputStream();
    for (int i = 0; i < 600_000; i++) {
      graph.write(0x0a); // a node
      graph.write(0); // of no bytes
    }
    byte[] model =
        ByteString.copyFrom(new byte[] {0x3a, (byte) 0x80, (byte) 0x9f, 0x49})
            .concat(ByteString.copyFrom(graph.toByteArray()))
            .toByteArray();
    refused(model, "more than 500,000 nodes, names and attributes");
  }

  @Test
  void deepNestingIsRefused() {
    ByteString graph = ByteString.EMPTY;
    for (int i = 0; i < 1000; i++) {
      graph = field(1, field(5, field(6, graph))); // a graph in a node's attribute
    }
    refused(field(7, graph).toByteArray(), "nest deeper");
  }

  private static ByteString field(int number, ByteString content) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write((number << 3) | 2);
    int length = content.size();
    while (length > 127) {
      head.write((length & 127) | 128);
      length >>>= 7;
    }
    head.write(length);
    return ByteString.copyFrom(head.toByteArray()).concat(content);
  }

  @Test
  void whatIsNoOnnxFileIsSaidToBeNone() throws IOException {
    refused(new byte[0], "not an ONNX model: it holds no graph");
    refused(
        "{\"layers\": []}".getBytes(java.nio.charset.StandardCharsets.UTF_8), "not an ONNX file");
    assertThatThrownBy(() -> OnnxNetwork.read(folder.resolve("gone.onnx")))
        .hasMessageEndingWith("gone.onnx: does not exist");
    assertThatThrownBy(() -> OnnxNetwork.read(folder)).hasMessageEndingWith("not a file");
    Path file = Files.write(folder.resolve("net.onnx"), Written.torchDynamo().bytes());
    assertThat(OnnxNetwork.read(file).toString())
        .contains("[rows, 5] to 2 outputs, by pytorch 2.6.0");
  }
}
