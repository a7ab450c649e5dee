package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.denpan.cli.Denpans.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "evaluate",
        "predict",
        "inspect",
        "data",
        "check",
        "textbook",
        "completion"
      })
  void everyCommandHasHelpOfEightyColumns(String command) {
    Result result = Denpans.run(command, "--help").succeeded();
    assertThat(result.out()).startsWith("Usage: denpan " + command).contains("--debug");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(Denpans.run("help", command).out()).isEqualTo(result.out());
  }

  @Test
  void theTopListsTheCommands() {
    assertThat(Denpans.run("--help").succeeded().out())
        .contains("train", "evaluate", "predict", "inspect", "data", "check", "completion")
        .contains("Exit codes");
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(Denpans.run("--version").succeeded().out()).startsWith("denpan ").hasLineCount(1);
  }

  @Test
  void bashCompletesOptions(@TempDir Path folder) throws IOException {
    Path script =
        Files.writeString(folder.resolve("c.sh"), Denpans.run("completion").succeeded().out());
    String completed =
        """
        . %s
        COMP_WORDS=(denpan train --epo) COMP_CWORD=2 COMP_LINE='denpan train --epo' COMP_POINT=18
        _complete_denpan
        echo "${COMPREPLY[@]}"
        """
            .formatted(script);
    assertThat(Denpans.shell("bash", completed)).contains("--epochs");
  }
}
