/// Small programs to start from. The build runs each; each ends with an error below the accuracy it
/// states.
@NullMarked
package org.denpan.examples;

import org.jspecify.annotations.NullMarked;
