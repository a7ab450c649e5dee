package org.denpan.tables;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.denpan.data.DataException;

/// What a query reads from.
///
/// @param name what messages call it
/// @param table what the table is called
/// @param format how it is kept, in words
/// @param files those that are read, in order
/// @param from what stands after FROM
/// @param columns with their types
/// @param meaning what a text means, such as nothing for a marker of a missing value; an empty one
///   is a missing value, as it is in CSV
record DuckRelation(
    String name,
    String table,
    String format,
    List<Path> files,
    String from,
    List<Duck.Described> columns,
    UnaryOperator<String> meaning) {
  /// What to say of a problem met while reading.
  DataException problem(SQLException problem) {
    return DuckMessages.of(name, problem);
  }
}
