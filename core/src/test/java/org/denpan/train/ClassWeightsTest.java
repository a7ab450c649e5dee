package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.net.Activation.tanh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.model.Evaluation;
import org.denpan.model.Model;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassWeightsTest {
  /// One row in ten is rare; its x lies higher on average, but the two overlap.
  private static Table rare(int rows) {
    Seed.Stream random = new Seed(3).stream("rare");
    double[] x = new double[rows];
    int[] label = new int[rows];
    double[] weight = new double[rows];
    for (int row = 0; row < rows; row++) {
      label[row] = row % 10 == 0 ? 1 : 0;
      x[row] = random.nextGaussian() + 1.5 * label[row];
      weight[row] = 0.5 + row % 3;
    }
    return Table.of(
            "rare",
            List.of(
                new Column.Numbers("x", x),
                new Column.Categories("label", List.of("no", "yes"), label),
                new Column.Numbers("w", weight)))
        .withTarget("label")
        .withWeights("w");
  }

  private final Table table = rare(400);

  private static Trainer trainer() {
    return Trainer.of(Network.of(Dense.of(4, tanh())))
        .optimizer(Optimizer.sgd(0.5))
        .batchSize(1000)
        .epochs(30);
  }

  private float[] values(Trainer trainer, Table train) {
    return trainer.fit(train).parameters().values();
  }

  /// The same table whose weights are multiplied by hand.
  private Table multiplied(double no, double yes) {
    double[] weights = ((Column.Numbers) table.column("w")).values().clone();
    int[] codes = ((Column.Categories) table.column("label")).codes();
    for (int row = 0; row < weights.length; row++) {
      weights[row] *= codes[row] == 0 ? no : yes;
    }
    return Table.of(
            "by hand",
            List.of(table.column("x"), table.column("label"), new Column.Numbers("w", weights)))
        .withTarget("label")
        .withWeights("w");
  }

  @Test
  void aClassWeightMultipliesTheWeightsOfItsRows() {
    assertThat(values(trainer().classWeights(Map.of("yes", 4.0)), table))
        .isEqualTo(values(trainer(), multiplied(1, 4)));
    assertThat(values(trainer().classWeights(Map.of("yes", 4.0, "no", 0.5)), table))
        .isEqualTo(values(trainer(), multiplied(0.5, 4)));
  }

  @Test
  void balancedClassesCountTheSameEach() {
    // the 400 rows weigh 0.5 + row mod 3, in all 599, the 40 of "yes" (every tenth row) 59
    double no = 599.0 / (2 * 540);
    double yes = 599.0 / (2 * 59);
    assertThat(values(trainer().balancedClasses(), table))
        .containsExactly(values(trainer(), multiplied(no, yes)), within(1e-5f));
  }

  @Test
  void balancedClassesCountTheirRowsByWeight() {
    // "no" has 12 rows of weight 1, "yes" 4 of weight 3: they count the same as they are
    double[] x = new double[16];
    double[] counts = new double[16];
    int[] codes = new int[16];
    for (int row = 0; row < 16; row++) {
      x[row] = Math.sin(row);
      codes[row] = row < 12 ? 0 : 1;
      counts[row] = row < 12 ? 1 : 3;
    }
    Table weighted =
        Table.of(
                "weighted",
                List.of(
                    new Column.Numbers("x", x),
                    new Column.Numbers("count", counts),
                    new Column.Categories("label", List.of("no", "yes"), codes)))
            .withTarget("label")
            .withWeights("count");
    assertThat(trainer().balancedClasses().epochs(2).fit(weighted).weightsSha256())
        .isEqualTo(trainer().epochs(2).fit(weighted).weightsSha256());
  }

  @Test
  void aRareClassIsFoundMoreOftenWhenClassesAreBalanced() {
    Evaluation plain = trainer().epochs(200).fit(table).evaluate(table);
    Evaluation balanced = trainer().epochs(200).balancedClasses().fit(table).evaluate(table);
    assertThat(balanced.confusion()[1][1]).isGreaterThan(2 * plain.confusion()[1][1]);
    // evaluation itself knows of no class weights
    assertThat(balanced.weights()).isEqualTo(plain.weights());
  }

  @Test
  void provenanceTellsThem() {
    Map<String, Double> both = new LinkedHashMap<>();
    both.put("yes", 3.0);
    both.put("no", 0.5);
    assertThat(trainer().epochs(1).classWeights(both).fit(table).provenance())
        .containsEntry("class_weights", "yes=3.0, no=0.5");
    assertThat(trainer().epochs(1).balancedClasses().fit(table).provenance())
        .containsEntry("class_weights", "balanced");
    Model plain = trainer().balancedClasses().classWeights(Map.of()).epochs(1).fit(table);
    assertThat(plain.provenance()).doesNotContainKey("class_weights");
  }

  @Test
  void whatProvenanceTellsGivesTheSameWeightsAgain() {
    for (String words : new String[] {"balanced", "yes=3.0, no=0.5", "a=b=2.0"}) {
      assertThat(ClassWeights.parse(words)).hasToString(words);
    }
    assertThat(values(trainer().classWeights(" yes = 4,no=0.5 "), table))
        .isEqualTo(values(trainer().classWeights(Map.of("yes", 4.0, "no", 0.5)), table));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes | got 'yes'",
        "yes=x | got 'yes=x'",
        "=3 | got '=3'",
        "yes=1, | got ''",
        "no=1, no=2 | the class 'no' is given twice"
      })
  void wordsThatAreNoClassWeightsAreRefused(String words, String message) {
    assertThatThrownBy(() -> trainer().classWeights(words))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatCannotBeAClassWeightIsRefused() {
    refused(
        trainer().classWeights(Map.of("yess", 2.0)),
        table,
        "class weights: the target 'label' has no class 'yess'; did you mean 'yes'?");
    refused(
        trainer().classWeights(Map.of("yes", 0.0, "no", 0.0)),
        table,
        "class weights: all are 0; at least one class must count");
    refused(
        trainer().balancedClasses(),
        Tables.parabola(50, 1),
        "class weights are for classes, but the target 'y' is a number");
    for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
      assertThatThrownBy(() -> trainer().classWeights(Map.of("yes", weight)))
          .isInstanceOf(DenpanException.class)
          .hasMessage(
              "the weight of the class 'yes' must be a finite number of at least 0, got " + weight);
    }
  }

  private static void refused(Trainer trainer, Table table, String message) {
    assertThatThrownBy(() -> trainer.fit(table))
        .isInstanceOf(DenpanException.class)
        .hasMessage(message);
  }
}
