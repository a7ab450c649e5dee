package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.List;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static Drift drift(Column train, Column test) {
    return Drift.of(table(train), table(test), List.of("x")).getFirst();
  }

  @Test
  void theIndexIsThatOfTheFormula() {
    // 600 and 400 of 1,000; 300 and 700 of 1,000; half a row more in each of the bins: a, b, and
    // those for missing and for unseen texts, which stay empty
    Drift drift =
        drift(
            texts("x", 1_000, r -> r < 600 ? "a" : "b"),
            texts("x", 1_000, r -> r < 300 ? "a" : "b"));
    double a = 600.5 / 1_002;
    double b = 400.5 / 1_002;
    double c = 300.5 / 1_002;
    double d = 700.5 / 1_002;
    double psi = (c - a) * StrictMath.log(c / a) + (d - b) * StrictMath.log(d / b);
    assertThat(drift.psi()).isCloseTo(psi, within(1e-12)).isGreaterThan(0.25);
    assertThat(drift.reading()).isEqualTo(Drift.Reading.LARGE);
    assertThat(drift.sentences())
        .containsExactly(
            "'x' is spread otherwise in the test rows than in those learnt from: PSI 0.37, where"
                + " 0.25 is large");
  }

  @Test
  void fewRowsOfOneSourceRaiseNoAlarm() {
    Seed seed = TestSeed.draw();
    int alarms = 0;
    for (int trial = 0; trial < 200; trial++) {
      Seed.Stream random = seed.stream("drift", trial);
      Drift drift =
          drift(
              numbers("x", 100, r -> random.nextDouble()),
              numbers("x", 30, r -> random.nextDouble()));
      alarms += drift.sentences().isEmpty() ? 0 : 1;
    }
    assertThat(alarms).as(TestSeed.replay(seed)).isLessThanOrEqualTo(10);
  }

  @Test
  void numbersThatAreShiftedAreTold() {
    Drift drift = drift(numbers("x", 500, r -> r % 100), numbers("x", 500, r -> 40 + r % 100));
    assertThat(drift.reading()).isEqualTo(Drift.Reading.LARGE);
    assertThat(drift(numbers("x", 500, r -> r % 100), numbers("x", 500, r -> 99 - r % 100)).psi())
        .isLessThan(0.001);
  }

  @Test
  void newTextsAndMissingValuesAreCounted() {
    Drift drift =
        drift(
            texts("x", 400, r -> r % 100 == 0 ? "" : "c" + r % 3),
            texts("x", 200, r -> r % 5 == 0 ? "" : r % 10 == 1 ? "new" : "c" + r % 3));
    assertThat(drift.newRows()).isEqualTo(20);
    assertThat(drift.newTexts()).containsExactly("new");
    assertThat(drift.missingTrain()).isCloseTo(0.01, within(1e-12));
    assertThat(drift.missingTest()).isCloseTo(0.2, within(1e-12));
    assertThat(drift.sentences())
        .contains(
            "20 of 200 test rows have a text of 'x' that no row learnt from has, such as 'new'",
            "'x' is missing in 20.0 % of the test rows and 1.0 % of those learnt from");
  }

  @Test
  void manyTextsAreJudgedByTheTwentyMostFrequent() {
    Column names = texts("x", 2_000, r -> "name " + r % 500);
    assertThat(drift(names, names).psi()).isCloseTo(0, within(1e-12));
    assertThat(Drift.of(table(names), table(names), List.of("y"))).isEmpty();
  }
}
