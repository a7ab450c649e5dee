package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.util.List;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

class LeakageTest {
  private static final int ROWS = 600;

  /// A number by chance, the same for a name and a row on every machine.
  private static double chance(String name, int row) {
    return new Seed(1).stream(name, row).nextDouble();
  }

  private static String label(int row) {
    return "c" + (int) (3 * chance("label", row));
  }

  private static List<Leak> leaks(Splitting rule, Column... columns) {
    Split split = Split.of(table(columns).withTarget("y"), rule, 0.7, 42);
    return Leakage.of(split, Encoder.fit(split.train()));
  }

  private static List<Leak> leaks(Column... columns) {
    return leaks(Splitting.stratified(), columns);
  }

  private static Column noise() {
    return numbers("x", ROWS, r -> chance("x", r));
  }

  private static Column classes() {
    return texts("y", ROWS, LeakageTest::label);
  }

  private static Column number() {
    return numbers("y", ROWS, r -> chance("y", r) * 100);
  }

  @Test
  void honestColumnsRaiseNoAlarm() {
    Column plan = texts("plan", ROWS, r -> chance("p", r) < 0.3 ? label(r) : "basic");
    assertThat(leaks(noise(), plan, classes())).isEmpty();
    Column near = numbers("near", ROWS, r -> chance("y", r) * 100 + 20 * chance("e", r));
    assertThat(leaks(noise(), near, number())).isEmpty();
  }

  @Test
  void classesByOtherNamesAreACopy() {
    Column other = texts("code", ROWS, r -> "k" + (9 - label(r).charAt(1)));
    Column same = texts("again", ROWS, LeakageTest::label);
    List<Leak> leaks = leaks(noise(), other, same, classes());
    assertThat(leaks).extracting(Leak::kind).containsOnly(Leak.Kind.COPY);
    assertThat(leaks)
        .extracting(Leak::sentence)
        .containsExactly(
            "'code' says one to one, in other words, the target 'y': leave it out, unless it is"
                + " known before the target is",
            "'again' is the target 'y': leave it out, unless it is known before the target is");
    Column number = numbers("id", ROWS, r -> label(r).charAt(1) * 7.0);
    assertThat(leaks(noise(), number, classes()))
        .extracting(Leak::kind)
        .containsExactly(Leak.Kind.COPY);
  }

  @Test
  void aNumberInAnotherUnitOrByACurveIsACopy() {
    Column cents = numbers("cents", ROWS, r -> 7 - 100 * (chance("y", r) * 100));
    Column log = numbers("log", ROWS, r -> StrictMath.log(1 + chance("y", r)));
    List<Leak> leaks = leaks(noise(), cents, log, number());
    assertThat(leaks)
        .extracting(leak -> leak.column().orElseThrow())
        .containsExactly("cents", "log");
    assertThat(leaks.get(0).sentence())
        .contains("'cents' is a negative multiple of the target 'y'");
    assertThat(leaks.get(1).sentence())
        .contains("'log' rises or falls strictly with the target 'y'");
  }

  @Test
  void aColumnThatAloneTellsTheTargetIsNamedWithHowWell() {
    // one in a hundred is wrong, so that it is no copy
    Column after = texts("state", ROWS, r -> r % 100 == 5 ? "c1" : label(r));
    Leak leak = leaks(noise(), after, classes()).getFirst();
    assertThat(leak.kind()).isEqualTo(Leak.Kind.TELLS);
    assertThat(leak.figure()).isBetween(0.98, 1.0);
    assertThat(leak.sentence()).startsWith("'state' alone tells 9").contains("% of 'y' right");
    Column probability = numbers("p", ROWS, r -> label(r).charAt(1) + 0.9 * chance("p", r));
    assertThat(leaks(noise(), probability, classes()).getFirst().kind()).isEqualTo(Leak.Kind.TELLS);
    Column near = numbers("near", ROWS, r -> chance("y", r) * 100 + chance("e", r));
    assertThat(leaks(noise(), near, number()).getFirst().sentence())
        .startsWith("'near' alone tells 99.")
        .contains("of the variation of 'y'");
  }

