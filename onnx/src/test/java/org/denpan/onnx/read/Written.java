package org.denpan.onnx.read;

import static org.denpan.onnx.read.Sketch.OPEN;
import static org.denpan.onnx.read.Sketch.axes;
import static org.denpan.onnx.read.Sketch.integer;
import static org.denpan.onnx.read.Sketch.real;
import static org.denpan.onnx.read.Sketch.reals;
import static org.denpan.onnx.read.Sketch.tensor;
import static org.denpan.onnx.read.Sketch.texts;

import java.util.List;
import org.denpan.onnx.proto.TensorProto.DataType;

/// Networks as the exporters of other programs write them: their names, their operators, where the
/// numbers stand.
final class Written {
  private Written() {}

  /// nn.Sequential(Linear, BatchNorm1d, ReLU, Dropout, Linear, ReLU, Linear) for logits.
  static Sketch torchClassifier() {
    return Sketch.torch(17)
        .input("input", OPEN, 6)
        .weights("0.weight", 8, 6)
        .weights("0.bias", 8)
        .weights("1.weight", 8)
        .weights("1.bias", 8)
        .weights("1.running_mean", 8)
        .positive("1.running_var", 8)
        .weights("4.weight", 5, 8)
        .weights("4.bias", 5)
        .weights("6.weight", 3, 5)
        .weights("6.bias", 3)
        .node(
            "Gemm",
            "input 0.weight 0.bias",
            "g0",
            real("alpha", 1),
            real("beta", 1),
            integer("transB", 1))
        .node(
            "BatchNormalization",
            "g0 1.weight 1.bias 1.running_mean 1.running_var",
            "b1",
            real("epsilon", 1e-5f),
            real("momentum", 0.9f),
            integer("training_mode", 0))
        .node("Relu", "b1", "r2")
        .node(
            "Gemm",
            "r2 4.weight 4.bias",
            "g4",
            real("alpha", 1),
            real("beta", 1),
            integer("transB", 1))
        .node("Relu", "g4", "r5")
        .node(
            "Gemm",
            "r5 6.weight 6.bias",
            "output",
            real("alpha", 1),
            real("beta", 1),
            integer("transB", 1))
        .output("output", OPEN, 3);
  }

  /// nn.Flatten and two layers on images of one channel, with nn.LogSoftmax.
  static Sketch torchImages() {
    return Sketch.torch(11)
        .input("input.1", OPEN, 1, 4, 5)
        .weights("fc1.weight", 7, 20)
        .weights("fc1.bias", 7)
        .weights("fc2.weight", 4, 7)
        .weights("fc2.bias", 4)
        .node("Flatten", "input.1", "5", integer("axis", 1))
        .node("Gemm", "5 fc1.weight fc1.bias", "6", integer("transB", 1))
        .node("Tanh", "6", "7")
        .node("Gemm", "7 fc2.weight fc2.bias", "8", integer("transB", 1))
        .node("LogSoftmax", "8", "9", integer("axis", 1))
        .output("9", OPEN, 4);
  }

  /// x.view(x.size(0), -1), with a shape that is computed, and one output.
  static Sketch torchView() {
    return Sketch.torch(13)
        .input("x", OPEN, 2, 3)
        .weights("w", 6, 1)
        .node("Shape", "x", "shape")
        .node("", "Constant", "", "zero", tensor("value", Sketch.integers("", 0)))
        .node("", "Constant", "", "first", integer("value_int", 0))
        .node("Gather", "shape first", "rows", integer("axis", 0))
        .node("Unsqueeze", "rows zero", "rows1")
        .node("", "Constant", "", "rest", tensor("value", Sketch.integers("", -1)))
        .node("Concat", "rows1 rest", "sizes", integer("axis", 0))
        .node("Reshape", "x sizes", "flat")
        .node("MatMul", "flat w", "y")
        .output("y", OPEN, 1);
  }

  /// The exporter of PyTorch 2.6 without its optimizer: weights are still to be transposed.
  static Sketch torchDynamo() {
    return Sketch.torch(18)
        .input("x", OPEN, 5)
        .weights("mlp.0.weight", 6, 5)
        .weights("mlp.0.bias", 6)
        .weights("mlp.2.weight", 2, 6)
        .weights("mlp.2.bias", 2)
        .node("Transpose", "mlp.0.weight", "val_0", axes("perm", 1, 0))
        .node("MatMul", "x val_0", "val_1")
        .node("Add", "val_1 mlp.0.bias", "linear")
        .node("Sigmoid", "linear", "sigmoid")
        .node("Mul", "linear sigmoid", "silu")
        .node("Transpose", "mlp.2.weight", "val_2", axes("perm", 1, 0))
        .node("MatMul", "silu val_2", "val_3")
        .node("Add", "val_3 mlp.2.bias", "linear_1")
        .output("linear_1", OPEN, 2);
  }

