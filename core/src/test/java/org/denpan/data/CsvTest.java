package org.denpan.data;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  private static final Csv.Options DETECT = Csv.Options.detect();

  @TempDir Path folder;

  private static Csv.Parsed parse(byte[] bytes, Csv.Options options) {
    return Csv.parse("stdin", new ByteArrayInputStream(bytes), options);
  }

  private static Csv.Parsed parse(String text) {
    return parse(text.getBytes(UTF_8), DETECT);
  }

  private static Table read(String text) {
    return parse(text).table();
  }

  private static Table read(String text, Csv.Options options) {
    return parse(text.getBytes(UTF_8), options).table();
  }

  private static List<String> texts(Column column) {
    return IntStream.range(0, column.rows()).mapToObj(column::text).toList();
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  private static double[] numbers(Table table, String column) {
    return ((Column.Numbers) table.column(column)).values();
  }

  @Test
  void numbersAndTextsAreToldApartOverTheWholeFile() {
    Table table = read("age,name\n31,Bo\n,Al\n2.5e1,Bo\n");
    assertThat(numbers(table, "age")).containsExactly(31, Double.NaN, 25);
    Column.Categories name = (Column.Categories) table.column("name");
    assertThat(name.dictionary()).containsExactly("Al", "Bo");
    assertThat(name.codes()).containsExactly(1, 0, 1);
    assertThat(table.name()).isEqualTo("stdin");
  }

  @Test
  void theDictionaryIsSortedSoThatTheOrderOfRowsDoesNotMatter() {
    Column.Categories forth = (Column.Categories) read("x,y\nb,1\na,2\n").column("x");
    Column.Categories back = (Column.Categories) read("x,y\na,2\nb,1\n").column("x");
    assertThat(forth.dictionary()).isEqualTo(back.dictionary()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theDelimiterIsDetected(String delimiter) {
    Csv.Parsed parsed = parse("a,b,c\n1,2,3\n4,5,6\n".replace(",", delimiter));
    assertThat(parsed.format().delimiter()).isEqualTo(delimiter.charAt(0));
    assertThat(parsed.table().columns()).hasSize(3);
  }

  @Test
  void commasInsideOfValuesDoNotMakeThemTheDelimiter() {
    Table table = read("id;note\n1;a,b\n2;c\n3;d,e,f\n");
    assertThat(texts(table.column("note"))).containsExactly("a,b", "c", "d,e,f");
  }

  @Test
  void oneColumnNeedsNoDelimiter() {
    Table table = read("x\n1\n2\n");
    assertThat(numbers(table, "x")).containsExactly(1, 2);
  }

  @Test
  void aDelimiterMayBeSet() {
    Table table = read("a:b\n1:2\n", DETECT.withDelimiter(':'));
    assertThat(names(table)).containsExactly("a", "b");
  }

  @Test
  void quotesHoldDelimitersLineBreaksAndQuotes() {
    Table table = read("a,b\n\"x, y\",1\n\"two\nlines\",2\n\"say \"\"hi\"\"\",3\n");
    assertThat(texts(table.column("a"))).containsExactly("x, y", "two\nlines", "say \"hi\"");
  }

  @Test
  void singleQuotesAreDetected() {
    Csv.Parsed parsed = parse("a,b\n'x, y',1\n'it''s',2\n");
    assertThat(parsed.format().quote()).isEqualTo('\'');
    assertThat(texts(parsed.table().column("a"))).containsExactly("x, y", "it's");
  }

  @Test
  void anApostropheIsNoQuote() {
    Table table = read("a,b\n'tis,1\nit's,2\n");
    assertThat(texts(table.column("a"))).containsExactly("'tis", "it's");
  }

  @Test
  void quotesMayBePlainCharacters() {
    Table table =
        read("a,b\n\"x,1\ny,2\n", DETECT.withQuote(Csv.Options.NO_QUOTE).withHeader(true));
    assertThat(texts(table.column("a"))).containsExactly("\"x", "y");
  }

  @Test
  void spacesAroundValuesAndQuotesAreTrimmedButNotInsideOfQuotes() {
    Table table = read("a, b, c\n1 , x y ,  \" z, \" \n2, \"w\", v\n");
    assertThat(names(table)).containsExactly("a", "b", "c");
    assertThat(numbers(table, "a")).containsExactly(1, 2);
    assertThat(texts(table.column("b"))).containsExactly("x y", "w");
    assertThat(texts(table.column("c"))).containsExactly(" z, ", "v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesEndAsTheyLike(String end) {
    Table table = read("a,b\n1,x\n2,y\n".replace("\n", end));
    assertThat(numbers(table, "a")).containsExactly(1, 2);
    assertThat(texts(table.column("b"))).containsExactly("x", "y");
  }

  @Test
  void theLastLineNeedNotEnd() {
    assertThat(numbers(read("a,b\n1,2\n3,4"), "b")).containsExactly(2, 4);
  }

  @Test
  void blankLinesAreSkippedWhereverTheyStand() {
    Table table = read("\n  \na,b\n1,2\n\n3,4\n   \n\n");
    assertThat(numbers(table, "a")).containsExactly(1, 3);
  }

  @Test
  void aRowOfMissingValuesIsARow() {
    Table table = read("a,b\n1,2\n,\n3,4\n");
    assertThat(numbers(table, "a")).containsExactly(1, Double.NaN, 3);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() {
    assertThat(names(read("\uFEFFa,b\n1,2\n"))).containsExactly("a", "b");
  }

  @Test
  void utf16IsReadByItsByteOrderMark() {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      Csv.Parsed parsed = parse("\uFEFFa,b\n1,ö\n".getBytes(charset), DETECT);
      assertThat(texts(parsed.table().column("b"))).containsExactly("ö");
      assertThat(parsed.format().encoding()).isEqualTo(charset.name());
    }
  }

  @Test
  void gzipIsKnownByItsFirstBytes() throws IOException {
    Path file = folder.resolve("plain.csv");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a,b\n1,2\n".getBytes(UTF_8));
    }
    Table table = Csv.read(file);
    assertThat(numbers(table, "b")).containsExactly(2);
    assertThat(table.name()).isEqualTo("plain.csv");
    assertThat(Csv.detect(file, DETECT).names()).containsExactly("a", "b");
  }

  @Test
  void namesAboveNumbersAreAHeader() {
    assertThat(parse("x,label\n1,a\n2,a\n").format().header()).isTrue();
  }

  @Test
  void aNumberInTheFirstRowMeansNoHeader() {
    Csv.Parsed parsed = parse("39, State-gov\n50, Private\n");
    assertThat(parsed.format().header()).isFalse();
    assertThat(names(parsed.table())).containsExactly("column1", "column2");
    assertThat(parsed.table().rows()).isEqualTo(2);
  }

  @Test
  void aMissingMarkerInTheFirstRowMeansNoHeader() {
    assertThat(parse("red,?\ngreen,round\n").format().header()).isFalse();
  }

  @Test
  void textsThatDoNotOccurAgainAreAHeader() {
    assertThat(parse("colour,shape\nred,round\nred,flat\n").format().header()).isTrue();
  }

  @Test
  void aTextThatOccursAgainIsNoHeader() {
    assertThat(parse("red,round\ngreen,flat\nred,flat\n").format().header()).isFalse();
  }

  @Test
  void theHeaderMayBeSet() {
    assertThat(read("1,2\n3,4\n", DETECT.withHeader(true)).rows()).isEqualTo(1);
    assertThat(read("x,y\n3,4\n", DETECT.withHeader(false)).rows()).isEqualTo(2);
  }

  @Test
  void aBlankNameIsMadeUpFromItsPosition() {
    assertThat(names(read(",b\n0,1\n1,2\n"))).containsExactly("column1", "b");
  }

  @Test
  void theUsualMarkersAreMissingInAnyCase() {
    Table table = read("x,y\n1,a\n?,\nNA,n/a\nnan,NULL\n\"NA\",\"\"\n");
    assertThat(numbers(table, "x"))
        .containsExactly(1, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    assertThat(texts(table.column("y"))).containsExactly("a", "", "", "", "");
  }

  @Test
  void furtherMarkersMayBeNamed() {
    Csv.Options options = DETECT.withAlsoMissing(Set.of("-999", "unknown"));
    Table table = read("x,y\n1,2\n-999,3\n?,unknown\n", options);
    assertThat(numbers(table, "x")).containsExactly(1, Double.NaN, Double.NaN);
    assertThat(numbers(table, "y")).containsExactly(2, 3, Double.NaN);
  }

  @Test
  void otherMarkersMayReplaceTheUsualOnes() {
    Table table = read("x,y\nNA,1\n-,2\n", DETECT.withMissing(Set.of("-")));
    assertThat(texts(table.column("x"))).containsExactly("NA", "");
  }

  @Test
  void aColumnWithoutValuesIsOneOfMissingNumbers() {
    assertThat(numbers(read("x,y\n1,\n2,?\n"), "y")).containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void numbersMayBeReadAsText() {
    Table table = read("zip,x\n01234,1\n90210,2\n,3\n", DETECT.withText(Set.of("zip")));
    assertThat(texts(table.column("zip"))).containsExactly("01234", "90210", "");
  }

  @Test
  void infinityIsAWordAmongWords() {
    Table table = read("x,y\ninf,1\nbounded,2\n");
    assertThat(texts(table.column("x"))).containsExactly("inf", "bounded");
  }

  @Test
  void aColumnOfMixedValuesIsOneOfTexts() {
    Table table = read("ticket,x\nA/5 21171,1\n113803,2\n0042,3\n");
    assertThat(texts(table.column("ticket"))).containsExactly("A/5 21171", "113803", "0042");
  }

  @Test
  void aVeryLongFieldIsRead() {
    String longText = "x".repeat(100_000);
    Table table = read("a,b\n1," + longText + "\n2,\"" + longText + "\"\n");
    assertThat(texts(table.column("b"))).containsExactly(longText, longText);
  }

  @Test
  void aRowMayBeLongerThanTheSample() {
    int columns = 300_000;
    StringBuilder text = new StringBuilder("column1");
    for (int i = 2; i <= columns; i++) {
      text.append(",column").append(i);
    }
    text.append('\n').append("1,".repeat(columns - 1)).append("1\n");
    assertThat(read(text.toString()).columns()).hasSize(columns);
  }

  @Test
  void theFormatSaysWhatWasDetected() {
    Csv.Format format = parse("\n\na; \"b\"\n1; 2\n").format();
    assertThat(format)
        .isEqualTo(new Csv.Format("UTF-8", ';', '"', true, true, 3, List.of("a", "b")));
  }
}
