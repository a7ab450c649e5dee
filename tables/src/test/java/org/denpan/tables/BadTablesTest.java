package org.denpan.tables;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.denpan.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every bad table gets one message that says where and what to do, through DuckDB too.
class BadTablesTest {
  @TempDir Path folder;

  private void refuses(TableSource source, String... parts) {
    assertThatThrownBy(() -> Tables.read(source, TableOptions.detect()))
        .isInstanceOf(DataException.class)
        .message()
        .contains(parts)
        .doesNotContain("\n", "null", "Exception", "LINE 1", "^");
  }

  private void refuses(String file, String... parts) {
    refuses(new TableSource.Files(folder.resolve(file).toString()), parts);
  }

  private void refusesText(String text, String... parts) throws IOException {
    Files.writeString(folder.resolve("bad.csv"), text, UTF_8);
    refuses("bad.csv", parts);
  }

  private void refusesSql(String sql, String... parts) {
    refuses(new TableSource.Query(sql), parts);
  }

  private Path copy(String sql, String file) throws SQLException {
    Path to = folder.resolve(file);
    try (Duck duck = Duck.inMemory()) {
      duck.run("COPY (" + sql + ") TO " + Duck.text(to.toString()));
    }
    return to;
  }

  @Test
  void filesThatAreNotThere() throws IOException {
    refuses("none.parquet", "there is no file", "none.parquet");
    refuses("none-*.parquet", "no file's name matches", "none-*.parquet");
    Files.createDirectory(folder.resolve("shop"));
    refuses("shop", "shop is a directory", "*.parquet");
  }

  @Test
  void emptyAndNearlyEmptyFiles() throws IOException, SQLException {
    refusesText("", "bad.csv is empty");
    refusesText("\n\n\n", "bad.csv has blank lines only");
    refusesText("a,b\n", "no rows");
    Files.writeString(folder.resolve("e.parquet"), "");
    refuses("e.parquet", "e.parquet", "cut short or no Parquet file");
    Files.writeString(folder.resolve("e.jsonl"), "");
    refuses("e.jsonl", "e.jsonl");
    copy("SELECT 1 AS a WHERE false", "none.parquet");
    refuses("none.parquet", "none.parquet has no rows");
  }

  @Test
  void rowsOfDifferentLengths() throws IOException {
    refusesText("a,b\n1,2\n3\n4,5\n", "bad.csv:3: 1 field, expected 2");
    refusesText("a,b\n1,2\n3,4,5\n", "bad.csv:3: 3 fields, expected 2");
  }

  @Test
  void quotesThatAreNotClosed() throws IOException {
    refusesText("a,b\n1,\"2\n3,4\n", "bad.csv:2", "quote");
  }

  @Test
  void bytesThatAreNoText() throws IOException {
    Files.write(folder.resolve("bad.csv"), "a,b\n1,ä\n".getBytes(ISO_8859_1));
    refuses("bad.csv", "bad.csv:2", "UTF-8");
    Files.write(folder.resolve("bad.csv"), new byte[] {'a', ',', 'b', '\n', 0, 1, 2, 0});
    refuses("bad.csv", "bad.csv", "bytes of value 0");
  }

  @Test
  void namesThatRepeat() throws IOException {
    refusesText("a,a\n1,2\n", "bad.csv:1: columns 1 and 2 are both called 'a'");
  }

