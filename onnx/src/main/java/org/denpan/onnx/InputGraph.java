package org.denpan.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.onnx.proto.TensorProto.DataType;

/// From the columns of a table to the inputs of a network, [rows, inputs]: each [Transform] as
/// operators. Numbers are in double precision, as the library has them: a float has too few digits
/// for a year or an account number.
final class InputGraph {
  private final Graph graph;

  InputGraph(Graph graph) {
    this.graph = graph;
  }

  /// All columns, side by side.
  String of(Encoder encoder) {
    List<String> inputs = encoder.inputs().stream().map(this::input).toList();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Transform transform = encoder.inputs().get(i);
      graph.enter(transform.column());
      parts.add(part(transform, inputs.get(i)));
    }
    graph.enter("");
    return graph.beside(parts);
  }

  private String input(Transform transform) {
    String column = transform.column();
    return switch (transform) {
      case NumberTransform _ -> graph.input(column, DataType.DOUBLE, "a number; NaN: missing", 1);
      case TextTransform _ -> graph.input(column, DataType.STRING, "a text; '': missing", 1);
      case Transform.Calendar _ ->
          graph.input(
              column,
              DataType.INT64,
              "microseconds since 1970-01-01T00:00Z; " + Long.MIN_VALUE + ": missing",
              1);
      case Transform.Images images ->
          graph.input(
              column,
              DataType.UINT8,
              "grey images, 0 black to 255 white",
              images.height(),
              images.columns());
    };
  }

  private String part(Transform transform, String input) {
    return switch (transform) {
      case NumberTransform number -> number(number, input);
      case TextTransform.OneHot oneHot -> oneHot(oneHot, input);
      case TextTransform.Embedding embedding ->
          graph.cast(codes(embedding, input, embedding.codes()), DataType.FLOAT);
      case Transform.Calendar calendar -> new CalendarGraph(graph).of(calendar, input);
      case Transform.Images _ ->
          graph.add(
              "Div", graph.cast(graph.add("Flatten", input), DataType.FLOAT), graph.constant(255f));
    };
  }

  private String number(NumberTransform transform, String input) {
    String missing = graph.add("IsNaN", input);
    String scaled =
        switch (transform) {
          case NumberTransform.Standardize s -> standardize(s, input);
          case NumberTransform.Robust r -> robust(r, input);
          case NumberTransform.Quantiles q -> quantiles(q, input);
        };
    String value = graph.where(missing, graph.constant(0f), graph.cast(scaled, DataType.FLOAT));
    return transform.indicator()
        ? graph.beside(List.of(value, graph.cast(missing, DataType.FLOAT)))
        : value;
  }

  private String standardize(NumberTransform.Standardize transform, String input) {
    return within(1e6, centred(input, transform.mean(), transform.deviation()));
  }

  /// (x − middle)/spread
  private String centred(String x, double middle, double spread) {
    String distance = graph.add("Sub", x, graph.constant(middle));
    return graph.add("Div", distance, graph.constant(spread));
  }

  private String within(double most, String x) {
    return graph.add("Clip", List.of(x, graph.constant(-most), graph.constant(most)));
  }

  /// z/√(1 + (z/3)²), held where the square cannot overflow.
  private String robust(NumberTransform.Robust transform, String input) {
    String z = within(3e100, centred(input, transform.median(), transform.spread()));
    String part = graph.add("Div", z, graph.constant(3.0));
    String sum = graph.add("Add", graph.constant(1.0), graph.add("Mul", part, part));
    return graph.add("Div", z, graph.add("Sqrt", sum));
  }

  private String quantiles(NumberTransform.Quantiles transform, String input) {
    int last = transform.knots().size() - 1;
    double[] knots = transform.knots().stream().mapToDouble(k -> k).toArray();
    double[] normals = transform.normals().stream().mapToDouble(n -> n).toArray();
    if (last == 0) {
      return graph.where(
          graph.add("IsNaN", input), graph.constant(0.0), graph.constant(normals[0]));
    }
    String knotsName = graph.constant("knots", Constants.doubles(knots, knots.length));
    String normalsName = graph.constant("normals", Constants.doubles(normals, normals.length));
    String low =
        graph.add(
            "Clip",
            List.of(lastAtMost(knotsName, input), graph.constant(0L), graph.constant(last - 1L)));
    String high = graph.add("Add", low, graph.constant(1L));
    // of halves, since the distance of two doubles may be none
    String half = graph.constant(0.5);
    String from = graph.add("Mul", graph.add("Gather", knotsName, low), half);
    String to = graph.add("Mul", graph.add("Gather", knotsName, high), half);
    String above = graph.add("Sub", graph.add("Mul", input, half), from);
    String share = graph.add("Div", above, graph.add("Sub", to, from));
    String part = graph.add("Clip", List.of(share, graph.constant(0.0), graph.constant(1.0)));
    String start = graph.add("Gather", normalsName, low);
    String step = graph.add("Sub", graph.add("Gather", normalsName, high), start);
    return graph.add("Add", start, graph.add("Mul", part, step));
  }

  /// The place of the last knot that is not above x, −1 where all are. The sum is of floats, which
  /// take half the room of whole numbers and count so many exactly.
  ///
  /// @param x [rows, 1]
  private String lastAtMost(String knots, String x) {
    String reached = graph.cast(graph.add("LessOrEqual", knots, x), DataType.FLOAT);
    String axis = graph.constant("axis", Constants.integers(new long[] {1}, 1));
    String count = graph.add("ReduceSum", reached, axis);
    return graph.add("Sub", graph.cast(count, DataType.INT64), graph.constant(1L));
  }

  private String oneHot(TextTransform.OneHot transform, String input) {
    long[] places = new long[transform.codes()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    String codes = codes(transform, input, -1);
    String all = graph.constant("categories", Constants.integers(places, places.length));
    return graph.cast(graph.add("Equal", codes, all), DataType.FLOAT);
  }

  /// The place of each text among the categories.
  ///
  /// @param unknown of a text that is none
  private String codes(TextTransform transform, String input, long unknown) {
    Map<String, Long> places = new LinkedHashMap<>();
    List<String> categories = transform.categories();
    for (int i = 0; i < categories.size(); i++) {
      places.put(categories.get(i), (long) i);
    }
    for (String truth : List.of("true", "false")) {
      categories.stream()
          .filter(truth::equalsIgnoreCase)
          .findFirst()
          .ifPresent(category ->
              capitalisations(truth)
                  .forEach(way -> places.putIfAbsent(way, (long) categories.indexOf(category))));
    }
    places.remove("");
    if (transform.indicator()) {
      places.put("", (long) categories.size());
    }
    long[] codes = places.values().stream().mapToLong(i -> i).toArray();
    return graph.encode(input, List.copyOf(places.keySet()), codes, unknown);
  }

  /// A truth value is known however it is capitalised.
  private static List<String> capitalisations(String word) {
    List<String> ways = new ArrayList<>();
    for (int bits = 0; bits < 1 << word.length(); bits++) {
      StringBuilder way = new StringBuilder();
      for (int i = 0; i < word.length(); i++) {
        String letter = word.substring(i, i + 1);
        way.append((bits >> i & 1) == 0 ? letter : letter.toUpperCase(Locale.ROOT));
      }
      ways.add(way.toString());
    }
    return ways;
  }
}
