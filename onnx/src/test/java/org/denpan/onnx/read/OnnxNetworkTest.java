package org.denpan.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.denpan.net.Activation.elu;
import static org.denpan.net.Activation.gelu;
import static org.denpan.net.Activation.identity;
import static org.denpan.net.Activation.prelu;
import static org.denpan.net.Activation.relu;
import static org.denpan.net.Activation.silu;
import static org.denpan.net.Activation.tanh;

import java.util.List;
import org.denpan.data.NumberTransform;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.LayerNorm;
import org.denpan.net.Network;
import org.denpan.net.Residual;
import org.junit.jupiter.api.Test;

/// Networks as other programs write them become models that say what ONNX Runtime says.
class OnnxNetworkTest {
  private static List<String> classes(Model model) {
    return ((Target.Classes) model.target()).classes();
  }

  @Test
  void aClassifierOfPyTorchBecomesItsLayers() throws Exception {
    Model model = Peer.check(Written.torchClassifier().bytes(), "output", Naming.counted(), 6);
    assertThat(model.network())
        .isEqualTo(
            Network.of(
                Dense.of(8, identity()),
                BatchNorm.of(),
                relu(),
                Dense.of(5, relu()),
                Dense.of(3, identity())));
    assertThat(classes(model)).containsExactly("0", "1", "2");
    assertThat(model.encoder().inputs().getFirst().column()).isEqualTo("x1");
  }

  @Test
  void imagesOfPyTorchAreAColumnOfImages() throws Exception {
    Naming naming =
        Naming.counted()
            .withImage(new Naming.Picture("image", 4, 5), 1)
            .withClasses(List.of("a", "b", "c", "d"));
    Model model = Peer.check(Written.torchImages().bytes(), "9", naming, 1, 4, 5);
    assertThat(model.network()).isEqualTo(Network.of(Dense.of(7, tanh()), Dense.of(4, identity())));
    assertThat(classes(model)).containsExactly("a", "b", "c", "d");
  }

  @Test
  void rowsMadeFlatByAComputedShapeStayRows() throws Exception {
    Model model = Peer.check(Written.torchView().bytes(), "y", Naming.counted(), 2, 3);
    assertThat(model.target()).isEqualTo(new Target.Number("y", 0, 1));
  }

  @Test
  void weightsThatAreStillToBeTransposedAreAndTwoLogitsBecomeOne() throws Exception {
    Model model = Peer.check(Written.torchDynamo().bytes(), "linear_1", Naming.counted(), 5);
    assertThat(model.network()).isEqualTo(Network.of(Dense.of(6, silu()), Dense.of(1, identity())));
    assertThat(classes(model)).containsExactly("0", "1");
  }

  @Test
  void aBlockWithNormAndGeluWrittenOutIsRecognised() throws Exception {
    Model model = Peer.check(Written.torchResidual().bytes(), "y", Naming.counted(), 6);
    assertThat(model.network())
        .isEqualTo(
            Network.of(
                Dense.of(8, identity()),
                Residual.of(LayerNorm.of(), Dense.of(8, gelu())),
                Dense.of(1, identity())));
  }

  @Test
  void imagesOfKerasMayHaveWhiteAs255() throws Exception {
    Naming naming = Naming.counted().withImage(new Naming.Picture("image", 3, 4), 255);
    Model model = Peer.check(Written.kerasImages().bytes(), "dense_1", naming, 3, 4, 1);
    assertThat(model.network()).isEqualTo(Network.of(Dense.of(6, relu()), Dense.of(4, identity())));
  }

  @Test
  void formulasOfKerasBecomeActivations() throws Exception {
    Model model =
        Peer.check(
            Written.kerasBinary().bytes(),
            "dense_3",
            Naming.counted().withClasses(List.of("no", "yes")),
            5);
    assertThat(model.network())
        .isEqualTo(
            Network.of(
                Dense.of(7, gelu()),
                Dense.of(6, prelu()),
                Dense.of(4, elu()),
                Dense.of(1, identity())));
  }

  @Test
  void theClassesOfScikitLearnAreTheGraphs() throws Exception {
    Model model =
        Peer.check(Written.sklearnBinary().bytes(), "output_probability", Naming.counted(), 4);
    assertThat(classes(model)).containsExactly("no", "yes");
    assertThat(model.network()).isEqualTo(Network.of(Dense.of(6, relu()), Dense.of(1, identity())));
  }

  @Test
  void aScalerOfScikitLearnPreparesTheColumns() throws Exception {
    Naming naming = Naming.counted().withColumns(List.of("a", "b", "c", "d")).withTarget("plan");
    Model model = Peer.check(Written.sklearnPipeline().bytes(), "probabilities", naming, 4);
    assertThat(classes(model)).containsExactly("1", "2", "5");
    assertThat(model.target().column()).isEqualTo("plan");
    assertThat(model.encoder().inputs().get(1))
        .isEqualTo(new NumberTransform.Standardize("b", -2, 4, false));
  }

  @Test
  void aRegressorOfScikitLearnMayLeaveItsColumnsUncounted() throws Exception {
    Model model = Peer.check(Written.sklearnRegressor().bytes(), "variable1", Naming.counted(), 3);
    assertThat(model.inputs()).isEqualTo(3);
  }
}
