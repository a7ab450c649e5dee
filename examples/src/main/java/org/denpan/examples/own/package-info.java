/// Parts of one's own, as a user of the library writes them: an activation, and a layer that
/// learns.
@NullMarked
package org.denpan.examples.own;

import org.jspecify.annotations.NullMarked;
