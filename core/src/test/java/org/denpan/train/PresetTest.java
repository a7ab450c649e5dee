package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.denpan.Family;
import org.denpan.Specimen;
import org.denpan.data.Task;
import org.denpan.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every preset, those to come included.
class PresetTest {
  static Stream<Preset> all() {
    return Family.of(Preset.class).members().stream().map(Specimen::usual).map(Preset.class::cast);
  }

  @ParameterizedTest
  @MethodSource("all")
  void itsWordsMakeATrainerForClassesAndForNumbers(Preset preset) {
    for (Task task : Task.values()) {
      Trainer trainer = preset.recipe(task, 99).trainer().epochs(1);
      Model model = trainer.fit(task == Task.CLASSES ? Tables.xor(99, 1) : Tables.parabola(99, 1));
      assertThat(model.provenance())
          .containsEntry("epochs", "1")
          .containsEntry("schedule", trainer.settings.schedule.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTabularOneLearnsWhatAFewRowsCanTell(Task task) {
    Trainer trainer = Preset.tabular().recipe(task, 600).trainer().epochs(30);
    if (task == Task.CLASSES) {
      Model model = trainer.fit(Tables.xor(600, 1), Tables.xor(200, 2));
      assertThat(model.evaluate(Tables.xor(300, 3)).metric("accuracy")).isGreaterThan(0.95);
    } else {
      Model model = trainer.fit(Tables.parabola(600, 1), Tables.parabola(200, 2));
      assertThat(model.evaluate(Tables.parabola(300, 3)).metric("r2")).isGreaterThan(0.95);
    }
  }

  @Test
  void aSmallTableGetsSmallBatches() {
    assertThat(Preset.tabular().recipe(Task.NUMBER, 100).batch()).isEqualTo(32);
    assertThat(Preset.tabular().recipe(Task.NUMBER, 50 * 64).batch()).isEqualTo(64);
    assertThat(Preset.tabular().recipe(Task.CLASSES, 1_000_000).batch()).isEqualTo(256);
  }
}
