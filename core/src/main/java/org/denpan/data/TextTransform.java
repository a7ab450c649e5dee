package org.denpan.data;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// From a column of texts, or of numbers taken as names, to inputs.
public sealed interface TextTransform extends Transform {
  /// The different values of training, in order.
  List<String> categories();

  /// Whether training saw missing values, which then count as a category of their own, the last.
  boolean indicator();

  /// All categories, the missing value among them.
  default int codes() {
    return categories().size() + (indicator() ? 1 : 0);
  }

  /// For each row the place of its category, or −1 where there is none: for an unknown category, or
  /// for a missing value where training saw none.
  ///
  /// @throws DataException if the column holds something else than in training
  default int[] positions(String table, Column values) {
    if (values instanceof Column.Pixels
        || (values instanceof Column.Numbers && !Checks.allMissing(values) && lostInNumbers())) {
      throw Checks.differ(table, column(), "text", values);
    }
    Map<String, Integer> index = new HashMap<>();
    categories().forEach(c -> index.put(c, index.size()));
    int missing = indicator() ? categories().size() : -1;
    if (values instanceof Column.Categories texts) {
      int[] known = texts.dictionary().stream().mapToInt(text -> position(index, text)).toArray();
      int[] positions = new int[texts.rows()];
      for (int row = 0; row < positions.length; row++) {
        int code = texts.codes()[row];
        positions[row] = code < 0 ? missing : known[code];
      }
      return positions;
    }
    int[] positions = new int[values.rows()];
    for (int row = 0; row < positions.length; row++) {
      positions[row] = values.missing(row) ? missing : position(index, values.text(row));
    }
    return positions;
  }

  /// Whether a category is a number in a form that a column of numbers forgets: `007`.
  private boolean lostInNumbers() {
    return categories().stream()
        .anyMatch(
            c -> Checks.number(c).map(n -> !Column.Numbers.format(n).equals(c)).orElse(false));
  }

  /// A truth value is known however a file capitalised it: `true`, `True`, `TRUE`.
  private int position(Map<String, Integer> index, String text) {
    boolean truth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    if (!truth || index.containsKey(text)) {
      return index.getOrDefault(text, -1);
    }
    return categories().stream()
        .filter(text::equalsIgnoreCase)
        .findFirst()
        .map(categories()::indexOf)
        .orElse(-1);
  }

  private static void check(String column, List<String> categories) {
    if (categories.isEmpty()) {
      throw new DataException("column '" + column + "' has no categories");
    }
    Checks.repeated(categories)
        .ifPresent(twice -> {
          throw new DataException(
              String.format(Locale.ROOT, "column '%s' has the category '%s' twice", column, twice));
        });
  }

  /// One input for each category of training, 1 where it is the value; where training saw missing
  /// values, one more that says so. An unknown category, or a missing value where training saw
  /// none, is all zeros.
  record OneHot(String column, List<String> categories, boolean indicator)
      implements TextTransform {
    public OneHot {
      categories = List.copyOf(categories);
      check(column, categories);
    }

    @Override
    public int width() {
      return codes();
    }

    @Override
    public Filler bind(String table, Column values) {
      int[] hot = positions(table, values);
      int width = width();
      return (rows, from, to, x, at, stride) -> {
        for (int i = from; i < to; i++) {
          int start = i * stride + at;
          for (int j = start; j < start + width; j++) {
            x[j] = 0f;
          }
          int position = hot[rows[i]];
          if (position >= 0) {
            x[start + position] = 1f;
          }
        }
      };
    }
  }

  /// One input, the number of the category, for a layer that learns a vector for each. An unknown
  /// category, or a missing value where training saw none, has the number [#codes], for which there
  /// is no vector.
  ///
  /// @param size numbers in a vector
  record Embedding(String column, List<String> categories, boolean indicator, int size)
      implements TextTransform {
    public Embedding {
      categories = List.copyOf(categories);
      check(column, categories);
      new Treatment.Embedding(size);
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public Filler bind(String table, Column values) {
      int[] codes = positions(table, values);
      int unknown = codes();
      return (rows, from, to, x, at, stride) -> {
        for (int i = from; i < to; i++) {
          int code = codes[rows[i]];
          x[i * stride + at] = code < 0 ? unknown : code;
        }
      };
    }
  }
}
