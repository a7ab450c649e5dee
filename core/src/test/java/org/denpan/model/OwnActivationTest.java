package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.denpan.DenpanException;
import org.denpan.model.own.Swish;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// A model may hold a user's own activation; its class is named by whoever loads the model, never
/// by the file.
class OwnActivationTest {
  private static final String NAME = "org.denpan.model.own.Swish";

  @TempDir Path folder;
  private Path file;

  /// Not public, so that it could not be made again.
  record Hidden() implements Activation.Custom {
    @Override
    public double[] formula(double[] u) {
      return u.clone();
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      System.arraycopy(u, from, z, from, to - from);
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      System.arraycopy(dz, from, du, from, to - from);
    }
  }

  /// Nobody names this class but the file of a test.
  @SuppressWarnings("unused")
  static final class Tripwire {
    static {
      System.setProperty("org.denpan.tripwire", "loaded");
    }
  }

  private static Model model(Activation activation) {
    return Models.model(
        Network.of(Dense.of(4, activation), Dense.of(1, Activation.identity())),
        Models.regression().encoder());
  }

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("own.denpan");
  }

  @Test
  void itIsSavedUnderTheFullNameOfItsClass() throws IOException {
    model(new Swish(1.5)).save(file);
    assertThat(PublishedFormat.read(file).metadata().get("network"))
        .contains("{\"type\":\"" + NAME + "\",\"beta\":1.5}");
  }

  @Test
  void withItsClassNamedTheModelIsTheSame() {
    Model model = model(new Swish(1.5));
    model.save(file);
    Model loaded = Model.load(file, Swish.class);
    assertThat(loaded.network()).isEqualTo(model.network());
    assertThat(loaded.predict(Models.houses()).outputs())
        .containsExactly(model.predict(Models.houses()).outputs());
  }

  @Test
  void withoutItsClassTheModelIsRefusedWithAdvice() {
    model(new Swish(1.5)).save(file);
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("Network.layers[0].activation: unknown activation '" + NAME + "'")
        .hasMessageEndingWith("; a class of your own must be named when the model is loaded");
    assertThatThrownBy(() -> Model.load(file, Hidden.class))
        .isInstanceOf(ModelFormatException.class);
  }

  /// The class named here exists on the class path of this test, and says so when it is loaded.
  @Test
  void aClassNamedByAFileIsNeverLoaded() {
    String tripwire = OwnActivationTest.class.getName() + "$Tripwire";
    ModelBytes named =
        ModelBytes.of(Models.regression())
            .spec(
                "network",
                n ->
                    ((ObjectNode) n.get("layers").get(0))
                        .putObject("activation")
                        .put("type", tripwire));
    assertThatThrownBy(
            () -> ModelFile.read(Path.of("evil.denpan"), new BytesChannel(named.bytes())))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("unknown activation '" + tripwire + "'");
    assertThat(System.getProperty("org.denpan.tripwire")).isNull();
  }

  @Test
  void aClassOfAnotherFamilyDoesNotServe() {
    ModelBytes asLoss =
        ModelBytes.of(Models.regression()).spec("loss", loss -> loss.put("type", NAME));
    assertThatThrownBy(() ->
            ModelFile.read(Path.of("evil.denpan"), new BytesChannel(asLoss.bytes()), Swish.class))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("Loss: unknown loss '" + NAME + "'");
  }

  @Test
  void whatCouldNotBeReadBackIsNotSaved() {
    assertThatThrownBy(() -> model(new Hidden()).save(file))
        .isInstanceOf(DenpanException.class)
        .hasMessage(
            "cannot write "
                + Hidden.class.getName()
                + ": it could not be read back; make the record public");
    assertThat(file).doesNotExist();
  }
}
