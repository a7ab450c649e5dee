package org.denpan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.denpan.bench.Results.Discipline;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Discipline SPEED = new Discipline("W1", "samples/s", true);
  private static final Discipline TIME = new Discipline("1 row", "µs", false);

  @Test
  void theMedianOfAnEvenNumberOfRoundsIsTheMeanOfTheTwoInTheMiddle() {
    assertThat(Summary.of(List.of(4.0, 1.0, 100.0, 2.0))).isEqualTo(new Summary(3, 1, 100));
    assertThat(Summary.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Summary(2, 1, 3));
    assertThat(Summary.median(new long[] {9, 1, 5, 7, 1000}, 4)).isEqualTo(6);
    assertThatThrownBy(() -> Summary.of(List.of())).hasMessageContaining("no rounds");
  }

  @Test
  void theTableComparesMediansWithTheBestSettingOfPytorch() {
    Results results = new Results();
    for (double figure : new double[] {300, 100, 500}) {
      results.add(SPEED, "denpan", 1000 * figure);
      results.add(SPEED, "torch-a", 100 * figure);
      results.add(SPEED, "torch-b", 200 * figure);
    }
    String table =
        new Report(results, List.of("denpan", "torch-a", "torch-b"), List.of("torch-a", "torch-b"))
            .table();
    assertThat(table.lines().skip(2))
        .containsExactly(
            "| W1, samples/s | **denpan** | 300,000 | 100,000 – 500,000 | 5.00 |",
            "|  | torch-a | 30,000 | 10,000 – 50,000 | 0.50 |",
            "|  | torch-b | 60,000 | 20,000 – 100,000 | 1.00 |");
  }

  @Test
  void whereLessIsBetterTheShorterTimeWinsAndItsRatioIsAboveOne() {
    Results results = new Results();
    results.add(TIME, "denpan", 4);
    results.add(TIME, "torch", 10);
    assertThat(results.best(TIME, List.of("torch", "denpan"))).contains("denpan");
    assertThat(results.ratio(TIME, "denpan", "torch")).contains(2.5);
    assertThat(results.ratio(TIME, "denpan", "nobody")).isEmpty();
  }

  @Test
  void figuresHaveThreeOrFourDigitsThatCount() {
    assertThat(Report.figure(1_234_567)).isEqualTo("1,235,000");
    assertThat(Report.figure(26_012)).isEqualTo("26,010");
    assertThat(Report.figure(431.6)).isEqualTo("432");
    assertThat(Report.figure(11.51)).isEqualTo("11.5");
    assertThat(Report.figure(4.1)).isEqualTo("4.100");
  }
}
