package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.Preparation;
import org.denpan.data.Row;
import org.denpan.data.Table;
import org.denpan.data.Treatment;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Embedding;
import org.denpan.net.Network;
import org.denpan.net.Periodic;
import org.junit.jupiter.api.Test;

/// The layers before the hidden ones follow from the columns.
class InputLayersTest {
  private static final Preparation PREPARATION = Preparation.standard().withEmbeddings(4, 3);

  /// A town of 30, a colour of 3, missing in places, and a size; the price is the town's own, which
  /// has no order, plus the size.
  private static Table houses(int rows, long seed) {
    Seed.Stream random = new Seed(seed).stream("houses");
    List<String> towns = IntStream.range(0, 30).mapToObj(i -> "town" + i).toList();
    int[] town = new int[rows];
    int[] colour = new int[rows];
    double[] size = new double[rows];
    double[] price = new double[rows];
    for (int row = 0; row < rows; row++) {
      town[row] = random.nextInt(30);
      colour[row] = random.nextInt(4) - 1;
      size[row] = random.nextGaussian();
      price[row] = town[row] * 7 % 30 + size[row];
    }
    return Table.of(
            "houses",
            List.of(
                new Column.Categories("colour", List.of("red", "green", "blue"), colour),
                new Column.Numbers("size", size),
                new Column.Categories("town", towns, town),
                new Column.Numbers("price", price)))
        .withTarget("price");
  }

  private static Network network(Network hidden, Preparation preparation) {
    Encoder encoder = Encoder.fit(houses(500, 1), preparation);
    return Trainer.of(hidden).networkFor(encoder);
  }

  @Test
  void codesGetEmbeddingsAndNumbersTheWavesThatWereAskedFor() {
    // red, green, blue and missing are inputs 0 to 3, the size 4, the town 5
    assertThat(network(Network.parse("periodic, 8 relu"), PREPARATION).layers())
        .containsExactly(
            Periodic.of(List.of(4)),
            Embedding.of(Embedding.field(5, 30, 3)),
            Dense.of(8, Activation.relu()),
            Dense.of(1, Activation.identity()));
  }

  @Test
  void aColumnMayAskForItsOwnAndMissingIsACategoryOfTraining() {
    Preparation own =
        PREPARATION
            .with("colour", new Treatment.Embedding(2))
            .with("town", new Treatment.LeaveOut());
    assertThat(network(Network.parse("8 relu"), own).layers().getFirst())
        .isEqualTo(Embedding.of(Embedding.field(0, 4, 2)));
  }

  @Test
  void whereThereIsNothingToEmbedOrNoNumberThereIsNoSuchLayer() {
    assertThat(network(Network.parse("8 relu"), Preparation.standard()).layers()).hasSize(2);
    Preparation noNumber = Preparation.standard().with("size", new Treatment.LeaveOut());
    assertThat(network(Network.parse("periodic, 8 relu"), noNumber).layers()).hasSize(2);
    List<Integer> chosen = List.of(1, 2);
    assertThat(network(Network.of(Periodic.of(chosen)), Preparation.standard()).layers().getFirst())
        .as("what was named stays")
        .isEqualTo(Periodic.of(chosen));
  }

  @Test
  void anEmbeddingLearnsWhatATownIsWorthAndAnUnknownTownIsPredictedToo() {
    Model model =
        Trainer.of(Network.parse("16 relu"))
            .preparation(PREPARATION)
            .optimizer(Optimizer.adam(0.01))
            .epochs(15)
            .fit(houses(3000, 1));
    assertThat(model.evaluate(houses(500, 2)).metric("rmse")).isLessThan(1); // the prices' is 8.7
    Row row = Row.of("colour", "red", "size", 0, "town", "nowhere");
    assertThat(model.predictor().predict(row).value()).isBetween(-10.0, 40.0);
  }

  @Test
  void codesOfManyCategoriesAreNotTakenForUnscaledInputs() {
    List<TrainingEvent.EpochEnded> epochs = new ArrayList<>();
    Trainer.of(Network.parse("16 relu"))
        .preparation(PREPARATION)
        .epochs(2)
        .listener(event -> {
          if (event instanceof TrainingEvent.EpochEnded ended) {
            epochs.add(ended);
          }
        })
        .fit(houses(3000, 1));
    assertThat(epochs).allMatch(epoch -> epoch.diagnoses().isEmpty());
  }
}
