package org.denpan.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds out from the first thousand rows how a text is delimited and quoted and whether its first
/// row holds names. [Csv] states the rules.
final class CsvSniffer {
  private static final int ROWS = 1_000;
  private static final int MOST_FIELDS = 1 << 20;

  /// A tie goes to the first: where every row has a semicolon and a comma, the comma is a
  /// decimal's.
  private static final List<Character> DELIMITERS = List.of('\t', ';', ',', '|');

  private final CsvText text;
  private final Csv.Options options;
  private final String sample;

  CsvSniffer(CsvText text, Csv.Options options) {
    this.text = text;
    this.options = options;
    sample = text.sample();
  }

  /// What is detected, and what the options say instead.
  ///
  /// @throws DataException if there are no rows, or names repeat
  Csv.Format detect() {
    Guess best = best();
    List<Row> rows = best.rows();
    if (rows.isEmpty()) {
      throw noRows(best);
    }
    Row first = rows.getFirst();
    boolean header = options.header().orElseGet(() -> isHeader(rows));
    List<String> names = names(first, header);
    return best.format(text, header, first.line(), names);
  }

  private DataException noRows(Guess guess) {
    new CsvRows(text, guess.format(text, false, 1, List.of("column1"))) {
      @Override
      void field(int row, int column, char[] buffer, int from, int to) {}
    }.read(); // throws where the quotes of the first row are the reason
    return new DataException(text.source().name() + " has blank lines only");
  }

  private record Row(long line, List<String> fields) {}

  /// The sample read one way.
  private record Guess(
      char delimiter,
      char quote,
      boolean spaced,
      List<Row> rows,
      Optional<CsvParseException> problem) {
    Csv.Format format(CsvText text, boolean header, long firstLine, List<String> names) {
      String encoding = text.charset().name();
      return new Csv.Format(encoding, delimiter, quote, spaced, header, firstLine, names);
    }

    /// The share of rows with the most frequent number of fields, 0 where that is one.
    double score() {
      Map<Integer, Long> counts =
          rows.stream()
              .collect(Collectors.groupingBy(row -> row.fields().size(), Collectors.counting()));
      return counts.entrySet().stream()
          .max(
              Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
          .filter(mode -> mode.getKey() > 1)
          .map(mode -> (double) mode.getValue() / rows.size())
          .orElse(0.0);
    }
  }

  private Guess best() {
    List<Guess> guesses = new ArrayList<>();
    for (char delimiter : options.delimiter().map(List::of).orElse(DELIMITERS)) {
      if (options.delimiter().isPresent() || delimiter == ',' || sample.indexOf(delimiter) >= 0) {
        guesses.add(quoted(delimiter));
      }
    }
    Guess best = guesses.getFirst();
    for (Guess guess : guesses) {
      boolean firstComma = best.score() == 0 && guess.delimiter() == ',';
      best = guess.score() > best.score() || firstComma ? guess : best;
    }
    return best;
  }

  /// The single quote is taken where it begins a value, all are closed, and no double one occurs.
  private Guess quoted(char delimiter) {
    Guess usual = guess(delimiter, options.quote().orElse('"'));
    boolean begins =
        usual.rows().stream().anyMatch(r -> r.fields().stream().anyMatch(f -> f.startsWith("'")));
    if (options.quote().isPresent() || !begins || sample.indexOf('"') >= 0) {
      return usual;
    }
    Guess single = guess(delimiter, '\'');
    boolean fits = single.problem().isEmpty() && single.score() >= usual.score();
    return fits ? single : usual;
  }

  private Guess guess(char delimiter, char quote) {
    boolean spaced = spaced(delimiter, quote);
    List<Row> rows = new ArrayList<>();
    Optional<CsvParseException> problem = Optional.empty();
    CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .quoteCharacter(quote)
            .trimWhitespacesAroundQuotes(spaced)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .build(CsvRecordHandler.of(c -> c.maxFields(MOST_FIELDS)), sample);
    try {
      reader.stream()
          .map(r -> new Row(r.getStartingLineNumber(), strip(r.getFields())))
          .filter(row -> row.fields().size() > 1 || !row.fields().getFirst().isEmpty())
          .limit(ROWS)
          .forEach(rows::add);
    } catch (CsvParseException e) {
      problem = Optional.of(e);
    }
    return new Guess(delimiter, quote, spaced, rows, problem);
  }

  private boolean spaced(char delimiter, char quote) {
    String between = Pattern.quote(String.valueOf(delimiter));
    String mark = Pattern.quote(String.valueOf(quote));
    String pattern =
        String.format(Locale.ROOT, "(?m)(?:^|%s) +%s|%s +(?:%s|$)", between, mark, mark, between);
    return Pattern.compile(pattern).matcher(sample).find();
  }

  private static List<String> strip(List<String> fields) {
    return fields.stream().map(String::strip).toList();
  }

  private boolean isHeader(List<Row> rows) {
    CsvMissing missing = new CsvMissing(options.missing());
    List<String> first = rows.getFirst().fields();
    if (first.stream()
        .anyMatch(f -> NumberText.isNumber(f) || (!f.isEmpty() && missing.matches(f)))) {
      return false;
    }
    List<Row> others = rows.subList(1, rows.size());
    boolean repeated = new HashSet<>(first).size() < first.size();
    for (int column = 0; column < first.size(); column++) {
      int at = column;
      Set<String> below =
          others.stream()
              .filter(row -> row.fields().size() > at)
              .map(row -> row.fields().get(at))
              .filter(field -> !missing.matches(field))
              .collect(Collectors.toSet());
      if (!first.get(at).isEmpty()
          && !below.isEmpty()
          && below.stream().allMatch(NumberText::isNumber)) {
        return true;
      }
      repeated |= first.get(at).isEmpty() || below.contains(first.get(at));
    }
    return !repeated;
  }

  private List<String> names(Row first, boolean header) {
    List<String> names =
        IntStream.range(0, first.fields().size())
            .mapToObj(i ->
                header && !first.fields().get(i).isEmpty()
                    ? first.fields().get(i)
                    : "column" + (i + 1))
            .toList();
    Optional<String> twice = Checks.repeated(names);
    if (twice.isPresent()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s:%d: columns %d and %d are both called '%s'; rename one of them, or say that there"
                  + " is no header",
              text.source().name(),
              first.line(),
              names.indexOf(twice.get()) + 1,
              names.lastIndexOf(twice.get()) + 1,
              twice.get()));
    }
    return names;
  }
}
