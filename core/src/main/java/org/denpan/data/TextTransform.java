package org.denpan.data;

import java.util.List;
import java.util.Locale;

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

  /// For each row the place of its category among all [#codes], or −1 where there is none: for an
  /// unknown category, or for a missing value where training saw none.
  ///
  /// @throws DataException if the column holds something else than in training
  default int[] positions(String table, Column values) {
    return new CategoryIndex(this).positions(table, values);
  }

  /// Whether a column of numbers can tell the categories: not where one is a number in a form that
  /// such a column forgets, as `007`.
  default boolean takesNumbers() {
    return categories().stream()
        .allMatch(c -> Checks.number(c).map(n -> Column.Numbers.format(n).equals(c)).orElse(true));
  }

  /// Writes the inputs of one value from `x[at]` on.
  ///
  /// @param position the place of its category among all [#codes], or −1 where there is none: for
  ///   an unknown category, or for a missing value where training saw none
  void write(int position, float[] x, int at);

  @Override
  default Filler bind(String table, Column values) {
    int[] positions = positions(table, values);
    return (rows, from, to, x, at, stride) -> {
      for (int i = from; i < to; i++) {
        write(positions[rows[i]], x, i * stride + at);
      }
    };
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
    public void write(int position, float[] x, int at) {
      int end = at + width();
      for (int j = at; j < end; j++) {
        x[j] = 0f;
      }
      if (position >= 0) {
        x[at + position] = 1f;
      }
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
    public void write(int position, float[] x, int at) {
      x[at] = position < 0 ? codes() : position;
    }
  }
}
