/// Models as programs of their own: [org.denpan.export.JavaScorer] writes one as a Java class that
/// stands on nothing but the JDK.
///
/// What is where: `ColumnSource` writes how columns become inputs and `NetworkSource` how layers
/// run, both by calls of the methods in the resource `methods.txt`, of which `Methods` picks those
/// that are needed. `JavaText` quotes texts and makes names, and `Tables` holds what is too long
/// for a source file and goes beside it.
@NullMarked
package org.denpan.export;

import org.jspecify.annotations.NullMarked;
