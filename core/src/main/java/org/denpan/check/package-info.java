/// Derivatives checked numerically, in public: a user's own layers need it too.
@NullMarked
package org.denpan.check;

import org.jspecify.annotations.NullMarked;
