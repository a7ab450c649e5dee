package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;
import static org.denpan.data.TestColumns.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final int ROWS = 5000;

  @TempDir private Path folder;

  /// Numbers that need eight bytes and such that do not, missing values, times, texts, images.
  private static Table everything() {
    byte[] pixels = new byte[ROWS * 6];
    IntStream.range(0, pixels.length).forEach(i -> pixels[i] = (byte) (i * 31));
    return table(
            numbers("tenths", IntStream.range(0, ROWS).mapToDouble(i -> i * 0.1).toArray()),
            numbers(
                "halves",
                IntStream.range(0, ROWS)
                    .mapToDouble(i -> i % 7 == 0 ? Double.NaN : i / 2.0)
                    .toArray()),
            new Column.Times(
                "at",
                IntStream.range(0, ROWS)
                    .mapToLong(i -> i % 5 == 0 ? Column.Times.MISSING : i * 1_000_003L)
                    .toArray(),
                false),
            texts("city", ROWS, row -> row % 11 == 0 ? "" : "city " + row % 300),
            new Column.Pixels("image", 2, 3, pixels),
            texts("label", ROWS, row -> row % 13 == 3 ? "" : row % 3 == 0 ? "yes" : "no"))
        .withTarget("label");
  }

  /// In pieces of odd sizes.
  private Spool spool(Table table) {
    try (SpoolWriter writer = Spool.into(folder, table.name())) {
      Seed.Stream random = new Seed(3).stream("pieces");
      for (int from = 0; from < table.rows(); ) {
        int to = Math.min(table.rows(), from + random.nextInt(1500));
        writer.add(table.select(IntStream.range(from, to).toArray()));
        from = to;
      }
      return writer.finish();
    }
  }

  private static List<String> lines(Table table, int... rows) {
    List<String> lines = new ArrayList<>();
    for (int row : rows) {
      StringBuilder line = new StringBuilder();
      for (Column column : table.columns()) {
        line.append(
            column instanceof Column.Pixels p
                ? Arrays.toString(Arrays.copyOfRange(p.values(), p.start(row), p.start(row) + 6))
                : column.text(row));
        line.append('|');
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static int[] all(Table table) {
    return IntStream.range(0, table.rows()).toArray();
  }

  @Test
  void rowsComeBackAsTheyWent() {
    Table table = everything();
    try (Spool spool = spool(table)) {
      assertThat(spool.rows()).isEqualTo(ROWS);
      assertThat(spool.blocks()).isEqualTo(5);
      List<String> read = new ArrayList<>();
      spool.forEach(piece -> read.addAll(lines(piece, all(piece))));
      assertThat(read).isEqualTo(lines(table, all(table)));
      assertThat(spool.columns().target()).contains("label");
    }
  }

  @Test
  void blocksComeInAnyOrder() {
    Table table = everything();
    try (Spool spool = spool(table)) {
      int[] expected =
          IntStream.concat(IntStream.range(4096, ROWS), IntStream.range(1024, 2048)).toArray();
      Table read = spool.read(4, 1);
      assertThat(lines(read, all(read))).isEqualTo(lines(table, expected));
    }
  }

  @Test
  void rowsAreLeftOutAndSelectedByTheirNumber() {
    Table table = everything();
    try (Spool spool = spool(table)) {
      Spool some = spool.without(new int[] {0, 1, 1023, 1024, 4999}).without(new int[] {2, 3000});
      assertThat(some.rows()).isEqualTo(ROWS - 7);
      assertThat(IntStream.range(0, 5).map(some::rows))
          .containsExactly(1020, 1023, 1023, 1024, 903);
      assertThat(some.read(0).rows()).isEqualTo(1020);
      int[] numbers = some.numbers(new int[] {0, 1019, 1020, 2998, ROWS - 8});
      assertThat(numbers).containsExactly(3, 1022, 1025, 3004, 4998);
      Table selected = some.select(numbers);
      assertThat(lines(selected, all(selected))).isEqualTo(lines(table, numbers));
    }
  }

  @Test
  void aNumberTakesFourBytesWhereThatLosesNothing() {
    double[] halves = IntStream.range(0, 1024).mapToDouble(i -> i / 2.0).toArray();
    double[] tenths = IntStream.range(0, 1024).mapToDouble(i -> i / 10.0).toArray();
    try (Spool small = spool(table(numbers("x", halves)));
        Spool large = spool(table(numbers("x", tenths)))) {
      assertThat(small.bytes()).isEqualTo(1 + 4 * 1024);
      assertThat(large.bytes()).isEqualTo(1 + 8 * 1024);
    }
  }

  @Test
  void nothingIsLeftInTheFolder() throws IOException {
    spool(everything()).close();
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aColumnThatChangesItsKindIsRefused() {
    try (SpoolWriter writer = Spool.into(folder, "a.csv")) {
      writer.add(table(numbers("x", 1, 2)));
      assertThatThrownBy(() -> writer.add(table(texts("x", "a"))))
          .isInstanceOf(DataException.class)
          .hasMessage("a.csv: column 'x' holds number first and text later");
    }
  }

  @Test
  void noRowsAreRefused() {
    try (SpoolWriter writer = Spool.into(folder, "a.csv")) {
      assertThatThrownBy(writer::finish).hasMessage("a.csv has no rows");
    }
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    try (SpoolWriter writer = Spool.into(folder.resolve("none"), "a.csv")) {
      assertThatThrownBy(() -> writer.add(table(numbers("x", 1, 2))))
          .hasMessageContaining("a scratch file cannot be made in")
          .hasMessageContaining("none");
    }
  }

  @Test
  void anEncoderIsFittedAsInMemory() {
    Table table = everything();
    Preparation preparation = Preparation.standard().withNumbers(new Treatment.Robust());
    int[] known =
        Arrays.stream(all(table)).filter(row -> !table.column("label").missing(row)).toArray();
    int[] unknown =
        Arrays.stream(all(table)).filter(row -> table.column("label").missing(row)).toArray();
    try (Spool spool = spool(table)) {
      assertThat(Encoder.fit(spool.without(unknown), preparation))
          .isEqualTo(Encoder.fit(table.select(known), preparation));
    }
  }

  @Test
  void theTaskIsWhatAllValuesSay() {
    double[] values = IntStream.range(0, 3000).mapToDouble(i -> i % 3).toArray();
    try (Spool spool = spool(table(numbers("x", values)))) {
      assertThat(spool.withTarget("x").columns().task()).isEqualTo(Task.CLASSES);
    }
    values[2999] = 0.5;
    try (Spool spool = spool(table(numbers("x", values)))) {
      assertThat(spool.withTarget("x").columns().task()).isEqualTo(Task.NUMBER);
      assertThatThrownBy(() -> spool.withTarget("y")).hasMessageContaining("has no column 'y'");
    }
  }

  @Test
  void aSplitTakesEveryKnownRowOnce() {
    Table table = everything();
    try (Spool spool = spool(table)) {
      SpoolSplit split = SpoolSplit.drawn(spool, 0.8, 42);
      List<String> rows = new ArrayList<>();
      split.train().forEach(piece -> rows.addAll(lines(piece, all(piece))));
      rows.addAll(lines(split.validation(), all(split.validation())));
      rows.addAll(lines(split.test(), all(split.test())));
      int[] known =
          Arrays.stream(all(table)).filter(row -> !table.column("label").missing(row)).toArray();
      assertThat(rows).containsExactlyInAnyOrderElementsOf(lines(table, known));
      assertThat(split.rule())
          .isEqualTo(
              "drawn evenly, seed 42: 3,323 train, 369 validation, 923 test; 385 without label left"
                  + " out");
    }
  }

  @Test
  void timesAreDaysOnlyWhereAllPiecesAre() {
    try (SpoolWriter writer = Spool.into(folder, "times")) {
      writer.add(table(new Column.Times("at", new long[] {Column.Times.MISSING}, true)));
      writer.add(table(new Column.Times("at", new long[] {1_000_000}, false)));
      try (Spool spool = writer.finish()) {
        assertThat(spool.read(0).column("at").text(1)).isEqualTo("1970-01-01T00:00:01");
        assertThat(spool.columns().column("at")).matches(c -> !((Column.Times) c).days());
      }
    }
  }

  @Test
  void piecesOfLargeImagesHaveFewRows() {
    Table images = table(new Column.Pixels("image", 64, 64, new byte[3 * Spool.BLOCK * 64 * 64]));
    try (SpoolWriter writer = Spool.into(folder, "images")) {
      writer.add(images);
      List<Integer> rows = new ArrayList<>();
      try (Spool spool = writer.finish()) {
        spool.forEach(piece -> rows.add(piece.rows()));
      }
      assertThat(rows).containsExactly(Spool.BLOCK, Spool.BLOCK, Spool.BLOCK);
    }
  }
}
