package org.denpan.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row by column names, to be predicted: `Row.of("age", 42, "plan", "gold")`.
///
/// @param values numbers, texts or booleans; NaN and the empty text stand for missing, and a text
///   such as `2026-03-09T14:30` for a time
public record Row(Map<String, Object> values) {
  /// @throws DataException if a value is neither a finite number, NaN, text nor boolean
  public Row {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    values.forEach(Row::check);
  }

  private static void check(String name, @Nullable Object value) {
    if (!(value instanceof Number || value instanceof String || value instanceof Boolean)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the value of '%s' should be a number, a text or a boolean, got %s",
              name,
              value));
    }
    if (value instanceof Number number && Double.isInfinite(number.doubleValue())) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the value of '%s' is %s; a number must be finite, or NaN for missing",
              name,
              value));
    }
  }

  /// A row of these names and values.
  ///
  /// @param namesAndValues name, value, name, value …
  /// @throws DataException if they do not pair up, or a value is neither number, text nor boolean
  public static Row of(Object... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new DataException(
          "Row.of takes names and values in turn, got " + namesAndValues.length + " arguments");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!(namesAndValues[i] instanceof String name)) {
        throw new DataException(
            "Row.of: argument " + (i + 1) + " should be a column's name, got " + namesAndValues[i]);
      }
      if (values.containsKey(name)) {
        throw new DataException("Row.of: '" + name + "' is given twice");
      }
      values.put(name, namesAndValues[i + 1]);
    }
    return new Row(values);
  }
}
