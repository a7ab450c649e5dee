/// Tables from anywhere: Parquet, CSV, JSON and SQL through DuckDB, other databases through JDBC.
module org.denpan.tables {
  requires transitive org.denpan.core;
  requires de.siegmar.fastcsv;
  requires duckdb.jdbc;
  requires java.sql;
  requires static org.jspecify;

  exports org.denpan.tables;
}
