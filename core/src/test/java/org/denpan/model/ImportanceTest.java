package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;

import java.util.List;
import java.util.Map;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.Task;
import org.denpan.model.Importance.Score;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.junit.jupiter.api.Test;

class ImportanceTest {
  /// y = 3a + b; c says nothing.
  private static final Table ROWS =
      table(
              numbers("c", 900, row -> row * 13 % 29),
              numbers("b", 900, row -> row * 7 % 31 - 15),
              numbers("a", 900, row -> row * 11 % 31 - 15),
              numbers("y", 900, row -> 3 * (row * 11 % 31 - 15) + (row * 7 % 31 - 15)))
          .withTarget("y", Task.NUMBER);

  private static Model exact() {
    Encoder encoder =
        new Encoder(
            List.of(
                new NumberTransform.Standardize("c", 0, 1, false),
                new NumberTransform.Standardize("b", 0, 1, false),
                new NumberTransform.Standardize("a", 0, 1, false)),
            new Target.Number("y", 0, 1),
            List.of());
    Network network = Network.of(Dense.of(1, Activation.identity()));
    Parameters parameters = network.allocate(3);
    parameters.values()[1] = 1;
    parameters.values()[2] = 3;
    return new Model(network, parameters, encoder, Loss.squaredError(), Map.of());
  }

  @Test
  void aColumnIsWorthTheErrorThatItsDisorderMakes() {
    Importance importance = Importance.of(exact(), ROWS, 42);
    assertThat(importance.metric()).isEqualTo("rmse");
    assertThat(importance.reference()).isZero();
    assertThat(importance.columns()).extracting(Score::column).containsExactly("a", "b", "c");
    // the difference of two independent values of −15 … 15 has the variance 2·80
    assertThat(importance.columns().get(0).drop()).isCloseTo(3 * Math.sqrt(160), within(1.5));
    assertThat(importance.columns().get(1).drop()).isCloseTo(Math.sqrt(160), within(0.5));
    assertThat(importance.columns().get(2)).isEqualTo(new Score("c", 0, 0));
    assertThat(importance.columns().get(0).deviation()).isBetween(0.0, 2.0);
  }

  @Test
  void theSameSeedGivesTheSame() {
    assertThat(Importance.of(exact(), ROWS, 1)).isEqualTo(Importance.of(exact(), ROWS, 1));
    assertThat(Importance.of(exact(), ROWS, 2)).isNotEqualTo(Importance.of(exact(), ROWS, 1));
  }

  @Test
  void ofManyRowsSomeAreDrawn() {
    assertThat(Importance.of(exact(), ROWS, 2, 100, 1).rows()).isEqualTo(100);
    assertThat(Importance.of(exact(), ROWS, 1).rows()).isEqualTo(900);
  }

  @Test
  void ofClassesItIsTheAreaUnderTheRocCurveThatDrops() {
    Importance importance = Importance.of(Models.classifier(), Models.customers(), 42);
    assertThat(importance.metric()).isEqualTo("roc_auc");
    assertThat(importance.columns())
        .extracting(Score::column)
        .containsExactlyInAnyOrder("age", "plan");
  }
}
