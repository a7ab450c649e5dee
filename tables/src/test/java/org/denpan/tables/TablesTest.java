package org.denpan.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.denpan.data.Column;
import org.denpan.data.Csv;
import org.denpan.data.DataException;
import org.denpan.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same rows come out of every format.
class TablesTest {
  private static final String SHOP =
      """
      id,price,plan,since,seen
      1,9.5,basic,2026-03-09,2026-03-09T14:30:05.123456
      2,,gold,2026-03-10,2026-03-09T14:30:00
      3,-0.25,,,
      4,1e3,basic,1969-12-31,1969-12-31T23:59:59
      """;

  @TempDir Path folder;

  private Path shop() throws IOException {
    return Files.writeString(folder.resolve("shop.csv"), SHOP);
  }

  /// Writes what a query gives by DuckDB itself.
  private Path copy(String sql, String file) throws SQLException {
    Path to = folder.resolve(file);
    try (Duck duck = Duck.inMemory()) {
      duck.run("COPY (" + sql + ") TO " + Duck.text(to.toString()));
    }
    return to;
  }

  private static Column column(Table table, String name) {
    return table.column(name);
  }

  private static void isShop(Table table) {
    assertThat(table.columns())
        .extracting(Column::name)
        .containsExactly("id", "price", "plan", "since", "seen");
    assertThat(((Column.Numbers) column(table, "id")).values()).containsExactly(1, 2, 3, 4);
    assertThat(((Column.Numbers) column(table, "price")).values())
        .containsExactly(9.5, Double.NaN, -0.25, 1000);
    Column.Categories plan = (Column.Categories) column(table, "plan");
    assertThat(plan.dictionary()).containsExactly("basic", "gold");
    assertThat(plan.codes()).containsExactly(0, 1, -1, 0);
    Column.Times since = (Column.Times) column(table, "since");
    assertThat(since.days()).isTrue();
    assertThat(since.text(0)).isEqualTo("2026-03-09");
    assertThat(since.missing(2)).isTrue();
    assertThat(since.micros()[3]).isEqualTo(-86_400_000_000L);
    Column.Times seen = (Column.Times) column(table, "seen");
    assertThat(seen.days()).isFalse();
    assertThat(seen.text(0)).isEqualTo("2026-03-09T14:30:05.123456");
    assertThat(seen.micros()[3]).isEqualTo(-1_000_000L);
  }

