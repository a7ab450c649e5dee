package org.denpan.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Rows a step: a number, or `all`.
record BatchSize(int rows) {
  /// Rows from a word.
  static final class Converter implements ITypeConverter<BatchSize> {
    @Override
    public BatchSize convert(String word) {
      if (word.equals("all")) {
        return new BatchSize(Integer.MAX_VALUE);
      }
      try {
        return new BatchSize(Integer.parseInt(word));
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + word + "' is not a whole number, nor 'all'");
      }
    }
  }

  @Override
  public String toString() {
    return rows == Integer.MAX_VALUE ? "all" : Integer.toString(rows);
  }
}
