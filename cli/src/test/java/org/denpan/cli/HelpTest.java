package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denpan.Family;
import org.denpan.check.Difference;
import org.denpan.cli.Denpans.Result;
import org.denpan.net.Init;
import org.denpan.net.Loss;
import org.denpan.train.Optimizer;
import org.denpan.train.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "tune",
        "evaluate",
        "predict",
        "inspect",
        "data",
        "bench",
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

  @ParameterizedTest
  @MethodSource("familiesByOption")
  void anOptionNamesAllMembersOfItsFamily(Object command, String option, Class<?> family) {
    String description =
        String.join(
            " ", new CommandLine(command).getCommandSpec().findOption(option).description());
    for (Class<?> member : Family.of(family).members()) {
      Family.Also also = member.getAnnotation(Family.Also.class);
      String names =
          Stream.concat(
                  Stream.of(Family.name(member)),
                  also == null ? Stream.empty() : Stream.of(also.value()))
              .map(Pattern::quote)
              .collect(Collectors.joining("|"));
      assertThat(description).containsPattern("\\b(" + names + ")\\b");
    }
  }

  static Stream<Arguments> familiesByOption() {
    Streams none = new Streams(InputStream.nullInputStream(), System.out, System.err, () -> false);
    TrainCommand train = new TrainCommand(none);
    CheckCommand check = new CheckCommand(none);
    return Stream.of(
        arguments(named("bench", new BenchCommand(none)), "--optimizer", Optimizer.class),
        arguments(named("train", train), "--optimizer", Optimizer.class),
        arguments(named("train", train), "--loss", Loss.class),
        arguments(named("train", train), "--schedule", Schedule.class),
        arguments(named("train", train), "--init", Init.class),
        arguments(named("check", check), "--loss", Loss.class),
        arguments(named("check", check), "--rule", Difference.class));
  }

  @Test
  void theTopListsTheCommands() {
    assertThat(Denpans.run("--help").succeeded().out())
        .contains("train", "evaluate", "predict", "inspect", "data", "bench", "check", "completion")
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
