package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Table;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.LayerNorm;
import org.denpan.net.Network;
import org.denpan.net.Residual;
import org.denpan.net.Workers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is exported is read back by a second reader and reckoned with as `torch.nn` does: a Linear
/// gives x·Wᵀ + b, a BatchNorm1d (x − mean)/√(var + 10⁻⁵)·weight + bias.
class SafetensorsExportTest {
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("out.safetensors");
  }

  @Test
  void namesShapesAndLayoutAreThoseOfPyTorch() throws IOException {
    Models.classifier().exportSafetensors(file);
    PublishedFormat read = PublishedFormat.read(file);
    assertThat(read.metadata()).containsEntry("format", "pt").containsKey("network");
    assertThat(read.tensors().keySet())
        .containsExactlyInAnyOrder(
            "dense1.weight",
            "dense1.bias",
            "batchnorm1.weight",
            "batchnorm1.bias",
            "batchnorm1.running_mean",
            "batchnorm1.running_var",
            "dense2.weight",
            "dense2.bias");
    int inputs = Models.classifier().inputs();
    assertThat(read.tensors().get("dense1.weight").shape()).isEqualTo(List.of(6, inputs));
    assertThat(read.tensors().get("dense2.weight").shape()).isEqualTo(List.of(3, 6));
    assertThat(read.tensors().get("batchnorm1.running_var").shape()).isEqualTo(List.of(6));
  }

  @Test
  void whoReadsItReckonsWhatTheModelSays() throws IOException {
    Model model = Models.classifier();
    model.exportSafetensors(file);
    PublishedFormat read = PublishedFormat.read(file);
    int inputs = model.inputs();
    float[] x = new float[inputs];
    Seed.Stream random = new Seed(1).stream("x");
    for (int i = 0; i < inputs; i++) {
      x[i] = (float) random.nextGaussian();
    }
    double[] u = linear(read, "dense1", doubles(x));
    double[] z = new double[u.length];
    for (int j = 0; j < u.length; j++) {
      double y = Math.max(0, u[j]);
      double scaled =
          (y - value(read, "batchnorm1.running_mean", j))
              / Math.sqrt(value(read, "batchnorm1.running_var", j) + 1e-5);
      z[j] = scaled * value(read, "batchnorm1.weight", j) + value(read, "batchnorm1.bias", j);
    }
    double[] logits = linear(read, "dense2", z);
    float[] own =
        model
            .network()
            .compile(model.parameters(), inputs, 1, Workers.single(), new Seed(0))
            .forward(x, 1);
    for (int k = 0; k < 3; k++) {
      assertThat(logits[k]).isCloseTo(own[k], within(1e-5));
    }
  }

  private static double[] linear(PublishedFormat file, String layer, double[] x) {
    int units = file.tensors().get(layer + ".weight").shape().get(0);
    double[] u = new double[units];
    for (int j = 0; j < units; j++) {
      u[j] = value(file, layer + ".bias", j);
      for (int i = 0; i < x.length; i++) {
        u[j] += value(file, layer + ".weight", j * x.length + i) * x[i];
      }
    }
    return u;
  }

  private static double value(PublishedFormat file, String tensor, int at) {
    return file.tensors().get(tensor).values()[at];
  }

  private static double[] doubles(float[] x) {
    double[] doubles = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      doubles[i] = x[i];
    }
    return doubles;
  }

  @Test
  void layersWithinOthersKeepTheirPlaceAndLayerNormItsKeys() throws IOException {
    Model model =
        Models.model(
            Network.of(
                Dense.of(4, Activation.relu()),
                Residual.of(Dense.of(5, Activation.tanh()), Dense.of(4, Activation.identity())),
                LayerNorm.of(),
                Activation.prelu(),
                Dense.of(1, Activation.identity())),
            Models.regression().encoder());
    model.exportSafetensors(file);
    PublishedFormat read = PublishedFormat.read(file);
    assertThat(read.tensors().get("residual1.dense1.weight").shape()).isEqualTo(List.of(5, 4));
    assertThat(read.tensors().get("residual1.dense2.weight").shape()).isEqualTo(List.of(4, 5));
    assertThat(read.tensors())
        .containsKeys("layernorm1.weight", "layernorm1.bias", "prelu1.weight");
  }

  @Test
  void theModelItselfStaysAndTheExportIsNoModel() {
    Model model = Models.classifier();
    String before = model.weightsSha256();
    model.exportSafetensors(file);
    assertThat(model.weightsSha256()).isEqualTo(before);
    Table rows = Models.customers();
    assertThat(model.predict(rows).outputs())
        .isEqualTo(Models.classifier().predict(rows).outputs());
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("not a Denpan model", "'pt'");
    assertThatThrownBy(() -> model.exportSafetensors(folder.resolve("none/out.safetensors")))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("none");
  }
}
