package org.denpan.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;

/// Writes how a row's columns become inputs, a method a column.
final class ColumnSource {
  private static final int MOST_PARAMETERS = 100;

  /// @param type of the parameter: `double`, `String` or `byte[]`
  /// @param name of the parameter
  /// @param fromRow how it is got from a map
  private record Parameter(String type, String name, String fromRow) {}

  private final Methods methods;
  private final Tables tables;
  private final StringBuilder encoders = new StringBuilder();
  private final List<Parameter> parameters = new ArrayList<>();

  ColumnSource(Encoder encoder, Methods methods, Tables tables) {
    this.methods = methods;
    this.tables = tables;
    JavaText.Names names = new JavaText.Names();
    List.of("row", "x", "micros", "place").forEach(names::variable); // what the methods use
    int at = 0;
    for (Transform transform : encoder.inputs()) {
      add(transform, names.variable(transform.column()), at);
      at += transform.width();
    }
  }

  private void add(Transform transform, String name, int at) {
    String column = JavaText.literal(transform.column());
    switch (transform) {
      case NumberTransform numbers -> {
        add("double", name, methods.call("number") + "(row, " + column + ")");
        encoder(transform, name, "double", number(numbers, name, at));
      }
      case TextTransform texts -> {
        boolean takesNumbers = texts.takesNumbers();
        add("String", name, methods.call("text") + "(row, " + column + ", " + takesNumbers + ")");
        encoder(transform, name, "String", text(texts, name, at));
      }
      case Transform.Calendar calendar -> {
        add("String", name, methods.call("timeText") + "(row, " + column + ")");
        encoder(transform, name, "String", calendar(calendar, name, at));
      }
      case Transform.Images images -> {
        int pixels = images.width();
        add("byte[]", name, methods.call("image") + "(row, " + column + ", " + pixels + ")");
        encoder(
            transform, name, "byte[]", line(methods.call("pixels"), "(", name, ", x, ", at, ")"));
      }
    }
  }

  private void add(String type, String name, String fromRow) {
    parameters.add(new Parameter(type, name, fromRow));
  }

  private void encoder(Transform transform, String name, String type, String body) {
    encoders.append(
        "\n  /** "
            + JavaText.comment(transform.column())
            + ": "
            + kind(transform)
            + ". */\n  private void encode"
            + JavaText.capital(name)
            + "("
            + type
            + " "
            + name
            + ") {\n"
            + body
            + "  }\n");
  }

  private static String kind(Transform transform) {
    return switch (transform) {
      case NumberTransform _ -> "a number, NaN where it is missing";
      case TextTransform texts -> {
        List<String> categories = texts.categories();
        String some = categories.stream().limit(8).collect(Collectors.joining(", "));
        String more = categories.size() > 8 ? ", ..." : "";
        yield JavaText.comment("a text, such as " + some + more + "; empty where it is missing");
      }
      case Transform.Calendar _ -> "a time, such as 2026-03-09T14:30; empty where it is missing";
      case Transform.Images images ->
          "an image of "
              + images.height()
              + " x "
              + images.columns()
              + " bytes, 0 black, 255 white";
    };
  }

  private String number(NumberTransform transform, String name, int at) {
    String call =
        switch (transform) {
          case NumberTransform.Standardize s ->
              methods.call("standardize") + "(" + name + ", " + s.mean() + ", " + s.deviation();
          case NumberTransform.Robust r ->
              methods.call("robust") + "(" + name + ", " + r.median() + ", " + r.spread();
          case NumberTransform.Quantiles q -> {
            String constant = JavaText.constant(name);
            tables.doubles(constant + "_KNOTS", q.knots());
            tables.doubles(constant + "_NORMALS", q.normals());
            yield methods.call("quantile")
                + "("
                + name
                + ", "
                + constant
                + "_KNOTS, "
                + constant
                + "_NORMALS";
          }
        };
    String body = line("x[", at, "] = ", call, ")");
    return transform.indicator()
        ? body + line("x[", at + 1, "] = ", methods.call("missing"), "(", name, ")")
        : body;
  }

  private String text(TextTransform transform, String name, int at) {
    String constant = JavaText.constant(name) + "_CATEGORIES";
    String places = methods.call("category");
    tables.declare(
        "Map<String, Integer> " + constant, "places(" + tables.texts(transform.categories()) + ")");
    int missing = transform.indicator() ? transform.categories().size() : -1;
    String category = places + "(" + name + ", " + constant + ", " + missing + ")";
    return switch (transform) {
      case TextTransform.OneHot hot ->
          line(methods.call("oneHot"), "(", category, ", ", hot.width(), ", x, ", at, ")");
      case TextTransform.Embedding embedding ->
          line("int place = ", category)
              + line("x[", at, "] = place < 0 ? ", embedding.codes(), " : place");
    };
  }

  private String calendar(Transform.Calendar c, String name, int at) {
    String body =
        line(
            "long micros = ",
            methods.call("time"),
            "(",
            JavaText.literal(c.column()),
            ", ",
            name,
            ")");
    String call =
        String.format(
            Locale.ROOT,
            "%s(micros, %s, %s, %s, %s, %s, x, %d)",
            methods.call("calendar"),
            c.mean(),
            c.deviation(),
            c.year(),
            c.week(),
            c.day(),
            at);
    return c.indicator()
        ? body + line("x[", call, "] = micros == MISSING ? 1f : 0f")
        : body + line(call);
  }

  private static String line(Object... parts) {
    return Arrays.stream(parts)
        .map(Object::toString)
        .collect(Collectors.joining("", "    ", ";\n"));
  }

  /// The methods that encode a column each.
  String encoders() {
    return encoders.toString();
  }

  /// Whether a method may have all columns as its parameters.
  boolean fitParameters() {
    return parameters.size() <= MOST_PARAMETERS;
  }

  /// `double age, String plan`
  String parameterList() {
    return parameters.stream().map(p -> p.type + " " + p.name).collect(Collectors.joining(", "));
  }

  /// Statements that encode the parameters.
  String encodeParameters() {
    return parameters.stream()
        .map(p -> line("encode", JavaText.capital(p.name), "(", p.name, ")"))
        .collect(Collectors.joining());
  }

  /// Statements that encode a row.
  String encodeRow() {
    return parameters.stream()
        .map(p -> line("encode", JavaText.capital(p.name), "(", p.fromRow, ")"))
        .collect(Collectors.joining());
  }
}
