/// A trained network with all it needs to be used: [org.denpan.model.Model] joins values,
/// transforms and provenance, predicts and evaluates; [org.denpan.model.ModelFile] keeps it as one
/// safetensors file that executes nothing when read.
@NullMarked
package org.denpan.model;

import org.jspecify.annotations.NullMarked;
