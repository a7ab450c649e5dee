package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.denpan.data.Column;
import org.denpan.data.Drift;
import org.denpan.data.Encoder;
import org.denpan.data.Leak;
import org.denpan.data.Leakage;
import org.denpan.data.Split;
import org.denpan.data.Splitting;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.Transform;
import org.jspecify.annotations.Nullable;

/// What is seen in divided rows, each looked for once and only when it is asked for.
final class SeenInRows {
  private final Split split;
  private final Encoder encoder;
  private @Nullable List<Leak> leakage;
  private @Nullable List<Drift> drift;

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

  /// How inputs and target of the test rows differ from those learnt from.
  List<Drift> drift() {
    if (drift == null) {
      Set<String> columns =
          encoder.inputs().stream().map(Transform::column).collect(Collectors.toSet());
      if (split.splitting() instanceof Splitting.ByTime time) {
        columns.remove(time.column()); // which differs by intention
      }
      List<Drift> all = new ArrayList<>(Drift.of(split.train(), split.test(), columns));
      String target = encoder.target().column();
      all.addAll(Drift.of(known(split.train()), known(split.test()), Set.of(target)));
      drift = all;
    }
    return drift;
  }

  /// The target alone, as it was understood.
  private Table known(Table rows) {
    Target target = encoder.target();
    if (!(target instanceof Target.Classes classes)) {
      return Table.of(rows.name(), List.of(rows.column(target.column())));
    }
    float[] known = target.encode(rows);
    int[] codes = IntStream.range(0, known.length).map(row -> (int) known[row]).toArray();
    return Table.of(
        rows.name(), List.of(new Column.Categories(target.column(), classes.classes(), codes)));
  }

  /// With a large letter at its beginning and a full stop at its end.
  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT)
        + words.substring(1)
        + (words.endsWith("?") ? "" : ".");
  }
}
