package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
  @Test
  void aShellReadsTheWordsBack() throws IOException {
    List<String> words =
        List.of(
            "64 relu, 32 relu", "it's", "", "$HOME `x` \"y\"", "a\\b", "plain-1.5", "*", "naïve");
    String printed = Denpans.shell("sh", "printf '%s|' " + ShellWords.join(words));
    assertThat(printed.split("\\|", -1)).startsWith(words.toArray(String[]::new));
  }

  @Test
  void plainWordsStayAsTheyAre() {
    assertThat(ShellWords.join(List.of("denpan", "train", "data/churn.csv", "--seed", "42")))
        .isEqualTo("denpan train data/churn.csv --seed 42");
  }
}
