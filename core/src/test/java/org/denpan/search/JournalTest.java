package org.denpan.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.DenpanException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Map<String, String> FACTS = Map.of("seed", "42", "data", "moons");
  private static final Settings SETTINGS = new Settings(2, 64, "gelu", 0.25, 3.21e-4, 1e-5, 32);
  private static final List<SearchEvent> EVENTS =
      List.of(
          new SearchEvent.Finished(
              3, 0, 2, SETTINGS, Map.of("loss", 0.1 + 0.2), Optional.empty(), 0.5, 0.75),
          new SearchEvent.Finished(
              4, 0, 2, SETTINGS, Map.of(), Optional.of("loss is NaN\nin \"dense1\""), 0.5, 1.5),
          new SearchEvent.TimeOver(0, 2, 50, 10.25));

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("m.tune/trials.jsonl");
  }

  private void write() {
    try (Journal journal = Journal.open(file, FACTS)) {
      EVENTS.forEach(journal::append);
    }
  }

  @Test
  void whatWasWrittenIsReadAgain() throws IOException {
    write();

    assertThat(Files.readAllLines(file)).hasSize(4);
    try (Journal journal = Journal.open(file, FACTS)) {
      assertThat(journal.events()).isEqualTo(EVENTS);
      assertThat(journal.torn()).isFalse();
    }
  }

  @Test
  void aJournalCutAnywhereKeepsItsWholeLines() throws IOException {
    write();
    byte[] all = Files.readAllBytes(file);
    for (int length = 0; length < all.length; length++) {
      Files.write(file, Arrays.copyOf(all, length));
      long lines = Files.readString(file).chars().filter(c -> c == '\n').count();
      try (Journal journal = Journal.open(file, FACTS)) {
        int whole = (int) Math.max(0, lines - 1);
        assertThat(journal.events()).as("cut to %s", length).isEqualTo(EVENTS.subList(0, whole));
        assertThat(journal.torn()).isEqualTo(length > 0 && all[length - 1] != '\n');
        EVENTS.subList(whole, EVENTS.size()).forEach(journal::append);
      }
      assertThat(Files.readAllBytes(file)).as("cut to %s, continued", length).isEqualTo(all);
    }
  }

  @Test
  void zerosAtTheEndAreATornLine() throws IOException {
    write();
    byte[] all = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(all, all.length + 100));
    try (Journal journal = Journal.open(file, FACTS)) {
      assertThat(journal.events()).isEqualTo(EVENTS);
      assertThat(journal.torn()).isTrue();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(all);
  }

  @Test
  void anotherSearchIsRefusedWithTheDifference() throws IOException {
    write();
    byte[] all = Files.readAllBytes(file);

    assertThatThrownBy(() -> Journal.open(file, Map.of("seed", "43", "metric", "loss")))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("trials.jsonl is of another search: ")
        .hasMessageContaining("seed was 42, is now 43")
        .hasMessageContaining("metric was (none), is now loss")
        .hasMessageContaining("data was moons, is now (none)")
        .hasMessageEndingWith("Go on with what it was, or delete the file to begin anew");
    assertThat(Files.readAllBytes(file)).isEqualTo(all);
  }

  @Test
  void ofTwoSearchesOnOneFileTheSecondIsRefused() {
    try (Journal first = Journal.open(file, FACTS)) {
      assertThatThrownBy(() -> Journal.open(file, FACTS)).hasMessageContaining("in use");
      first.append(EVENTS.getFirst());
    }
    Journal.open(file, FACTS).close();
  }

  @Test
  void whatIsNoJournalIsRefusedAndLeftAsItIs() throws IOException {
    Files.createDirectories(file.getParent());
    for (String content : List.of("{\"a\": 1}\n", "a,b\n1,2\n", "{\n  \"a\": 1\n}\n", "text")) {
      Files.writeString(file, content);

      assertThatThrownBy(() -> Journal.open(file, FACTS))
          .hasMessageContaining("line 1: it does not begin a journal");
      assertThat(Files.readString(file)).isEqualTo(content);
    }
  }

  @Test
  void aWrongLineInTheMiddleIsNamed() throws IOException {
    write();
    Files.writeString(file, Files.readString(file).replace("\"trial\":3", "\"trial\":\"x\""));
    assertThatThrownBy(() -> Journal.open(file, FACTS))
        .hasMessageContaining("line 2: 'trial' is not a whole number in it");

    Files.writeString(file, Files.readString(file).replaceFirst("\"trial\"", "trial"));
    assertThatThrownBy(() -> Journal.open(file, FACTS))
        .hasMessageContaining("line 2: it is not JSON");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(folder.resolve("m.tune"), "a file");

    assertThatThrownBy(() -> Journal.open(file, FACTS))
        .isInstanceOf(DenpanException.class)
        .hasMessageStartingWith("cannot keep the journal");
  }
}
