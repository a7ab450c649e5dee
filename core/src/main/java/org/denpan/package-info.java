/// What every room of the house shares: named random streams ([org.denpan.Seed]), the root of the
/// exceptions ([org.denpan.DenpanException]), the sentence about a setting out of range
/// ([org.denpan.Range]), families of records that find their members by name ([org.denpan.Family])
/// the nearest right word for a wrong one ([org.denpan.Words]) and which version this is
/// ([org.denpan.Version]).
@NullMarked
package org.denpan;

import org.jspecify.annotations.NullMarked;
