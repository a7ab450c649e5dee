package org.denpan.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.denpan.DenpanException;
import org.denpan.net.Network;
import org.denpan.train.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {
  private static final SearchSpace SPACE = SearchSpace.usual(10_000);

  private static List<Settings> draw(SearchSpace space, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> space.settings(42, i)).toList();
  }

  @Test
  void theFirstTrialIsWhatOneWouldTryByHand() {
    assertThat(SPACE.settings(42, 0)).isEqualTo(new Settings(2, 128, "relu", 0, 0.001, 0, 128));
  }

  @Test
  void theFirstTrialIsNearToAnotherStart() {
    Network network = Network.parse("periodic 16 3 1, 256 silu, dropout 0.15, 256 silu");

    Settings start = Settings.near(network, Optimizer.adamW(0.01, 0.02), 256);

    assertThat(start).isEqualTo(new Settings(2, 256, "silu", 0.15, 0.01, 0.02, 256));
    assertThat(SPACE.startingWith(start).settings(42, 0)).isEqualTo(start);
    assertThat(SPACE.startingWith(start).settings(42, 1)).isEqualTo(SPACE.settings(42, 1));
  }

  @Test
  void theFirstTrialStaysInTheSpace() {
    SearchSpace narrow =
        SPACE
            .with("layers", "3..4")
            .with("width", "16..64")
            .with("activation", "gelu,tanh")
            .with("dropout", "0.1..0.2")
            .with("learning-rate", "0.005,0.01")
            .with("batch", "64");

    assertThat(narrow.settings(1, 0)).isEqualTo(new Settings(3, 64, "gelu", 0.1, 0.005, 0, 64));
  }

  /// Pinned: a journal of an older version must be read as the search that it was.
  @Test
  void theDrawsArePinned() {
    assertThat(draw(SPACE, 4))
        .containsExactly(
            new Settings(3, 296, "gelu", 0, 0.00207, 0, 32),
            new Settings(2, 176, "gelu", 0.021, 0.00807, 0, 256),
            new Settings(4, 168, "gelu", 0, 6.03E-4, 0, 1024),
            new Settings(1, 24, "gelu", 0, 0.00644, 0.00138, 32));
  }

  @Test
  void otherRangesOfOneSettingLeaveTheOthersAsTheyWere() {
    List<Settings> narrow = draw(SPACE.with("width", "32..64").with("dropout", "0"), 50);

    for (int i = 0; i < 50; i++) {
      Settings usual = draw(SPACE, 50).get(i);
      assertThat(narrow.get(i))
          .isEqualTo(
              new Settings(
                  usual.layers(),
                  narrow.get(i).width(),
                  usual.activation(),
                  0,
                  usual.learningRate(),
                  usual.weightDecay(),
                  usual.batchSize()));
      assertThat(narrow.get(i).width()).isBetween(32, 64);
    }
  }

  @Test
  void drawsFillTheRanges() {
    List<Settings> drawn = draw(SPACE, 2000);

    assertThat(drawn).extracting(Settings::layers).containsOnly(1, 2, 3, 4);
    assertThat(drawn).extracting(Settings::batchSize).containsOnly(32, 64, 128, 256, 512, 1024);
    assertThat(drawn).allMatch(s -> s.width() >= 16 && s.width() <= 512 && s.width() % 8 == 0);
    assertThat(drawn).allMatch(s -> s.dropout() >= 0 && s.dropout() <= 0.5);
    assertThat(drawn).allMatch(s -> s.learningRate() >= 1e-4 && s.learningRate() <= 3e-2);
    for (String activation : SPACE.activations()) {
      assertThat(drawn.stream().filter(s -> s.activation().equals(activation)).count())
          .as(activation)
          .isBetween(430L, 570L);
    }
    // medians: of the logarithm where that is even
    assertThat(part(drawn, s -> s.width() - Math.sqrt(16 * 512))).isBetween(0.46, 0.54);
    assertThat(part(drawn, s -> s.learningRate() - Math.sqrt(1e-4 * 3e-2))).isBetween(0.46, 0.54);
    // half without, and of the rest half below the middle
    assertThat(part(drawn, s -> s.dropout() - 1e-9)).isBetween(0.46, 0.54);
    assertThat(part(drawn, s -> s.dropout() - 0.25)).isBetween(0.71, 0.79);
    assertThat(part(drawn, s -> s.weightDecay() - 1e-9)).isBetween(0.46, 0.54);
    assertThat(part(drawn, s -> s.weightDecay() - 1e-3)).isBetween(0.71, 0.79);
  }

  private static double part(List<Settings> drawn, ToDoubleFunction<Settings> above) {
    return drawn.stream().filter(s -> above.applyAsDouble(s) < 0).count() / (double) drawn.size();
  }

  @Test
  void batchesLeaveAnEpochSomeSteps() {
    assertThat(SearchSpace.usual(720).words()).containsEntry("batch", "16..64");
    assertThat(SearchSpace.usual(100).words()).containsEntry("batch", "2..8");
    assertThat(SearchSpace.usual(3).words()).containsEntry("batch", "1..1");
  }

  @Test
  void numbersThatAreDrawnArePrintedAsTheyAre() {
    for (Settings s : draw(SPACE, 200)) {
      assertThat(Double.toString(s.learningRate()).replaceAll("E.*|\\.|^0\\.0*", ""))
          .hasSizeLessThanOrEqualTo(7);
      assertThat(s.learningRate()).isEqualTo(Double.parseDouble("" + (float) s.learningRate()));
    }
  }

  @Test
  void settingsAreWhatTrainReads() {
    Settings settings = new Settings(2, 64, "relu", 0.25, 0.002, 0.01, 32);

    assertThat(settings.layerWords()).isEqualTo("64 relu, dropout 0.25, 64 relu, dropout 0.25");
    assertThat(settings.network())
        .hasToString(
            "Network.of(Dense.of(64, relu()), Dropout.of(0.25), Dense.of(64, relu()),"
                + " Dropout.of(0.25))");
    assertThat(settings.optimizer()).hasToString("adamW(0.002, 0.01)");
    assertThat(new Settings(0, 64, "relu", 0.25, 0.002, 0, 32).network().layers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "width | 256..32 | a range goes from its smaller to its larger end; write 32..256",
        "width | wide | width must be a range such as 16..512",
        "width | 32.5..64 | whole",
        "width | 1e2..1e10 | whole",
        "layers | 1,2.5 | layers must be whole numbers, got 1,2.5",
        "layers | -1..2 | layers must be between 0 and 100",
        "dropout | 0..1 | dropout must be in [0, 1), got 0..1",
        "dropout | -0.1..0.5 | at least 0",
        "learning-rate | 0..0.1 | must be positive",
        "learning-rate | NaN | finite",
        "weight-decay | -1 | at least 0",
        "weight-decay | 0..50 | less than 1/learning-rate",
        "batch | 0..32 | positive",
        "activation | relu,rellu | did you mean 'relu'?",
        "activation | binarystep | activation binarystep",
        "activation | '' | unknown activation",
        "momentum | 0.9 | a search has no 'momentum'",
      })
  void refusesWhatCannotBeDrawn(String name, String words, String message) {
    String pattern = message.replace("; write", ", got 256..32; write");
    assertThatThrownBy(() -> SPACE.with(name, words))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining(pattern);
  }
}