  @Test
  void aTextAmongNumbersBelowTheRowsThatWereLookedAt() throws IOException {
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 0; i < 50_000; i++) {
      rows.append(i).append(",0.5\n");
    }
    refusesText(
        rows + "oops,1\n",
        "bad.csv:50002: 'oops' in column 'x' is not a number",
        "name it as a missing value, or read the column as text");
  }

  @Test
  void numbersThatAreNotFinite() throws IOException, SQLException {
    refusesText("x,y\n1,2\n1e999,3\n", "bad.csv", "column 'x'", "not a finite number");
    copy("SELECT * FROM VALUES (1.5), ('-inf'::DOUBLE) t(x)", "inf.parquet");
    refuses("inf.parquet", "row 2 has -Infinity in column 'x', which is not a finite number");
  }

  @ParameterizedTest
  @CsvSource({"100", "4", "12", "0.5", "0.9"})
  void aParquetFileCutShort(double kept) throws IOException, SQLException {
    Path file = copy("SELECT i, 'text ' || i AS t FROM range(5000) r(i)", "cut.parquet");
    byte[] bytes = Files.readAllBytes(file);
    int length = (int) (kept < 1 ? bytes.length * kept : kept);
    Files.write(file, Arrays.copyOf(bytes, length));
    refuses("cut.parquet", "cut.parquet is cut short or no Parquet file");
  }

  @Test
  void aParquetFileOfJunk() throws IOException {
    byte[] bytes = new byte[1000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 37);
    }
    System.arraycopy("PAR1".getBytes(UTF_8), 0, bytes, 0, 4);
    System.arraycopy("PAR1".getBytes(UTF_8), 0, bytes, 996, 4);
    Files.write(folder.resolve("junk.parquet"), bytes);
    refuses("junk.parquet", "junk.parquet cannot be read");
  }

  @Test
  void aColumnWhoseTypeChangesBetweenFiles() throws IOException, SQLException {
    copy("SELECT 1 AS id, 2.5 AS x", "a-1.parquet");
    copy("SELECT 2 AS id, 'much' AS x", "a-2.parquet");
    refuses(
        "a-*.parquet", "column 'x' is a number in", "a-1.parquet, but a text in", "a-2.parquet");
    Files.writeString(folder.resolve("b-1.csv"), "id,x\n1,2\n");
    Files.writeString(folder.resolve("b-2.csv"), "id,x\n1,much\n");
    refuses("b-*.csv", "column 'x' is a number in", "b-1.csv, but a text in", "b-2.csv");
    Files.writeString(folder.resolve("c-1.jsonl"), "{\"x\": 1}\n");
    Files.writeString(folder.resolve("c-2.jsonl"), "{\"x\": \"much\"}\n");
    refuses("c-*.jsonl", "column 'x' is a number in", "c-1.jsonl, but a text in", "c-2.jsonl");
  }

  @Test
  void columnsThatOnlySomeFilesHave() throws SQLException, IOException {
    copy("SELECT 1 AS id, 2.5 AS x", "a-1.parquet");
    copy("SELECT 2 AS id", "a-2.parquet");
    refuses("a-*.parquet", "a-2.parquet lacks the column x of", "a-1.parquet");
    copy("SELECT 2 AS id, 1 AS y, 2 AS x", "a-2.parquet");
    refuses("a-*.parquet", "a-2.parquet has a column 'y', which", "a-1.parquet has not");
    Files.writeString(folder.resolve("b-1.csv"), "id,x\n1,2\n");
    Files.writeString(folder.resolve("b-2.csv"), "id,y\n1,2\n");
    refuses("b-*.csv", "b-2.csv has other columns: id, y");
  }

  @Test
  void jsonThatIsNone() throws IOException {
    Files.writeString(folder.resolve("bad.jsonl"), "{\"x\": 1}\n{\"x\": \n");
    refuses("bad.jsonl", "bad.jsonl");
    Files.writeString(folder.resolve("bad.json"), "nothing of the kind");
    refuses("bad.json", "bad.json");
  }

  @Test
  void queriesThatDuckDbRefuses() {
    refusesSql("selec 1", "the query", "syntax error");
    refusesSql("select nothing from range(3)", "the query", "nothing", "not found");
    refusesSql("select * from 'none.parquet'", "the query", "none.parquet");
    refusesSql("select 1; drop table x", "the query", "syntax error");
    refusesSql("copy (select 1) to 'x.csv'", "the query", "syntax error");
    refusesSql("select * from range(3) where false", "has no rows");
    refusesSql("select 1 / 0 * x::INT from (values ('a')) t(x)", "the query", "'a'");
  }

  @Test
  void readingUsesNoNetwork() {
    String url = "https://example.org/x.parquet";
    refuses(new TableSource.Files(url), "is a URL; reading uses no network: fetch the file first");
    refusesSql(
        "select * from 'https://example.org/x.parquet'",
        "https://example.org/x.parquet",
        "reading uses no network: fetch the file first");
    refusesSql("select * from read_csv('s3://bucket/x.csv')", "s3://bucket/x.csv");
  }

  @Test
  void databasesAndTheirTables() throws IOException, SQLException {
    Path file = folder.resolve("shop.duckdb");
    try (Duck duck = Duck.inMemory()) {
      duck.run("ATTACH " + Duck.text(file.toString()) + " AS d");
      duck.run("CREATE TABLE d.goods AS SELECT 1 AS id");
      duck.run("CREATE TABLE d.buyers AS SELECT 1 AS id");
    }
    refuses(
        TableSource.of(file.toString(), Optional.empty(), Optional.empty()),
        "shop.duckdb holds 2 tables; name one: buyers, goods");
    Optional<TableSource.Choice> good = Optional.of(new TableSource.Choice.Named("good"));
    refuses(
        TableSource.of(file.toString(), good, Optional.empty()),
        "shop.duckdb has no table 'good'; did you mean 'goods'?");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, 5000));
    refuses(TableSource.of(file.toString(), good, Optional.empty()), "shop.duckdb");
  }

  @Test
  void driversThatAreNotThere() {
    refuses(
        TableSource.of("jdbc:postgresql://me:secret@host/db", Optional.empty(), Optional.empty()),
        "jdbc:postgresql://host/db: there is no JDBC driver for postgresql",
        "--driver",
        "org.postgresql:postgresql");
    refuses(
        TableSource.of(
            "jdbc:postgresql://host/db", Optional.empty(), Optional.of(folder.resolve("no.jar"))),
        "there is no driver",
        "no.jar");
  }
}
