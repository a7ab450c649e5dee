package org.denpan.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every bad file gets one message that says where and what to do.
class CsvErrorsTest {
  private static final Csv.Options DETECT = Csv.Options.detect();

  @TempDir Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("bad.csv"), text);
  }

  private static void refuses(Path file, Csv.Options options, String... parts) {
    assertThatThrownBy(() -> Csv.parse(file, options))
        .isInstanceOf(DataException.class)
        .message()
        .contains(parts)
        .doesNotContain("\n", "null", "Exception");
  }

  private void refuses(String text, String... parts) throws IOException {
    refuses(write(text), DETECT, parts);
  }

  private static String numbers(int from, int to) {
    StringBuilder rows = new StringBuilder();
    for (int i = from; i <= to; i++) {
      rows.append(i).append(",0.5\n");
    }
    return rows.toString();
  }

  @Test
  void aTextAmongNumbersIsNamedWithItsLine() throws IOException {
    refuses(
        "x,y\n" + numbers(2, 70_000) + "oops,1\n" + numbers(70_002, 70_100),
        "bad.csv:70001: 'oops' in column 'x' (1 of 2) is not a number",
        "69,999 numbers stand before it",
        "1 of all 70,099 values",
        "missing value",
        "read the column as text");
  }

  @Test
  void linesInsideOfQuotesAreCounted() throws IOException {
    String quoted = "\"two\nlines\",1\n".repeat(25);
    refuses("name,x\n" + quoted + "last,oops\n", "bad.csv:52: 'oops' in column 'x' (2 of 2)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyKindOfLineIsCounted(String end) throws IOException {
    refuses(("x,y\n" + numbers(1, 30) + "\n\noops,1\n").replace("\n", end), "bad.csv:34: 'oops'");
  }

  @Test
  void aHeaderThatWasNotTakenForOneIsSeen() throws IOException {
    refuses(
        write("x,1\n" + numbers(1, 30)),
        DETECT,
        "bad.csv:1: 'x' in column 'column1' (1 of 2)",
        "0 numbers stand before it",
        "header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Infinity", "-inf", "1e999"})
  void infinityIsRefusedWithLineAndColumn(String value) throws IOException {
    refuses(
        "x,y\n1,2\n3," + value + "\n",
        "bad.csv:3: '" + value + "' in column 'y' (2 of 2) is not a finite number");
  }

  @Test
  void numbersWithCommasInsideAreNotGuessedAt() throws IOException {
    refuses(
        "x;y\n" + "1,5;2\n12,25;3\n".repeat(20),
        "bad.csv:2: '1,5' in column 'x' (1 of 2) is not read as a number",
        "40 of 40 values have commas inside",
        "decimal point");
  }

  @ParameterizedTest
  @CsvSource({"'1,2', 2 fields", "'1,2,3,4', 4 fields", "1, 1 field"})
  void aRowOfAnotherLengthIsNamedWithTheHeadersLine(String row, String fields) throws IOException {
    refuses(
        "\na,b,c\n1,2,3\n1,2,3\n" + row + "\n1,2,3\n",
        "bad.csv:5: " + fields + ", expected 3 as in line 2 (the header)",
        "must stand in quotes");
  }

  @Test
  void withoutAHeaderTheFirstRowSetsTheLength() throws IOException {
    refuses("1,2\n3,4\n5\n", "bad.csv:3: 1 field, expected 2 as in line 1; a value");
  }

  @Test
  void anUnclosedQuoteIsNamedWithTheLineItOpensIn() throws IOException {
    refuses("a,b\n1,x\n2,\"open\n3,y\n", "bad.csv:3: a value that begins with \" must end with it");
    refuses("\n\n\"open\n3,y\n", "bad.csv:3: a value that begins with \"");
  }

  @Test
  void charactersAfterAClosingQuoteAreNamed() throws IOException {
    refuses("a,b\n\"x\"y,1\n", "bad.csv:2:", "'y'");
  }

  @Test
  void repeatedNamesAreNamedWithTheirPositions() throws IOException {
    refuses("a,b,a\n1,2,3\n", "bad.csv:1: columns 1 and 3 are both called 'a'", "rename");
    refuses("column2,\n1,2\n", "bad.csv:1: columns 1 and 2 are both called 'column2'");
  }

  @Test
  void aMissingFileSuggestsItsNeighbour() throws IOException {
    write("a\n1\n");
    refuses(folder.resolve("bda.csv"), DETECT, "no file", "bda.csv", "did you mean 'bad.csv'?");
    refuses(folder.resolve("no/such.csv"), DETECT, "no file", "there is no directory");
  }

  @Test
  void aDirectoryIsNoFile() {
    refuses(folder, DETECT, "is a directory, not a file");
  }

  @Test
  void aFileThatMayNotBeReadSaysSo() throws IOException {
    Path file = write("a\n1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user may read every file");
    refuses(file, DETECT, "permission denied");
  }

  @Test
  void nothingToReadIsSaid() throws IOException {
    refuses("", "bad.csv is empty");
    refuses("\uFEFF", "bad.csv has blank lines only");
    refuses("\n  \n\r\n", "bad.csv has blank lines only");
    refuses("a,b\n\n", "bad.csv has a header (line 1) and no rows");
  }

  @ParameterizedTest
  @CsvSource({
    "PAR1xxxx, a Parquet file",
    "PK\003\004xxxx, a zip archive or a spreadsheet",
    "%PDF-1.7, a PDF",
    "'\0\0\b\003\0\0', an IDX file"
  })
  void knownBinaryFilesAreNamed(String start, String kind) throws IOException {
    Path file = folder.resolve("bad.csv");
    Files.write(file, start.getBytes(ISO_8859_1));
    refuses(file, DETECT, "is " + kind, "not delimited text");
  }

  @Test
  void unknownBytesAreRefusedWhateverTheyAre() throws IOException {
    Seed seed = TestSeed.draw();
    Path file = folder.resolve("bad.csv");
    for (int trial = 0; trial < 50; trial++) {
      Seed.Stream random = seed.stream("bytes", trial);
      byte[] bytes = new byte[2_000];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      assertThatThrownBy(() -> Csv.read(file))
          .as("%s, trial %d", TestSeed.replay(seed), trial)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("bad.csv");
    }
  }

  @Test
  void damagedTextIsReadOrRefusedButNeverBreaks() throws IOException {
    Seed seed = TestSeed.draw();
    byte[] good = "a,b,c\n1,\"x, y\",2.5\n3,z,\"4\"\n5,'w',NA\n".getBytes(UTF_8);
    byte[] likely = "\",'\n\r;\t 1x\0\u00E9".getBytes(UTF_8);
    Path file = folder.resolve("bad.csv");
    for (int trial = 0; trial < 500; trial++) {
      Seed.Stream random = seed.stream("damage", trial);
      byte[] bytes = good.clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = likely[random.nextInt(likely.length)];
      }
      Files.write(file, Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)));
      try {
        assertThat(Csv.read(file).rows()).isPositive();
      } catch (DataException e) {
        assertThat(e).as(TestSeed.replay(seed)).hasMessageContaining("bad.csv");
      }
    }
  }

  @Test
  void bytesThatAreNoUtf8AreNamedWithTheirLine() throws IOException {
    Path file = folder.resolve("bad.csv");
    String rows = "a,b\n" + "1,x\n".repeat(100_000) + "2,café\n";
    Files.write(file, rows.getBytes(ISO_8859_1));
    refuses(file, DETECT, "bad.csv:100002: a byte after '2,caf' is not UTF-8", "save the file");
  }

  @Test
  void bytesOfZeroAreNoText() throws IOException {
    refuses("a,b\n1,\0\n", "bad.csv is not text", "byte order mark");
  }

  @Test
  void aGzipThatIsCutOffSaysSo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(("x,y\n" + numbers(1, 5_000)).getBytes(UTF_8));
    }
    Path file = folder.resolve("bad.csv.gz");
    Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
    refuses(file, DETECT, "bad.csv.gz cannot be read", "ZLIB");
  }

  @Test
  void aStreamThatFailsSaysSo() throws IOException {
    InputStream failing = InputStream.nullInputStream();
    failing.close();
    assertThatThrownBy(() -> Csv.parse("stdin", failing, DETECT))
        .isInstanceOf(DataException.class)
        .hasMessage("stdin cannot be read: Stream closed");
  }

  @Test
  void aColumnToReadAsTextMustExist() throws IOException {
    refuses(
        write("zip,x\n1,2\n"),
        DETECT.withText(Set.of("zipp")),
        "no column 'zipp' to read as text",
        "did you mean 'zip'?");
  }

  @Test
  void optionsThatContradictThemselvesAreRefused() {
    assertThatThrownBy(() -> DETECT.withDelimiter('"').withQuote('"'))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must differ");
    assertThatThrownBy(() -> DETECT.withDelimiter('\n'))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line break");
  }
}
