package org.denpan.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request of the Open Inference Protocol.
final class InferRequest {
  private final List<Tensor> inputs = new ArrayList<>();
  private final Map<String, Optional<Boolean>> outputs = new LinkedHashMap<>();
  private @Nullable String id;
  private boolean binary;

  List<Tensor> inputs() {
    return inputs;
  }

  /// What is asked for by name, and whether in binary where that is said; empty for everything.
  Map<String, Optional<Boolean>> outputs() {
    return outputs;
  }

  @Nullable String id() {
    return id;
  }

  void id(String given) {
    id = given;
  }

  /// Whether outputs are binary of which it is not said.
  boolean binary() {
    return binary;
  }

  void binary(boolean asked) {
    binary = asked;
  }

  /// Sets all rows.
  ///
  /// @param most rows
  /// @return how many they are
  int fill(Fields fields, Rows rows, int most, Call call) {
    @Nullable Tensor[] given = new Tensor[fields.size()];
    for (Tensor tensor : inputs) {
      Field field = fields.find(tensor.name(), "the request");
      if (field == null) {
        continue;
      }
      if (given[field.place()] != null) {
        throw Refusal.bad("input '" + tensor.name() + "' is given twice");
      }
      given[field.place()] = tensor;
    }
    int count = rows(fields, given);
    if (count > most) {
      throw new Refusal(Refusal.TOO_LARGE, count + " rows; send at most " + most + " in a request");
    }
    rows.begin(count, call::reserve);
    for (Field field : fields.list()) {
      Tensor tensor = given[field.place()];
      if (tensor != null) {
        tensor.fill(field, count, rows);
      } else if (field.mayLack()) {
        for (int row = 0; row < count; row++) {
          rows.missing(field, row);
        }
      } else {
        throw Refusal.bad("the request" + field.lacking());
      }
    }
    return count;
  }

  private static int rows(Fields fields, @Nullable Tensor[] given) {
    int count = -1;
    String first = "";
    for (Field field : fields.list()) {
      Tensor tensor = given[field.place()];
      if (tensor == null) {
        continue;
      }
      int own = tensor.rows(field);
      if (count >= 0 && own != count) {
        throw Refusal.bad(
            "input '" + first + "' has " + count + " rows, input '" + tensor.name() + "' " + own);
      }
      count = own;
      first = tensor.name();
    }
    if (count < 1) {
      throw Refusal.bad("no rows; give inputs by column, of the shape [rows,1]");
    }
    return count;
  }
}
