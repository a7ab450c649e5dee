package org.denpan.data;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.denpan.Family;

/// What must be known of a column of texts, or of numbers or times taken as names.
final class TextScan extends ColumnScan {
  private static final int FEW = 20;

  /// More texts are not told apart.
  static final int MOST_CATEGORIES = 100_000;

  /// Texts of so many words on average are written by people, for people.
  private static final double WORDS_OF_FREE_TEXT = 4;

  private final Map<String, long[]> counts = new HashMap<>();
  private boolean tooMany;

  TextScan(String name) {
    super(name);
  }

  @Override
  void add(Column piece) {
    rows += piece.rows();
    if (piece instanceof Column.Categories texts) {
      add(texts);
      return;
    }
    for (int row = 0; row < piece.rows(); row++) {
      if (piece.missing(row)) {
        missing++;
      } else {
        count(piece.text(row), 1);
      }
    }
  }

  private void add(Column.Categories texts) {
    long[] found = new long[texts.dictionary().size()];
    for (int code : texts.codes()) {
      if (code < 0) {
        missing++;
      } else {
        found[code]++;
      }
    }
    for (int code = 0; code < found.length; code++) {
      if (found[code] > 0) {
        count(texts.dictionary().get(code), found[code]);
      }
    }
  }

  private void count(String text, long times) {
    long[] known = counts.get(text);
    if (known != null) {
      known[0] += times;
    } else if (counts.size() <= MOST_CATEGORIES) {
      counts.put(text, new long[] {times});
    } else {
      tooMany = true;
    }
  }

  @Override
  Optional<String> unusable() {
    long present = rows - missing;
    if (counts.isEmpty()) {
      return Optional.of("has no values");
    }
    if (counts.size() == 1 && missing == 0) {
      return Optional.of("is always '" + counts.keySet().iterator().next() + "'");
    }
    if (tooMany || (counts.size() > FEW && counts.size() > present / 2)) {
      String kind = words() >= WORDS_OF_FREE_TEXT ? "free text" : "an identifier";
      return Optional.of(
          String.format(
              Locale.ROOT,
              "has %s%,d different texts in %,d rows, %s",
              tooMany ? "more than " : "",
              Math.min(counts.size(), MOST_CATEGORIES),
              present,
              kind));
    }
    return Optional.empty();
  }

  /// Words in a text, on average.
  private double words() {
    return counts.keySet().stream()
        .limit(1000)
        .mapToInt(text -> text.strip().split("\\s+", -1).length)
        .average()
        .orElse(0);
  }

  @Override
  Treatment usual(Preparation preparation) {
    return counts.size() >= preparation.embedFrom()
        ? new Treatment.Embedding(preparation.embeddingSize())
        : new Treatment.OneHot();
  }

  @Override
  Transform fit(Treatment treatment) {
    if (tooMany || counts.isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the column '%s' %s, so it cannot be prepared by %s",
              name,
              unusable().orElse(""),
              Family.name(treatment.getClass())));
    }
    List<String> categories = counts.keySet().stream().sorted().toList();
    return switch (treatment) {
      case Treatment.OneHot o -> new TextTransform.OneHot(name, categories, missing > 0);
      case Treatment.Embedding e ->
          new TextTransform.Embedding(name, categories, missing > 0, e.size());
      default -> throw unsuited(treatment, "texts", "onehot, embedding or leaveout");
    };
  }
}