  /// A block x + f(x) with nn.LayerNorm and nn.GELU, each written out, as before opset 17.
  static Sketch torchResidual() {
    return Sketch.torch(14)
        .input("x", OPEN, 6)
        .weights("in.weight", 8, 6)
        .weights("in.bias", 8)
        .weights("norm.weight", 8)
        .weights("norm.bias", 8)
        .weights("f.weight", 8, 8)
        .weights("f.bias", 8)
        .weights("out.weight", 1, 8)
        .weights("out.bias", 1)
        .number("two", 2)
        .number("eps", 1e-5f)
        .number("root", 1.4142135f)
        .number("one", 1)
        .number("half", 0.5f)
        .node("Gemm", "x in.weight in.bias", "h", integer("transB", 1))
        .node("ReduceMean", "h", "mean", axes("axes", -1))
        .node("Sub", "h mean", "centred")
        .node("Pow", "centred two", "squares")
        .node("ReduceMean", "squares", "variance", axes("axes", -1))
        .node("Add", "variance eps", "above")
        .node("Sqrt", "above", "deviation")
        .node("Div", "centred deviation", "normal")
        .node("Mul", "normal norm.weight", "scaled")
        .node("Add", "scaled norm.bias", "normed")
        .node("Gemm", "normed f.weight f.bias", "f", integer("transB", 1))
        .node("Div", "f root", "div")
        .node("Erf", "div", "erf")
        .node("Add", "erf one", "twice")
        .node("Mul", "f twice", "product")
        .node("Mul", "product half", "gelu")
        .node("Add", "h gelu", "sum")
        .node("Gemm", "sum out.weight out.bias", "y", integer("transB", 1))
        .output("y", OPEN, 1);
  }

  /// Sequential([Rescaling(1/255), Flatten, Dense relu, BatchNormalization, Dense softmax]).
  static Sketch kerasImages() {
    return Sketch.keras(15)
        .input("input_1", OPEN, 3, 4, 1)
        .number("sequential/rescaling/Cast/x:0", 0.003921569f)
        .sizes("const_fold_opt__20", -1, 12)
        .weights("sequential/dense/MatMul/ReadVariableOp:0", 12, 6)
        .weights("sequential/dense/BiasAdd/ReadVariableOp:0", 6)
        .positive("sequential/batch_normalization/batchnorm/mul/ReadVariableOp:0", 6)
        .weights("sequential/batch_normalization/batchnorm/sub:0", 6)
        .weights("sequential/dense_1/MatMul/ReadVariableOp:0", 6, 4)
        .weights("sequential/dense_1/BiasAdd/ReadVariableOp:0", 4)
        .node("Mul", "input_1 sequential/rescaling/Cast/x:0", "sequential/rescaling/mul:0")
        .node("Reshape", "sequential/rescaling/mul:0 const_fold_opt__20", "flat")
        .node("MatMul", "flat sequential/dense/MatMul/ReadVariableOp:0", "m")
        .node("Add", "m sequential/dense/BiasAdd/ReadVariableOp:0", "a")
        .node("Relu", "a", "r")
        .node("Mul", "r sequential/batch_normalization/batchnorm/mul/ReadVariableOp:0", "bm")
        .node("Add", "bm sequential/batch_normalization/batchnorm/sub:0", "ba")
        .node("MatMul", "ba sequential/dense_1/MatMul/ReadVariableOp:0", "m1")
        .node("Add", "m1 sequential/dense_1/BiasAdd/ReadVariableOp:0", "a1")
        .node("Softmax", "a1", "dense_1", integer("axis", -1))
        .output("dense_1", OPEN, 4);
  }

