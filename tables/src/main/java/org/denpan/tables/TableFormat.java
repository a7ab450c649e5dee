package org.denpan.tables;

import java.util.Locale;
import java.util.Optional;

/// What tables are written as.
public enum TableFormat {
  /// Comma-separated, with a header.
  CSV,
  /// One JSON object a line.
  JSON_LINES,
  /// Parquet, packed by zstd; DuckDB writes it.
  PARQUET;

  /// By the end of a file's name; empty for any other.
  public static Optional<TableFormat> of(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv" -> Optional.of(CSV);
      case "jsonl", "ndjson", "json" -> Optional.of(JSON_LINES);
      case "parquet", "parq", "pq" -> Optional.of(PARQUET);
      default -> Optional.empty();
    };
  }
}
