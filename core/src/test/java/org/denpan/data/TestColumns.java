package org.denpan.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Columns and tables in one line each, for tests.
public final class TestColumns {
  private TestColumns() {}

  public static Column.Numbers numbers(String name, double... values) {
    return new Column.Numbers(name, values);
  }

  public static Column.Numbers numbers(String name, int rows, IntToDoubleFunction value) {
    return new Column.Numbers(name, IntStream.range(0, rows).mapToDouble(value).toArray());
  }

  /// The empty text is a missing value.
  public static Column.Categories texts(String name, String... values) {
    List<String> dictionary = Arrays.stream(values).distinct().toList();
    Map<String, Integer> index = new HashMap<>();
    dictionary.forEach(text -> index.put(text, index.size()));
    int[] codes =
        Arrays.stream(values)
            .mapToInt(v -> v.isEmpty() ? Column.Categories.MISSING : index.get(v))
            .toArray();
    return new Column.Categories(name, dictionary, codes);
  }

  /// The empty text is a missing value.
  public static Column.Categories texts(String name, int rows, IntFunction<String> value) {
    return texts(name, IntStream.range(0, rows).mapToObj(value).toArray(String[]::new));
  }

  public static Table table(Column... columns) {
    return Table.of("test.csv", List.of(columns));
  }
}
