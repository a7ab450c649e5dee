package org.denpan.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Finds the places of values among the categories of a [TextTransform]: −1 for an unknown
/// category, and for a missing value where training saw none. Allocates nothing once it is made.
final class CategoryIndex {
  private static final int UNKNOWN = -1;

  private final TextTransform transform;
  private final Map<String, Integer> places = new HashMap<>();

  /// A truth value is known however a file capitalised it: `true`, `True`, `TRUE`.
  private final int yes;

  private final int no;

  /// The categories that are numbers, ascending, and their places.
  private final double[] numbers;

  private final int[] placesOfNumbers;

  private final boolean takesNumbers;

  CategoryIndex(TextTransform transform) {
    this.transform = transform;
    List<String> categories = transform.categories();
    categories.forEach(category -> places.put(category, places.size()));
    yes = ignoringCase("true");
    no = ignoringCase("false");
    takesNumbers = transform.takesNumbers();
    double[] said =
        categories.stream().mapToDouble(c -> Checks.number(c).orElse(Double.NaN)).toArray();
    placesOfNumbers =
        IntStream.range(0, said.length)
            .filter(i -> !Double.isNaN(said[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> said[i]))
            .mapToInt(i -> i)
            .toArray();
    numbers = IntStream.of(placesOfNumbers).mapToDouble(i -> said[i]).toArray();
  }

  private int ignoringCase(String truth) {
    return transform.categories().stream()
        .filter(truth::equalsIgnoreCase)
        .findFirst()
        .map(transform.categories()::indexOf)
        .orElse(UNKNOWN);
  }

  /// The place of a missing value.
  int missing() {
    return transform.indicator() ? transform.categories().size() : UNKNOWN;
  }

  /// The place of a text that is not missing.
  int of(String text) {
    int place = places.getOrDefault(text, UNKNOWN);
    if (place < 0 && text.equalsIgnoreCase("true")) {
      return yes;
    }
    return place < 0 && text.equalsIgnoreCase("false") ? no : place;
  }

  /// See [TextTransform#takesNumbers].
  boolean takesNumbers() {
    return takesNumbers;
  }

  /// The place of a number that is not missing, by the text that it is written as.
  int of(double number) {
    int found = Arrays.binarySearch(numbers, number + 0.0); // −0 is written 0
    return found < 0 ? UNKNOWN : placesOfNumbers[found];
  }

  /// For each row the place of its category.
  ///
  /// @throws DataException if the column holds something else than in training
  int[] positions(String table, Column values) {
    return switch (values) {
      case Column.Categories texts -> {
        int[] known = texts.dictionary().stream().mapToInt(this::of).toArray();
        yield IntStream.of(texts.codes()).map(code -> code < 0 ? missing() : known[code]).toArray();
      }
      case Column.Numbers numbered -> {
        if (!takesNumbers && !Checks.allMissing(values)) {
          throw Checks.differ(table, transform.column(), "text", values);
        }
        yield IntStream.range(0, values.rows())
            .map(row -> values.missing(row) ? missing() : of(numbered.values()[row]))
            .toArray();
      }
      case Column.Times _ ->
          IntStream.range(0, values.rows())
              .map(row -> values.missing(row) ? missing() : of(values.text(row)))
              .toArray();
      case Column.Pixels _ -> throw Checks.differ(table, transform.column(), "text", values);
    };
  }
}
