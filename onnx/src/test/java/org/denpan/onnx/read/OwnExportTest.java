package org.denpan.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.denpan.Seed;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.Target;
import org.denpan.data.Transform;
import org.denpan.model.Model;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Tensor;
import org.denpan.onnx.Onnx;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Denpan exports without preprocessing comes back as the same layers, which say the same.
class OwnExportTest {
  private static final int INPUTS = 5;
  private static final List<Target> TARGETS =
      List.of(
          new Target.Classes("bought", List.of("no", "yes"), List.of(7, 3)),
          new Target.Classes("kind", List.of("a", "b", "c"), List.of(1, 2, 3)),
          new Target.Number("price", 120, 33.5));

  @TempDir private Path folder;

  private static Model model(String layers, Target target, Seed.Stream random) {
    List<Transform> columns = new ArrayList<>();
    for (int i = 1; i <= INPUTS; i++) {
      columns.add(new NumberTransform.Standardize("x" + i, 0, 1, false));
    }
    Network network = Network.parse(layers + ", " + target.outputs() + " identity");
    Parameters parameters = network.allocate(INPUTS);
    for (Tensor tensor : parameters.tensors()) {
      for (int i = tensor.at(); i < tensor.at() + tensor.length(); i++) {
        double drawn = random.nextGaussian() / 2;
        boolean variance = tensor.fullName().endsWith("variance");
        parameters.values()[i] = (float) (variance ? 0.5 + Math.abs(drawn) : drawn);
      }
    }
    return new Model(
        network, parameters, new Encoder(columns, target, List.of()), Loss.of(target), Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8 relu, 6 logistic, 4 tanh",
        "8 arctan, 6 leakyrelu 0.2, 4 prelu, prelu",
        "8 elu 0.7, 6 selu, 4 softplus, softplus",
        "8 silu, 6 gelu, 4 softmax, tanh",
        "8 identity, batchnorm, relu, 4 step",
        "layernorm, residual (6 gelu, 5 identity), residual (residual (5 relu), 5 tanh), 3 identity"
      })
  void comesBackAsTheSameLayers(String layers) {
    Seed.Stream random = new Seed(Long.getLong("denpan.seed", 3)).stream(layers);
    for (Target target : TARGETS) {
      Model model = model(layers, target, random);
      Path file = folder.resolve("net.onnx");
      Onnx.exportRaw(model, file);
      OnnxNetwork network = OnnxNetwork.read(file);
      Model back = network.model(Naming.counted().withTarget(network.target().orElseThrow()));
      assertThat(back.network()).isEqualTo(model.network());
      assertThat(back.target().column()).isEqualTo(target.column());
      if (target instanceof Target.Classes classes) {
        assertThat(((Target.Classes) back.target()).classes()).isEqualTo(classes.classes());
      } else {
        assertThat(back.target()).isEqualTo(target);
      }
      float[] inputs = new float[INPUTS];
      float[] expected = new float[target.outputs()];
      float[] found = new float[target.outputs()];
      for (int row = 0; row < 20; row++) {
        for (int i = 0; i < INPUTS; i++) {
          inputs[i] = (float) (2 * random.nextGaussian());
        }
        model.predictor().predict(inputs, expected);
        back.predictor().predict(inputs, found);
        for (int k = 0; k < found.length; k++) {
          assertThat(found[k])
              .as("%s, row %d", target, row)
              .isCloseTo(expected[k], Offset.offset(1e-6f * Math.max(1, Math.abs(expected[k]))));
        }
      }
    }
  }
}
