package org.denpan.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Target;
import org.denpan.model.Adjustment;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Layer;
import org.denpan.net.Loss;
import org.denpan.net.Parameter;
import org.denpan.net.Reference;
import org.denpan.net.Residual;
import org.denpan.net.Step;
import org.denpan.net.Wiring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every layer, activation and loss, those to come included: in ONNX Runtime it gives
/// what it gives here, or it is refused by name.
class ExportContractTest {
  static Stream<Layer> layers() {
    return Specimens.all(Layer.class);
  }

  static Stream<Activation> activations() {
    return Specimens.all(Activation.class);
  }

  static Stream<Loss> losses() {
    return Specimens.all(Loss.class);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyLayerGivesWhatItGivesHere(Layer layer) throws OrtException {
    Model alone = Specimens.model(Loss.crossEntropy(), layer);
    Agreement.check(alone, Specimens.rows());
    Model within =
        Specimens.model(
            Loss.squaredError(), Residual.of(layer, Dense.of(Specimens.WIDTH, Activation.tanh())));
    Agreement.check(within, Specimens.rows());
  }

  @ParameterizedTest
  @MethodSource("activations")
  void everyActivationGivesWhatItGivesHere(Activation activation) throws OrtException {
    Model model = Specimens.model(Loss.binaryCrossEntropy(), Dense.of(7, activation));
    Agreement.check(model, Specimens.rows());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void everyLossHasItsOutputUnit(Loss loss) throws OrtException {
    Model model = Specimens.model(loss, Dense.of(7, Activation.tanh()));
    Agreement.check(model, Specimens.rows());
  }

  @Test
  void temperatureAndThresholdAreInTheGraph() throws OrtException {
    Adjustment adjustment =
        new Adjustment(Optional.of(2.5), Optional.of(0.3), Optional.of("f1"), List.of());
    Model two = Specimens.model(Loss.binaryCrossEntropy(), Dense.of(7, Activation.tanh()));
    Agreement.check(two.withAdjustment(adjustment), Specimens.rows());
    Model three = Specimens.model(Loss.crossEntropy(), Dense.of(7, Activation.tanh()));
    Agreement.check(three.withAdjustment(Adjustment.none().withTemperature(0.4)), Specimens.rows());
  }

  @Test
  void whatIsOnesOwnIsRefusedByName() {
    assertRefused(Specimens.model(Loss.crossEntropy(), new Own()), "own1 (Own[])");
    assertRefused(
        Specimens.model(Loss.crossEntropy(), Residual.of(new Own())), "residual1.own1 (Own[])");
    assertRefused(
        Specimens.model(Loss.crossEntropy(), Dense.of(3, new OwnActivation())),
        "dense1 (OwnActivation[])");
    assertRefused(Specimens.model(new OwnLoss()), "the loss (OwnLoss[])");
  }

  private static void assertRefused(Model model, String name) {
    assertThatThrownBy(() -> Onnx.message(model))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("a class of your own")
        .hasMessageContaining("--safetensors");
  }

  record Own() implements Layer.Custom {
    @Override
    public int outputs(int inputs) {
      return inputs;
    }

    @Override
    public List<Parameter> parameters(int inputs, Optional<Init> init) {
      return List.of();
    }

    @Override
    public Step compile(Wiring wiring) {
      throw new IllegalStateException("export refuses it before it is compiled");
    }

    @Override
    public double[] formula(Reference reference, double[] x) {
      return x;
    }
  }

  record OwnActivation() implements Activation.Custom {
    @Override
    public double[] formula(double[] u) {
      return u;
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {}

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {}
  }

  record OwnLoss() implements Loss.Custom {
    @Override
    public void errors(float[] logits, int outputs, Batch batch, double[] errors, float[] delta) {}

    @Override
    public double formula(double[] logits, float[] target) {
      return 0;
    }

    @Override
    public boolean takes(int targetWidth, int outputs) {
      return true;
    }

    @Override
    public boolean suits(Target target) {
      return true;
    }

    @Override
    public float[] example(int outputs, Seed.Stream random) {
      return new float[outputs];
    }
  }
}