  @Test
  void aCsvFileIsReadByDuckDb() throws IOException {
    isShop(Tables.read(shop().toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s.parquet", "s.jsonl", "s.csv.gz", "s.csv.zst", "s.json.gz", "s.ndjson.zst"})
  void theSameRowsComeOutOfEveryFormat(String name) throws IOException, SQLException {
    isShop(Tables.read(copy("FROM " + Duck.text(shop().toString()), name).toString()));
  }

  @Test
  void aZstdFileThatIsCutShortIsRefusedWhereverItIsCut() throws IOException, SQLException {
    byte[] whole = Files.readAllBytes(copy("FROM range(30000)", "whole.csv.zst"));
    Path cut = folder.resolve("cut.csv.zst");
    for (int length = whole.length - 1; length >= 0; length -= 1 + length / 20) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Tables.read(cut.toString()))
          .as("the first %d of %d bytes", length, whole.length)
          .isInstanceOf(DataException.class)
          .hasMessage(cut + " is cut short or not packed by zstd; copy it again");
    }
    byte[] twice = Arrays.copyOf(whole, 2 * whole.length); // frames may follow each other
    System.arraycopy(whole, 0, twice, whole.length, whole.length);
    ZstdFrames.check(Files.write(cut, twice));
  }

  @Test
  void aColumnReadAsTextMayBeOfNumbersInOneFileOnlyAndMustOccur() throws SQLException {
    copy("SELECT 7 AS zip", "m1.parquet");
    copy("SELECT 'x9' AS zip", "m2.parquet");
    TableSource both = new TableSource.Files(folder + "/m*.parquet");
    assertThatThrownBy(() -> Tables.read(both, TableOptions.detect()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'zip' is a number in");
    TableOptions text = TableOptions.detect().withTexts("zip"::equals);
    assertThat(((Column.Categories) Tables.read(both, text).column("zip")).dictionary())
        .containsExactly("7", "x9");
    TableOptions other = TableOptions.detect().withCsv(Csv.Options.detect().withText(Set.of("zi")));
    assertThatThrownBy(() -> Tables.read(new TableSource.Files(folder + "/m1.parquet"), other))
        .hasMessageContaining("has no column 'zi' to read as text; did you mean 'zip'?");
  }

  @Test
  void aQueryJoinsFiles() throws IOException, SQLException {
    String shop = Duck.text(shop().toString());
    copy("SELECT id, price, since, seen FROM " + shop, "a.parquet");
    copy("SELECT id, plan FROM " + shop, "b.jsonl");
    String sql =
        "SELECT id, price, plan, since, seen FROM '%s' JOIN '%s' USING (id) ORDER BY id;"
            .formatted(folder.resolve("a.parquet"), folder.resolve("b.jsonl"));
    isShop(Tables.read(new TableSource.Query(sql), TableOptions.detect()));
  }

  @Test
  void theOneTableOfADatabaseFileIsRead() throws IOException, SQLException {
    Path file = folder.resolve("shop.duckdb");
    try (Duck duck = Duck.inMemory()) {
      duck.run("ATTACH " + Duck.text(file.toString()) + " AS d");
      duck.run("CREATE TABLE d.shop AS FROM " + Duck.text(shop().toString()));
    }
    isShop(Tables.read(file.toString()));
    Optional<TableSource.Choice> named = Optional.of(new TableSource.Choice.Named("shop"));
    isShop(
        Tables.read(
            TableSource.of(file.toString(), named, Optional.empty()), TableOptions.detect()));
    Optional<TableSource.Choice> query =
        Optional.of(new TableSource.Choice.Selected("select * from shop order by id"));
    isShop(
        Tables.read(
            TableSource.of(file.toString(), query, Optional.empty()), TableOptions.detect()));
  }

  @Test
  void filesOfAPatternAreReadInTheOrderOfTheirNames() throws SQLException {
    copy("SELECT i, i / 2 AS x FROM range(3, 100000) r(i)", "p-2.parquet");
    copy("SELECT i, i AS x FROM range(3) r(i)", "p-1.parquet");
    Table table = Tables.read(folder.resolve("p-*.parquet").toString());
    assertThat(table.rows()).isEqualTo(100_000);
    double[] i = ((Column.Numbers) table.column("i")).values();
    for (int row = 0; row < i.length; row++) {
      assertThat(i[row]).isEqualTo(row);
    }
    assertThat(((Column.Numbers) table.column("x")).values()[3]).isEqualTo(1.5);
  }

  @Test
  void piecesHaveTheirFullLengthButTheLast() throws SQLException {
    Path file = copy("SELECT i FROM range(200000) r(i)", "long.csv");
    try (TableReader reader =
        Tables.open(new TableSource.Files(file.toString()), TableOptions.detect())) {
      assertThat(reader.next().orElseThrow().rows()).isEqualTo(TableReader.PIECE);
      assertThat(reader.next().orElseThrow().rows()).isEqualTo(TableReader.PIECE);
      assertThat(reader.next().orElseThrow().rows()).isEqualTo(TableReader.PIECE);
      assertThat(reader.next().orElseThrow().rows()).isEqualTo(200_000 - 3 * TableReader.PIECE);
      assertThat(reader.next()).isEmpty();
      assertThat(reader.next()).isEmpty();
    }
  }

  @Test
  void everyTypeBecomesANumberATextOrATime() throws SQLException {
    Path file =
        copy(
            """
            SELECT 7::TINYINT AS tiny, 70000::UINTEGER AS u, 1.25::DECIMAL(30, 2) AS d,
              0.1::FLOAT AS f, 18446744073709551615::UBIGINT AS big, true AS yes,
              'b'::ENUM('a', 'b') AS e, '11111111-2222-3333-4444-555555555555'::UUID AS uuid,
              TIME '14:30:00' AS t, TIMESTAMPTZ '2026-03-09 14:30:00+02' AS z,
              TIMESTAMP_NS '2026-03-09 14:30:00.000001000' AS ns,
              [1, 2] AS list, {'a': 1} AS struct, 'x'::BLOB AS blob, INTERVAL 1 DAY AS i
            """,
            "types.parquet");
    try (TableReader reader =
        Tables.open(new TableSource.Files(file.toString()), TableOptions.detect())) {
      assertThat(reader.about().leftOut().keySet()).containsExactly("list", "struct", "blob", "i");
      Table table = reader.all();
      assertThat(table.columns())
          .extracting(c -> c.name() + " " + c.kind() + " " + c.text(0))
          .containsExactly(
              "tiny number 7",
              "u number 70000",
              "d number 1.25",
              "f number 0.10000000149011612",
              "big number 1.8446744073709552E19",
              "yes text true",
              "e text b",
              "uuid text 11111111-2222-3333-4444-555555555555",
              "t text 14:30:00",
              "z time 2026-03-09T12:30:00",
              "ns time 2026-03-09T14:30:00.000001");
    }
  }

  @Test
  void columnsAreTextsWhereThatIsSaid() throws IOException {
    TableOptions options = TableOptions.detect().withTexts(List.of("id", "since")::contains);
    Table table = Tables.read(new TableSource.Files(shop().toString()), options);
    assertThat(table.column("id").text(0)).isEqualTo("1");
    assertThat(table.column("id").kind()).isEqualTo("text");
    assertThat(table.column("since").text(0)).isEqualTo("2026-03-09");
  }

  @Test
  void spacesAndMarkersOfMissingValuesAreThoseOfTheCore() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("spaced.csv"), "a, b, c\n1, x, ?\n2, NA, 5\n3,  x , nan\n");
    Table duck = Tables.read(file.toString());
    Table core = Csv.read(file);
    assertThat(texts(duck)).isEqualTo(texts(core));
    assertThat(duck.columns()).extracting(Column::kind).containsExactly("number", "text", "number");
  }

  private static List<String> texts(Table table) {
    return table.columns().stream()
        .flatMap(c -> IntStream.range(0, c.rows()).mapToObj(c::text))
        .toList();
  }
}
