package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.train.Diagnosis;
import org.denpan.train.TrainingEvent;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String said(boolean live, int epochs) {
    Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), live);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("val_loss", 0.5);
    metrics.put("val_accuracy", 0.9541);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      progress.accept(new TrainingEvent.Progress(epoch, epochs, 0.5, 0.3, 85_123, 125));
      progress.accept(
          new TrainingEvent.EpochEnded(
              epoch, epochs, 0.25, metrics, 0.001, 1, 85_123, epoch, 3725, true));
    }
    progress.accept(new TrainingEvent.Ended(epochs, epochs, "all epochs are done", 9, 85_123));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void oneLineIsRedrawnOnATerminal() {
    String said = said(true, 20);
    assertThat(said).containsOnlyOnce("\n").doesNotContain("\u001b");
    String last = said.substring(said.lastIndexOf('\r') + 1);
    assertThat(last)
        .startsWith("epoch 20/20 loss 0.2500 val_loss 0.5000 val_accuracy 0.9541 85k/s ETA 1:02:05")
        .endsWith(System.lineSeparator());
    assertThat(said.split("\r")).allMatch(line -> line.stripTrailing().length() < 80);
  }

  @Test
  void elsewhereThereAreAboutTwentyLines() {
    String said = said(false, 500);
    assertThat(said.lines().count()).isBetween(20L, 22L);
    assertThat(said.lines()).first().asString().startsWith("epoch   1/500");
    assertThat(said.lines()).last().asString().startsWith("epoch 500/500");
    assertThat(said).doesNotContain("\r");
  }

  @Test
  void aDiagnosisIsSaidOnceWhenItIsFirstMade() {
    Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
    for (int epoch = 1; epoch <= 100; epoch++) {
      Diagnosis dead =
          new Diagnosis("dead units", Optional.of("dense1"), 0.01 * epoch, "dense1: " + epoch);
      List<Diagnosis> diagnoses = epoch < 7 ? List.of() : List.of(dead);
      progress.accept(
          new TrainingEvent.EpochEnded(
              epoch, 100, 1, Map.of(), 0.1, 1, 1, 1, 1, false, List.of(), diagnoses));
    }
    String said = bytes.toString(StandardCharsets.UTF_8);
    assertThat(said).containsOnlyOnce("Diagnosis").contains("Diagnosis  dense1: 7.");
    assertThat(said.lines().filter(line -> line.startsWith("epoch   7/100"))).hasSize(1);
  }
}
