package org.denpan.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.data.Chunks;
import org.denpan.data.Column;
import org.denpan.data.DataException;
import org.denpan.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables are written whole or not at all, and come back as they were.
class TableWriterTest {
  private static final int PIECES = 5;
  private static final int ROWS = 3_000;

  @TempDir Path folder;

  /// Some pieces; after the last, a problem, where one is wanted.
  private record Pieces(int[] left, boolean breaks) implements Chunks {
    @Override
    public String name() {
      return "pieces";
    }

    @Override
    public Optional<Table> next() {
      int piece = PIECES - left[0]--;
      if (piece < PIECES) {
        return Optional.of(piece(piece));
      }
      if (breaks) {
        throw new DataException("the source broke");
      }
      return Optional.empty();
    }

    @Override
    public void close() {}

    private static Table piece(int piece) {
      double[] id = new double[ROWS];
      double[] share = new double[ROWS];
      long[] day = new long[ROWS];
      int[] name = new int[ROWS];
      for (int i = 0; i < ROWS; i++) {
        id[i] = piece * ROWS + i;
        share[i] = i % 7 == 0 ? Double.NaN : (float) (1.0 / (i + 1));
        day[i] = i % 5 == 0 ? Column.Times.MISSING : (i - 1000) * 86_400_000_000L;
        name[i] = i % 3 - 1;
      }
      return Table.of(
          "pieces",
          List.of(
              new Column.Numbers("id", id),
              new Column.Numbers("share", share),
              new Column.Times("day", day, true),
              new Column.Categories("name", List.of("a \"b\", \\ ü", "piece " + piece), name)));
    }
  }

  private static Chunks pieces(boolean breaks) {
    return new Pieces(new int[] {PIECES}, breaks);
  }

  private static TableWriter writer(TableFormat format) {
    return new TableWriter(format, Map.of("share", "FLOAT", "id", "BIGINT"));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenComesBack(TableFormat format) {
    Path file = folder.resolve("t." + (format == TableFormat.JSON_LINES ? "jsonl" : format.name()));
    assertThat(writer(format).write(pieces(false), file)).isEqualTo(PIECES * ROWS);
    Table back = Tables.read(file.toString());
    Table was = pieces(false).all();
    for (int i = 0; i < 4; i++) {
      Column column = was.columns().get(i);
      for (int row = 0; row < was.rows(); row++) {
        Column other = back.columns().get(i);
        if (column.name().equals("share") && !column.missing(row)) {
          float value = (float) ((Column.Numbers) other).values()[row];
          assertThat(value).isEqualTo((float) ((Column.Numbers) column).values()[row]);
        } else {
          assertThat(other.text(row)).isEqualTo(column.text(row));
        }
      }
      assertThat(back.columns().get(i).kind()).isEqualTo(column.kind());
    }
    assertThat(folder.toFile().list()).containsExactly(file.getFileName().toString());
  }

  @Test
  void parquetHasTheTypesThatWereSaid() {
    Path file = folder.resolve("t.parquet");
    writer(TableFormat.PARQUET).write(pieces(false), file);
    try (TableReader reader =
        Tables.open(new TableSource.Files(file.toString()), TableOptions.detect())) {
      assertThat(reader.about().types().toString())
          .isEqualTo("{id=BIGINT, share=FLOAT, day=DATE, name=VARCHAR}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSourceThatBreaksLeavesNothing(TableFormat format) throws IOException {
    Path file = Files.writeString(folder.resolve("t"), "before");
    assertThatThrownBy(() -> writer(format).write(pieces(true), file))
        .isInstanceOf(DataException.class)
        .hasMessage("the source broke");
    assertThat(file).hasContent("before");
    assertThat(folder.toFile().list()).containsExactly("t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.jsonl", "t.parquet"})
  void aFullDiskLeavesNothing(String name) throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    int mounted =
        Files.exists(Path.of("/bin/mount"))
            ? exitCode("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", disk.toString())
            : -1;
    assumeThat(mounted).as("a disk of 8 kB, which only root can mount").isZero();
    try {
      Path file = disk.resolve(name);
      TableFormat format = TableFormat.of(name).orElseThrow();
      assertThatThrownBy(() -> writer(format).write(pieces(false), file))
          .isInstanceOf(DenpanException.class)
          .message()
          .contains("cannot write " + file, "No space left on device")
          .doesNotContain("\n");
      assertThat(disk).isEmptyDirectory();
    } finally {
      exitCode("umount", disk.toString());
    }
  }

  private static int exitCode(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
