package org.denpan.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.denpan.Words;
import org.denpan.data.LeftOut;
import org.denpan.model.Model;
import org.jspecify.annotations.Nullable;

/// The columns that a model takes, and those that it knows and does not need.
final class Fields {
  private final List<Field> list = new ArrayList<>();
  private final Map<String, Field> byName = new HashMap<>();
  private final Set<String> unused = new TreeSet<>();

  Fields(Model model) {
    model.encoder().inputs().forEach(t -> list.add(Field.of(list.size(), t)));
    list.forEach(field -> byName.put(field.column(), field));
    model.encoder().leftOut().stream().map(LeftOut::column).forEach(unused::add);
    unused.add(model.target().column());
    model.encoder().weights().ifPresent(unused::add);
  }

  List<Field> list() {
    return list;
  }

  int size() {
    return list.size();
  }

  /// The names of the columns that the model knows and does not need.
  Set<String> unused() {
    return unused;
  }

  /// The column of this name, if the model takes one; null for one that it knows and does not need.
  ///
  /// @param where the row, to begin a message with
  /// @throws Refusal for one that it does not know
  @Nullable Field find(String name, String where) {
    Field field = byName.get(name);
    if (field == null && !unused.contains(name)) {
      throw Refusal.bad(
          where
              + ": the model has no column '"
              + shortened(name)
              + "'; "
              + Words.suggestion(name, byName.keySet()));
    }
    return field;
  }

  /// A text of a request as a message may repeat it.
  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  Optional<Field> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
