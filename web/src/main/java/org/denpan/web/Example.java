package org.denpan.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.denpan.data.Column;
import org.denpan.data.NumberTransform;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;

/// A row to try a model with, in the middle of what training saw.
final class Example {
  private static final MathContext DIGITS = new MathContext(3);

  private Example() {}

  static String of(List<Field> fields) {
    JsonBytes json = new JsonBytes().raw('{');
    for (Field field : fields) {
      json.raw(field.place() > 0 ? ", " : "").string(field.column()).raw(": ");
      value(field.transform(), json);
    }
    return json.raw('}').text();
  }

  private static void value(Transform transform, JsonBytes json) {
    switch (transform) {
      case NumberTransform.Standardize s -> number(s.mean(), json);
      case NumberTransform.Robust r -> number(r.median(), json);
      case NumberTransform.Quantiles q -> number(q.knots().get(q.knots().size() / 2), json);
      case TextTransform text -> json.string(shown(text.categories()));
      case Transform.Calendar c ->
          json.string(Column.Times.format((long) c.mean() * 1_000_000, true));
      case Transform.Images images -> json.raw('[').raw("0, ".repeat(images.width() - 1)).raw("0]");
    }
  }

  private static void number(double middle, JsonBytes json) {
    json.raw(new BigDecimal(middle).round(DIGITS).stripTrailingZeros().toPlainString());
  }

  private static String shown(List<String> categories) {
    return categories.stream().filter(c -> !c.isBlank()).findFirst().orElse("");
  }
}
