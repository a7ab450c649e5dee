/// Tables from anywhere, and to files: [org.denpan.tables.Tables] reads and writes what a
/// [org.denpan.tables.TableSource] names. DuckDB, which does most of it, is native code; the core
/// reads plain CSV without it.
@NullMarked
package org.denpan.tables;

import org.jspecify.annotations.NullMarked;
