package org.denpan.web;

import java.util.List;

/// A row to try a model with, of values in the middle of what training saw.
final class Example {
  private Example() {}

  static String of(List<Field> fields) {
    JsonBytes json = new JsonBytes().raw('{');
    for (Field field : fields) {
      json.raw(field.place() > 0 ? ", " : "").string(field.column()).raw(": ");
      json.utf8(ColumnSchema.examples(field).getFirst().toString());
    }
    return json.raw('}').text();
  }
}