  @Test
  void testRowsThatAreLearntFromAreCounted() {
    // each row stands twice in a row; of the second ones of every tenth pair, the target differs
    Column x = numbers("x", ROWS, r -> chance("x", r / 2));
    Column y = texts("y", ROWS, r -> "c" + (int) (2 * chance("l", r / 2 * (r % 20 == 1 ? 3 : 1))));
    Split split = Split.of(table(x, y).withTarget("y"), Splitting.shuffled(), 0.7, 42);
    double[] tested = ((Column.Numbers) split.test().column("x")).values();
    double[] trained = ((Column.Numbers) split.train().column("x")).values();
    double[] watched = ((Column.Numbers) split.validation().column("x")).values();
    long again =
        IntStream.range(0, tested.length)
            .filter(r ->
                IntStream.range(0, trained.length).anyMatch(t -> trained[t] == tested[r])
                    || IntStream.range(0, watched.length).anyMatch(t -> watched[t] == tested[r]))
            .count();
    List<Leak> leaks = Leakage.of(split, Encoder.fit(split.train()));
    assertThat(leaks).extracting(Leak::kind).containsExactly(Leak.Kind.DUPLICATES);
    assertThat(leaks.getFirst().figure()).isEqualTo((double) again / tested.length);
    assertThat(leaks.getFirst().sentence())
        .startsWith(again + " of 180 test rows (")
        .containsPattern("[1-9]\\d* of them another target");
  }

  @Test
  void columnsThatAreLeftOutMakeNoRowDifferent() {
    Column id = numbers("id", ROWS, r -> r);
    Column x = numbers("x", ROWS, r -> Math.floor(3 * chance("x", r)) + 0.5);
    assertThat(leaks(id, x, classes()).getFirst().sentence())
        .contains("180 of 180 test rows (100.0 %)")
        .endsWith("; the inputs have only 3 different rows");
  }

  @Test
  void rowsInOrderOfTheTargetAreTold() {
    Column sorted = texts("y", ROWS, r -> "c" + r / 200);
    Leak leak = leaks(noise(), sorted).getFirst();
    assertThat(leak.kind()).isEqualTo(Leak.Kind.ORDER);
    assertThat(leak.sentence()).contains("(3 runs of one class, where chance makes about 253)");
    Column rising = numbers("y", ROWS, r -> r + 20 * chance("y", r));
    assertThat(leaks(noise(), rising).getFirst().sentence()).contains("rank correlation of 0.99");
    // a column that counts such rows tells their class
    Column counter = numbers("number", ROWS, r -> 5 * r + Math.floor(3 * chance("n", r)));
    assertThat(leaks(noise(), counter, sorted)).extracting(Leak::kind).contains(Leak.Kind.TELLS);
  }

  @Test
  void manyEqualNumbersStandInNoOrder() {
    Column x = numbers("x", 10 * ROWS, r -> chance("x", r));
    Column mostlyZero =
        numbers("y", 10 * ROWS, r -> chance("some", r) < 0.017 ? 100 * chance("y", r) : 0);
    assertThat(leaks(x, mostlyZero)).isEmpty();
  }

  @Test
  void groupsOfAlikeRowsOnBothSidesAreToldUnlessRowsAreDividedByThem() {
    Column patient = texts("patient_id", ROWS, r -> "patient " + (r * 7 % 100));
    Column alike = texts("y", ROWS, r -> "c" + (int) (2 * chance("g", r * 7 % 100)));
    List<Leak> leaks = leaks(noise(), patient, alike);
    assertThat(leaks).extracting(Leak::kind).contains(Leak.Kind.GROUPS);
    assertThat(leaks.getLast().sentence())
        .contains("rows of one 'patient_id' are alike in 'y' (intraclass correlation 1.00)")
        .contains("180 of 180 test rows");
    assertThat(leaks(Splitting.byGroup("patient_id"), noise(), patient, alike)).isEmpty();
    assertThat(leaks(noise(), patient, classes())).isEmpty();
  }
}
