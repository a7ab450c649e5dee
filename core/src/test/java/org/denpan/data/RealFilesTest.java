package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The files that textbooks use. Where they are not beside the checkout (or where
/// `-Ddenpan.shared=` says), these are skipped and say so.
class RealFilesTest {
  private static final Path DATA =
      Path.of(System.getProperty("denpan.shared", "../../shared")).resolve("data");

  private static Path file(String name) {
    Path file = DATA.resolve(name);
    assumeTrue(Files.exists(file), "skipped: there is no " + file);
    return file;
  }

  private static List<String> kinds(Table table) {
    return table.columns().stream().map(Column::kind).toList();
  }

  @Test
  void adultHasNoHeaderAndFifteenColumns() {
    Csv.Parsed train = Csv.parse(file("tables/adult-train.csv"), Csv.Options.detect());
    Csv.Parsed test = Csv.parse(file("tables/adult-test.csv"), Csv.Options.detect());
    assertThat(train.format().header()).isFalse();
    assertThat(train.format().names())
        .isEqualTo(IntStream.rangeClosed(1, 15).mapToObj(i -> "column" + i).toList());
    assertThat(train.table().rows()).isEqualTo(32_561);
    assertThat(test.table().rows()).isEqualTo(16_281);
    assertThat(kinds(test.table())).isEqualTo(kinds(train.table()));
    assertThat(((Column.Categories) train.table().column("column15")).dictionary())
        .containsExactly("<=50K", ">50K");
    assertThat(missing(train.table().column("column14"))).isEqualTo(583);
  }

  private static long missing(Column column) {
    return IntStream.range(0, column.rows()).filter(column::missing).count();
  }

  @Test
  void titanicHasQuotedNamesAndMissingAges() {
    Table table = Csv.read(file("tables/titanic-train.csv"));
    assertThat(table.rows()).isEqualTo(891);
    assertThat(table.column("Name").text(0)).isEqualTo("Braund, Mr. Owen Harris");
    assertThat(table.column("Age").kind()).isEqualTo("number");
    assertThat(missing(table.column("Age"))).isEqualTo(177);
    assertThat(Task.of(table.column("Survived"))).isEqualTo(Task.CLASSES);
  }

  @Test
  void californiaIsNumbersButForTheOcean() {
    Table table = Csv.read(file("tables/california_housing.csv"));
    assertThat(table.rows()).isEqualTo(20_640);
    assertThat(kinds(table).subList(0, 9)).containsOnly("number");
    assertThat(missing(table.column("total_bedrooms"))).isEqualTo(207);
    Split split = Split.stratified(table, "median_house_value", 0.8, 42);
    assertThat(split.rule()).startsWith("shuffled, seed 42: 14,861 train, 1,651 validation, 4,128");
  }

  @Test
  void mnistIsReadFromItsFolder() {
    Idx.Folder mnist = Idx.folder(file("mnist"));
    assertThat(mnist.train().rows()).isEqualTo(60_000);
    assertThat(mnist.test().rows()).isEqualTo(10_000);
    Column.Pixels image = (Column.Pixels) mnist.train().column("image");
    assertThat(image.size()).isEqualTo(784);
    assertThat(((Column.Categories) mnist.test().column("label")).dictionary())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(mnist.train().column("label").text(0)).isEqualTo("5");
    assertThat(mnist.test().column("label").text(0)).isEqualTo("7");
  }
}
