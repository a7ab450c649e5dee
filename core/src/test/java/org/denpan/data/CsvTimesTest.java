package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Dates and times in CSV files.
class CsvTimesTest {
  @TempDir Path folder;

  private Table read(String text) throws IOException {
    return Csv.read(Files.writeString(folder.resolve("t.csv"), text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-09, 2026-03-09T00:00:00Z",
    "1969-12-31, 1969-12-31T00:00:00Z",
    "2026-03-09T14:30, 2026-03-09T14:30:00Z",
    "2026-03-09 14:30:05, 2026-03-09T14:30:05Z",
    "2026-03-09T14:30:05.5, 2026-03-09T14:30:05.5Z",
    "1969-12-31T23:59:59.123456789, 1969-12-31T23:59:59.123456Z",
    "2026-03-09T14:30Z, 2026-03-09T14:30:00Z",
    "2026-03-09T14:30:00+02:00, 2026-03-09T12:30:00Z",
    "2026-03-09 00:30:00-0130, 2026-03-09T02:00:00Z",
    "2024-02-29T23:00:00+14, 2024-02-29T09:00:00Z"
  })
  void aTimeIsWhatTheJdkSaysOfIt(String written, String meant) {
    assertThat(TimeText.parse(written))
        .isEqualTo(
            ChronoUnit.MICROS.between(
                OffsetDateTime.parse("1970-01-01T00:00:00Z"), OffsetDateTime.parse(meant)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-3-9",
        "09.03.2026",
        "03/09/2026",
        "2026-02-30",
        "2026-13-01",
        "2026-03-09T",
        "2026-03-09T24:00",
        "2026-03-09T14:60",
        "2026-03-09T14:30:60",
        "14:30:00",
        "2026-03-09T14:30:00.",
        "2026-03-09T14:30+19:00",
        "2026-03-09Z",
        " 2026-03-09"
      })
  void whatIsNoTimeIsNone(String text) {
    assertThat(TimeText.parse(text)).isEqualTo(Column.Times.MISSING);
  }

  @Test
  void aColumnOfDatesIsOneOfTimes() throws IOException {
    Table table = read("day,x\n2026-03-09,1\n,2\n\"2026-03-10\",3\n");
    Column.Times day = (Column.Times) table.column("day");
    assertThat(day.days()).isTrue();
    assertThat(day.text(0)).isEqualTo("2026-03-09");
    assertThat(day.missing(1)).isTrue();
    assertThat(day.text(2)).isEqualTo("2026-03-10");
  }

  @Test
  void oneTimeOfDayMakesAllOfThemPointsInTime() throws IOException {
    Column.Times time = (Column.Times) read("t\n2026-03-09\n2026-03-09T12:00\n").column("t");
    assertThat(time.days()).isFalse();
    assertThat(time.text(0)).isEqualTo("2026-03-09T00:00:00");
  }

  @Test
  void oneOtherTextMakesAllOfThemTexts() throws IOException {
    Column column = read("t\n2026-03-09\nsoon\n").column("t");
    assertThat(column.kind()).isEqualTo("text");
    assertThat(column.text(0)).isEqualTo("2026-03-09");
  }

  @Test
  void timesAreTextsWhereThatIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "t\n2026-03-09\n");
    Table table = Csv.read(file, Csv.Options.detect().withText(Set.of("t")));
    assertThat(table.column("t").kind()).isEqualTo("text");
  }
}
