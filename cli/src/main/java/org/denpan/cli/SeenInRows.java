package org.denpan.cli;

import java.util.List;
import java.util.Locale;
import org.denpan.data.Encoder;
import org.denpan.data.Leak;
import org.denpan.data.Leakage;
import org.denpan.data.Split;
import org.jspecify.annotations.Nullable;

/// What is seen in divided rows, each looked for once and only when it is asked for.
final class SeenInRows {
  private final Split split;
  private final Encoder encoder;
  private @Nullable List<Leak> leakage;

  SeenInRows(Split split, Encoder encoder) {
    this.split = split;
    this.encoder = encoder;
  }

  /// What may let the test look better than the model will be.
  List<Leak> leakage() {
    if (leakage == null) {
      leakage = Leakage.of(split, encoder);
    }
    return leakage;
  }

  /// With a large letter at its beginning and a full stop at its end.
  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT)
        + words.substring(1)
        + (words.endsWith("?") ? "" : ".");
  }
}