  /// Dense layers with gelu, PReLU and elu, and one sigmoid.
  static Sketch kerasBinary() {
    return Sketch.keras(15)
        .input("features", OPEN, 5)
        .weights("w0", 5, 7)
        .weights("b0", 7)
        .weights("w1", 7, 6)
        .weights("b1", 6)
        .weights("minus_alpha", 1, 6)
        .weights("w2", 6, 4)
        .weights("b2", 4)
        .weights("w3", 4, 1)
        .weights("b3", 1)
        .number("half", 0.5f)
        .number("root", 0.70710677f)
        .number("one", 1)
        .node("MatMul", "features w0", "m0")
        .node("Add", "m0 b0", "a0")
        .node("Mul", "half a0", "halved")
        .node("Mul", "a0 root", "narrow")
        .node("Erf", "narrow", "erf")
        .node("Add", "one erf", "twice")
        .node("Mul", "halved twice", "gelu")
        .node("MatMul", "gelu w1", "m1")
        .node("Add", "m1 b1", "a1")
        .node("Relu", "a1", "above")
        .node("Neg", "a1", "neg")
        .node("Relu", "neg", "below")
        .node("Mul", "below minus_alpha", "scaled")
        .node("Add", "above scaled", "prelu")
        .node("MatMul", "prelu w2", "m2")
        .node("Add", "m2 b2", "a2")
        .node("Elu", "a2", "elu", real("alpha", 1))
        .node("MatMul", "elu w3", "m3")
        .node("Add", "m3 b3", "a3")
        .node("Sigmoid", "a3", "dense_3")
        .output("dense_3", OPEN, 1);
  }

  private static Sketch sklearnLayers(Sketch sketch, String x, int inputs, int outputs) {
    return sketch
        .listed("coefficient", inputs, 6)
        .listed("intercepts", 1, 6)
        .listed("coefficient1", 6, outputs)
        .listed("intercepts1", 1, outputs)
        .node("Cast", x, "cast_input", integer("to", DataType.FLOAT.getNumber()))
        .node("MatMul", "cast_input coefficient", "mul_result")
        .node("Add", "mul_result intercepts", "add_result")
        .node("Relu", "add_result", "next_activations")
        .node("MatMul", "next_activations coefficient1", "mul_result1")
        .node("Add", "mul_result1 intercepts1", "add_result1");
  }

  /// MLPClassifier of two classes, with ZipMap.
  static Sketch sklearnBinary() {
    return sklearnLayers(Sketch.sklearn(17).input("X", OPEN, 4), "X", 4, 1)
        .number("unity", 1)
        .add(Sketch.texts("classes", "no", "yes"))
        .sizes("shape_tensor", -1)
        .node("Sigmoid", "add_result1", "out_activations_result")
        .node("Sub", "unity out_activations_result", "negative_class_proba")
        .node(
            "Concat",
            "negative_class_proba out_activations_result",
            "probabilities",
            integer("axis", 1))
        .node("ArgMax", "probabilities", "argmax_output", integer("axis", 1))
        .node("ai.onnx.ml", "ArrayFeatureExtractor", "classes argmax_output", "extracted")
        .node("Reshape", "extracted shape_tensor", "output_label")
        .node(
            "ai.onnx.ml",
            "ZipMap",
            "probabilities",
            "output_probability",
            texts("classlabels_strings", List.of("no", "yes")))
        .output("output_label", DataType.STRING, OPEN)
        .outputOfMaps("output_probability", DataType.STRING);
  }

  /// A pipeline of StandardScaler and MLPClassifier of three classes, with zipmap=False.
  static Sketch sklearnPipeline() {
    Sketch scaled =
        Sketch.sklearn(17)
            .input("X", OPEN, 4)
            .node(
                "ai.onnx.ml",
                "Scaler",
                "X",
                "variable",
                reals("offset", 1, -2, 0.5f, 100),
                reals("scale", 2, 0.25f, 1, 0.01f));
    return sklearnLayers(scaled, "variable", 4, 3)
        .add(Sketch.tensor("classes", DataType.INT32, 3).addAllInt32Data(List.of(1, 2, 5)).build())
        .sizes("shape_tensor", -1)
        .node("Softmax", "add_result1", "out_activations_result", integer("axis", 1))
        .node("Identity", "out_activations_result", "probabilities")
        .node("ArgMax", "probabilities", "argmax_output", integer("axis", 1))
        .node("ai.onnx.ml", "ArrayFeatureExtractor", "classes argmax_output", "extracted")
        .node("Cast", "extracted", "cast", integer("to", DataType.INT64.getNumber()))
        .node("Reshape", "cast shape_tensor", "label")
        .output("label", DataType.INT64, OPEN)
        .output("probabilities", OPEN, 3);
  }

  /// MLPRegressor.
  static Sketch sklearnRegressor() {
    return sklearnLayers(Sketch.sklearn(15).input("X", OPEN, OPEN), "X", 3, 1)
        .sizes("shape_tensor", -1, 1)
        .node("Identity", "add_result1", "out_activations_result")
        .node("Reshape", "out_activations_result shape_tensor", "variable1")
        .output("variable1", OPEN, 1);
  }
}
