package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Table;
import org.denpan.file.AtomicFile;
import org.denpan.file.Disk;
import org.denpan.model.Model;
import org.denpan.model.ModelFormatException;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `-Ddenpan.seed=7` cuts the power at other moments, `-Ddenpan.cuts=5000` more often.
class CheckpointsTest {
  private static final long SEED = Long.getLong("denpan.seed", 42);
  private static final int CUTS = Integer.getInteger("denpan.cuts", 60);
  private static final Table TRAIN = Tables.xor(60, 1);
  private static final Table VALIDATION = Tables.xor(20, 2);

  @TempDir private Path folder;

  private static Trainer trainer() {
    return Trainer.of(Network.parse("3 relu")).epochs(2).batchSize(10).threads(1);
  }

  private static Model fit(Checkpoints checkpoints, List<TrainingEvent> events) {
    return trainer()
        .checkpoints(checkpoints, Every.steps(1))
        .listener(events::add)
        .fit(TRAIN, VALIDATION);
  }

  private static long lastTold(List<TrainingEvent> events) {
    return events.stream()
        .filter(TrainingEvent.Checkpointed.class::isInstance)
        .mapToLong(event -> ((TrainingEvent.Checkpointed) event).steps())
        .max()
        .orElse(0);
  }

  private static List<String> warnings(List<TrainingEvent> events) {
    return events.stream()
        .filter(TrainingEvent.Warned.class::isInstance)
        .map(event -> ((TrainingEvent.Warned) event).message())
        .toList();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("lock"))
          .sorted()
          .toList();
    }
  }

  @Test
  void afterAPowerCutAtAnyMomentTheLastCheckpointThatWasToldOfIsThere() throws IOException {
    String expected = trainer().fit(TRAIN, VALIDATION).weightsSha256();
    Seed.Stream chance = new Seed(SEED).stream("power");
    for (int cut = 0; cut < CUTS; cut++) {
      Path before = Files.createDirectory(folder.resolve("before" + cut));
      Path after = Files.createDirectory(folder.resolve("after" + cut));
      ForgetfulDisk disk = new ForgetfulDisk(chance.nextInt(60), chance);
      List<TrainingEvent> events = new ArrayList<>();
      try (Checkpoints checkpoints = Checkpoints.open(before, disk)) {
        fit(checkpoints, events);
      } catch (ForgetfulDisk.PowerCut e) {
        // as it should
      }
      disk.leave(after);

      List<TrainingEvent> resumed = new ArrayList<>();
      String found;
      try (Checkpoints checkpoints = Checkpoints.open(after)) {
        found = fit(checkpoints, resumed).weightsSha256();
      }
      long from =
          resumed.stream()
              .filter(TrainingEvent.Resumed.class::isInstance)
              .mapToLong(event -> ((TrainingEvent.Resumed) event).steps())
              .findFirst()
              .orElse(0);
      assertThat(from).as("cut %d, seed %d", cut, SEED).isGreaterThanOrEqualTo(lastTold(events));
      assertThat(found).as("cut %d, seed %d", cut, SEED).isEqualTo(expected);
      // what was not forced never has a checkpoint's name
      assertThat(warnings(resumed)).as("cut %d, seed %d", cut, SEED).isEmpty();
    }
  }

  @Test
  void onlyTheLastTwoAreKept() throws IOException {
    try (Checkpoints checkpoints = Checkpoints.open(folder)) {
      fit(checkpoints, new ArrayList<>());
    }
    assertThat(names())
        .containsExactly(
            "checkpoint-000000000011.safetensors", "checkpoint-000000000012.safetensors");
  }

  @Test
  void aTornCheckpointIsSkippedWithAMessage() throws IOException {
    String expected;
    try (Checkpoints checkpoints = Checkpoints.open(folder)) {
      expected = fit(checkpoints, new ArrayList<>()).weightsSha256();
    }
    Path newest = folder.resolve("checkpoint-000000000012.safetensors");
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length - 3] ^= 1;
    Files.write(newest, bytes);
    Files.writeString(AtomicFile.unfinished(newest), "half");
    Path theirs = Files.writeString(folder.resolve("film.mkv.part"), "half");
    List<TrainingEvent> events = new ArrayList<>();
    try (Checkpoints checkpoints = Checkpoints.open(folder)) {
      assertThat(fit(checkpoints, events).weightsSha256()).isEqualTo(expected);
    }
    assertThat(warnings(events))
        .containsExactly(
            "skipped a checkpoint that is not whole: "
                + newest
                + " is damaged: its checksum is not that of what it holds");
    assertThat(theirs).exists();
    Files.delete(theirs);
    assertThat(names()).allMatch(name -> name.startsWith("checkpoint-"));
  }

  @Test
  void aSecondOneInTheSameFolderIsRefused() {
    Checkpoints first = Checkpoints.open(folder);
    assertThatThrownBy(() -> Checkpoints.open(folder))
        .isInstanceOf(DenpanException.class)
        .hasMessageStartingWith(folder + " is in use by another process");
    first.close();
    Checkpoints.open(folder).close();
  }

  /// A disk that is full from a moment on, until it is emptied.
  private static final class FullDisk implements Disk {
    private final Disk real = Disk.real();
    private final AtomicReference<Boolean> full = new AtomicReference<>(false);

    @Override
    public void create(Path file, Content content) throws IOException {
      if (full.get()) {
        real.create(file, channel -> channel.write(ByteBuffer.allocate(100)));
        throw new IOException("No space left on device");
      }
      real.create(file, content);
    }

    @Override
    public void force(Path fileOrFolder) throws IOException {
      real.force(fileOrFolder);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      real.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
      real.delete(file);
    }
  }

  @Test
  void aFullDiskEndsNoTrainingAndTakesNoCheckpointAway() throws IOException {
    String expected = trainer().fit(TRAIN, VALIDATION).weightsSha256();
    FullDisk disk = new FullDisk();
    List<TrainingEvent> events = new ArrayList<>();
    try (Checkpoints checkpoints = Checkpoints.open(folder, disk)) {
      Trainer trainer =
          trainer()
              .checkpoints(checkpoints, Every.steps(1))
              .listener(events::add)
              .listener(event -> {
                if (event instanceof TrainingEvent.Checkpointed c && c.steps() == 5) {
                  disk.full.set(true);
                }
              });
      assertThat(trainer.fit(TRAIN, VALIDATION).weightsSha256()).isEqualTo(expected);
    }
    assertThat(warnings(events)).hasSize(7).allMatch(w -> w.contains("No space left on device"));
    assertThat(names())
        .containsExactly(
            "checkpoint-000000000004.safetensors", "checkpoint-000000000005.safetensors");
    List<TrainingEvent> resumed = new ArrayList<>();
    try (Checkpoints checkpoints = Checkpoints.open(folder)) {
      assertThat(fit(checkpoints, resumed).weightsSha256()).isEqualTo(expected);
    }
    assertThat(resumed).anyMatch(e -> e instanceof TrainingEvent.Resumed r && r.steps() == 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rows_done   | 60     | the checkpoint has 60 as rows_done, expected 0 to 59
          rows_done   | half   | the checkpoint has 'half' as rows_done, expected a whole number
          best_epoch  | -1     | the checkpoint has -1 as best_epoch
          history     | null   | the checkpoint's history has null where it has epochs
          history     | [null] | the checkpoint's history has null where it has epochs
          history     | [{}]   | the checkpoint's history cannot be read
          last_layers | [null] | the checkpoint's history has null
          """)
  void whatNoRunHasIsRefused(String name, String value, String message) {
    try (Checkpoints checkpoints = Checkpoints.open(folder)) {
      fit(checkpoints, new ArrayList<>());
      Snapshot snapshot = checkpoints.newest(trouble -> {}).orElseThrow();
      snapshot.put(name, value);
      checkpoints.write(13, snapshot);
      assertThatThrownBy(() -> fit(checkpoints, new ArrayList<>()))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageStartingWith(message);
    }
  }

  @Test
  void layersOfAnotherNetworkAreRefused() {
    try (Checkpoints checkpoints = Checkpoints.open(folder)) {
      fit(checkpoints, new ArrayList<>());
      Snapshot snapshot = checkpoints.newest(trouble -> {}).orElseThrow();
      List<LayerStatistics> layers =
          HistoryText.read(snapshot.text("last_layers"), LayerStatistics.class);
      snapshot.put("last_layers", HistoryText.of(layers.subList(1, layers.size())));
      checkpoints.write(13, snapshot);
      assertThatThrownBy(() -> fit(checkpoints, new ArrayList<>()))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageStartingWith("the checkpoint tells of ");
    }
  }

  @Test
  void aNewerVersionIsRefusedByName() throws IOException {
    try (Checkpoints checkpoints = Checkpoints.open(folder)) {
      Snapshot snapshot = new Snapshot();
      snapshot.put("version", "7");
      checkpoints.write(3, snapshot);
    }
    try (Checkpoints checkpoints = Checkpoints.open(folder)) {
      assertThatThrownBy(() -> checkpoints.newest(trouble -> {}))
          .isInstanceOf(DenpanException.class)
          .hasMessageContaining("'denpan-checkpoint' of version '7'; this Denpan reads");
    }
    assertThat(names()).hasSize(1);
  }

  @Test
  void howOftenIsReadFromWords() {
    assertThat(Every.parse("30 s")).isEqualTo(Every.seconds(30)).hasToString("30 s");
    assertThat(Every.parse("0.5s")).isEqualTo(Every.seconds(0.5)).hasToString("0.5 s");
    assertThat(Every.parse("5 min")).isEqualTo(Every.seconds(300));
    assertThat(Every.parse(" 1 H ")).isEqualTo(Every.seconds(3600));
    assertThat(Every.parse("1000 steps")).isEqualTo(Every.steps(1000)).hasToString("1000 steps");
    assertThat(Every.parse("1 step")).hasToString("1 step");
    for (String wrong :
        List.of("", "30", "s", "often", "-1 s", "0 s", "0 steps", "1.5 steps", "NaN s")) {
      assertThatThrownBy(() -> Every.parse(wrong)).as(wrong).isInstanceOf(DenpanException.class);
    }
  }
}
