package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.data.Encoder;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.Layer;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;

class SpecsTest {
  private final Specs specs = new Specs();

  /// Every kind of component that a file may hold.
  public record Everything(
      int whole,
      long large,
      double number,
      boolean truth,
      String text,
      Optional<Integer> some,
      Optional<String> none,
      List<Double> list,
      Map<String, List<Boolean>> map,
      Activation member) {}

  public record WithFloat(float slope) {}

  public record WithArray(int[] sizes) {}

  @Test
  void everyKindOfComponentComesBackEqual() {
    Everything all =
        new Everything(
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            0.1 + 0.2,
            true,
            "é \" \\ \n \u0000 😀",
            Optional.of(7),
            Optional.empty(),
            List.of(-0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1.0),
            Map.of("", List.of(true, false), "a.b", List.of()),
            Activation.tanh());
    assertThat(specs.read(specs.write(all), Everything.class)).isEqualTo(all);
  }

  @Test
  void aNetworkIsWrittenInTheWordsOfItsDescription() {
    assertThat(specs.write(Dense.of(64, Activation.relu())))
        .isEqualTo("{\"type\":\"dense\",\"units\":64,\"activation\":{\"type\":\"relu\"}}");
  }

  @Test
  void whatIsLackingTakesItsDefault() {
    assertThat(specs.read("{\"type\":\"batchnorm\"}", Layer.class)).isEqualTo(BatchNorm.of());
    assertThat(specs.read("{\"type\":\"batchnorm\",\"momentum\":0.5}", Layer.class))
        .isEqualTo(new BatchNorm(0.5, BatchNorm.of().epsilon()));
  }

  @Test
  void aliasesAreUnderstood() {
    assertThat(specs.read("{\"type\":\"sigmoid\"}", Activation.class))
        .isEqualTo(Activation.logistic());
  }

  @Test
  void whatAnOlderVersionDoesNotKnowIsRefused() {
    assertThatThrownBy(() -> specs.read("{\"type\":\"relu\",\"colour\":\"red\"}", Activation.class))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("Activation has 'colour', which this version of Denpan does not know");
  }

  @Test
  void numbersThatJsonCannotHoldAreNotWritten() {
    Everything endless =
        new Everything(
            0,
            0,
            Double.POSITIVE_INFINITY,
            true,
            "",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Activation.relu());
    assertThatThrownBy(() -> specs.write(endless))
        .isInstanceOf(DenpanException.class)
        .hasMessage("cannot write Everything.number: it is Infinity");
  }

  @Test
  void kindsThatCouldNotBeReadBackAreNotWritten() {
    assertThatThrownBy(() -> specs.write(new WithFloat(0.5f)))
        .isInstanceOf(DenpanException.class)
        .hasMessage(
            "cannot write WithFloat.slope: a model file holds int, long, double, boolean, String,"
                + " records, Optional, List and Map, got java.lang.Float");
    assertThatThrownBy(() -> specs.write(new WithArray(new int[3])))
        .isInstanceOf(DenpanException.class)
        .hasMessageStartingWith("cannot write WithArray.sizes: ");
  }

  @Test
  void textThatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> specs.read("64 relu", Network.class))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("Network is not JSON: ");
  }

  @Test
  void anOptionalComponentThatTheFileLacksIsEmpty() {
    String json = new Specs().write(Models.smallest().encoder());
    assertThat(json).contains(",\"weights\":null");
    String old = json.replace(",\"weights\":null", "");
    assertThat(new Specs().read(old, Encoder.class)).isEqualTo(Models.smallest().encoder());
    String weighted = json.replace("\"weights\":null", "\"weights\":\"w\"");
    assertThat(new Specs().read(weighted, Encoder.class).weights()).contains("w");
  }
}
