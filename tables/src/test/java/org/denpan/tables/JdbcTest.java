package org.denpan.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.denpan.data.Column;
import org.denpan.data.DataException;
import org.denpan.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Databases that have a JDBC driver; SQLite stands for all.
class JdbcTest {
  @TempDir Path folder;

  private TableSource shop(Optional<TableSource.Choice> choice, String... statements)
      throws SQLException {
    Path file = folder.resolve("shop.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE goods (id INTEGER, price REAL, name TEXT, since DATE, picture BLOB)");
      statement.execute("INSERT INTO goods VALUES (1, 9.5, 'tea', '2026-03-09', x'00')");
      statement.execute("INSERT INTO goods VALUES (2, NULL, NULL, NULL, NULL)");
      for (String other : statements) {
        statement.execute(other);
      }
    }
    return TableSource.of(file.toString(), choice, Optional.empty());
  }

  @Test
  void theOneTableOfAnSqliteFileIsRead() throws SQLException {
    try (TableReader reader = Tables.open(shop(Optional.empty()), TableOptions.detect())) {
      assertThat(reader.about().leftOut()).containsOnlyKeys("picture");
      Table table = reader.all();
      assertThat(((Column.Numbers) table.column("id")).values()).containsExactly(1, 2);
      assertThat(((Column.Numbers) table.column("price")).values())
          .containsExactly(9.5, Double.NaN);
      assertThat(table.column("name").text(0)).isEqualTo("tea");
      assertThat(table.column("name").missing(1)).isTrue();
      assertThat(table.column("since").kind()).isEqualTo("time");
      assertThat(table.column("since").text(0)).isEqualTo("2026-03-09");
    }
  }

  @Test
  void aQueryIsAnsweredByTheDatabase() throws SQLException {
    TableSource.Choice query = new TableSource.Choice.Selected("SELECT id * 2 AS x FROM goods;");
    Table table = Tables.read(shop(Optional.of(query)), TableOptions.detect());
    assertThat(((Column.Numbers) table.column("x")).values()).containsExactly(2, 4);
  }

  @Test
  void whatTheDatabaseSaysIsPassedOn() throws SQLException {
    TableSource.Choice query = new TableSource.Choice.Selected("SELECT prise FROM goods");
    refuses(shop(Optional.of(query)), "shop.sqlite says: ", "no such column: prise");
    TableSource.Choice table = new TableSource.Choice.Named("good");
    refuses(
        TableSource.of(
            folder.resolve("shop.sqlite").toString(), Optional.of(table), Optional.empty()),
        "has no table 'good'; did you mean 'goods'?");
  }

  @Test
  void aTextInAColumnOfNumbersIsRefused() throws SQLException {
    refuses(
        shop(Optional.empty(), "INSERT INTO goods VALUES (3, 'much', NULL, NULL, NULL)"),
        "row 3 has 'much' in column 'price', which is not a finite number");
  }

  private static void refuses(TableSource source, String... parts) {
    assertThatThrownBy(() -> Tables.read(source, TableOptions.detect()))
        .isInstanceOf(DataException.class)
        .message()
        .contains(parts)
        .doesNotContain("\n", "null", "Exception");
  }
}
