/// Files that are written whole or not at all.
///
/// `AtomicFile` is how everything is written that must survive the end of a process or of the
/// current; it needs of a `Disk` only four things, so that tests can have one that forgets.
@NullMarked
package org.denpan.file;

import org.jspecify.annotations.NullMarked;
