package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.data.Target;
import org.denpan.model.Evaluation;
import org.denpan.model.Predictions;
import org.junit.jupiter.api.Test;

class ConfusionsTest {
  /// Every class twice; of class 0 one row is taken for the last class.
  private static String printed(List<String> names) {
    int size = names.size();
    Target.Classes target = new Target.Classes("kind", names, Collections.nCopies(size, 2));
    float[] outputs = new float[2 * size * size];
    float[] known = new float[2 * size];
    for (int row = 0; row < 2 * size; row++) {
      int kind = row / 2;
      known[row] = kind;
      outputs[row * size + (row == 0 ? size - 1 : kind)] = 1;
    }
    Evaluation evaluation =
        new Evaluation(1, new Predictions(target, outputs), known, new float[2 * size]);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Confusions(evaluation, target)
        .print(new Layout(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "a rather long class name " + i).toList();
  }

  @Test
  void aSmallMatrixIsShownWhole() {
    assertThat(printed(List.of("low", "mid", "high")).lines().skip(2).map(String::strip))
        .containsExactly(
            "low   mid  high",
            "low      1     ·     1",
            "mid      ·     2     ·",
            "high     ·     ·     2");
  }

  @Test
  void twelveClassesFitInEightyColumns() {
    assertThat(printed(names(12)).lines()).hasSize(15).allMatch(line -> line.length() <= 80);
  }

  @Test
  void ofManyClassesTheMostFrequentPairsAreShown() {
    assertThat(printed(names(40)).lines())
        .hasSize(3)
        .last()
        .asString()
        .contains("class name 0", "class name 39", "1");
  }
}
