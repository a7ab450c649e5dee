package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.denpan.DenpanException;
import org.denpan.Family;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The edges of every range: what stands on them is let in or kept out as the message says.
class RangesTest {
  @ParameterizedTest
  @ValueSource(strings = {"bce 0", "bce 0.99", "crossentropy 0", "crossentropy 0.99"})
  void lossesTakeTheEdgesOfTheirRanges(String words) {
    assertThat(Family.of(Loss.class).parse(words)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bce 1",
        "bce -0.1",
        "crossentropy 1",
        "crossentropy -0.1",
        "huber 0",
        "huber Infinity",
        "quantile 0",
        "quantile 1"
      })
  void lossesRefuseWhatIsBeyond(String words) {
    assertThatThrownBy(() -> Family.of(Loss.class).parse(words))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining(" must be ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "batchnorm 1",
        "batchnorm -0.1",
        "batchnorm 0.9 0",
        "layernorm 0",
        "layernorm Infinity",
        "dropout 1",
        "dropout -0.1",
        "uniform 0",
        "uniform Infinity",
        "normal 0",
        "orthogonal 0",
        "constant Infinity"
      })
  void layersAndInitialisersRefuseWhatIsBeyond(String words) {
    String name = words.substring(0, words.indexOf(' '));
    Family<?> family =
        Family.of(Layer.class).find(name).isPresent()
            ? Family.of(Layer.class)
            : Family.of(Init.class);
    assertThatThrownBy(() -> family.parse(words))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining(" must be ");
  }

  @ParameterizedTest
  @CsvSource({
    "bce, binaryCrossEntropy()",
    "bce 0.1, new BinaryCrossEntropy(0.1)",
    "crossentropy, crossEntropy()",
    "crossentropy 0.1, new CrossEntropy(0.1)"
  })
  void whatIsPrintedIsShortForUsualSettingsAlone(String words, String code) {
    assertThat(Family.of(Loss.class).parse(words)).hasToString(code);
  }
}
