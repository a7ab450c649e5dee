/// From rows on disk to batches of numbers: tables and their columns, readers
/// ([org.denpan.data.Csv], [org.denpan.data.Idx]), built-in sets ([org.denpan.data.Datasets]),
/// splits, and the fitted transforms that travel inside a model.
@NullMarked
package org.denpan.data;

import org.jspecify.annotations.NullMarked;
