package org.denpan.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

/// Writes tables of odd values in every way a file may be written and reads them back.
class CsvRoundTripTest {
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|', ':');
  private static final List<String> ENDS = List.of("\n", "\r\n", "\r");
  private static final List<String> PIECES =
      List.of(
          "a", "é", "日", "😀", " ", ",", ";", "\t", "|", "\"", "'", "\n", "\r\n", "\r", "1", "-");

  private record Case(char delimiter, char quote, String end, List<List<String>> rows) {}

  @Test
  void whatWasWrittenIsRead() {
    Seed seed = TestSeed.draw();
    for (int trial = 0; trial < 300; trial++) {
      Case written = draw(seed.stream("table", trial));
      byte[] text = write(written, seed.stream("quoting", trial)).getBytes(UTF_8);
      Csv.Options options =
          Csv.Options.detect()
              .withHeader(true)
              .withDelimiter(written.delimiter())
              .withQuote(written.quote());
      Table read = Csv.parse("x", new ByteArrayInputStream(text), options).table();
      assertThat(rows(read))
          .as("%s, trial %d", TestSeed.replay(seed), trial)
          .isEqualTo(written.rows());
    }
  }

  private static Case draw(Seed.Stream random) {
    int columns = 1 + random.nextInt(4);
    List<List<String>> rows = new ArrayList<>();
    for (int row = 1 + random.nextInt(12); row > 0; row--) {
      List<String> fields = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        fields.add(column % 2 == 0 ? text(random) : number(random));
      }
      rows.add(fields);
    }
    return new Case(
        DELIMITERS.get(random.nextInt(DELIMITERS.size())),
        random.nextInt(2) == 0 ? '"' : '\'',
        ENDS.get(random.nextInt(ENDS.size())),
        rows);
  }

  /// Never missing, and never a number.
  private static String text(Seed.Stream random) {
    StringBuilder text = new StringBuilder("t");
    for (int pieces = random.nextInt(6); pieces > 0; pieces--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static String number(Seed.Stream random) {
    return switch (random.nextInt(3)) {
      case 0 -> "";
      case 1 -> Integer.toString(random.nextInt(1_000) - 500);
      default -> Double.toString(random.nextGaussian());
    };
  }

  private static String write(Case table, Seed.Stream random) {
    int columns = table.rows().getFirst().size();
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      text.append(column == 0 ? "" : table.delimiter()).append("name").append(column);
    }
    text.append(table.end());
    for (List<String> row : table.rows()) {
      for (int column = 0; column < columns; column++) {
        String value = row.get(column);
        boolean quoted = value.startsWith("t") || random.nextInt(2) == 0;
        String mark = String.valueOf(table.quote());
        String escaped = mark + value.replace(mark, mark + mark) + mark;
        text.append(column == 0 ? "" : table.delimiter()).append(quoted ? escaped : value);
      }
      text.append(table.end());
    }
    return text.toString();
  }

  private static List<List<String>> rows(Table table) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      rows.add(table.columns().stream().map(column -> column.text(at)).toList());
    }
    return rows;
  }
}
