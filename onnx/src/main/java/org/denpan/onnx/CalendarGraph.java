package org.denpan.onnx;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.denpan.data.Column;
import org.denpan.data.Transform;
import org.denpan.onnx.proto.TensorProto.DataType;

/// [Transform.Calendar] as operators on microseconds. The calendar repeats itself every 400 years,
/// so that a day of its year is counted from one of 400 beginnings.
final class CalendarGraph {
  private static final double MOST = 1e6;
  private static final long MICROS_A_DAY = 86_400_000_000L;
  private static final int YEARS = 400;
  private static final LocalDate START = LocalDate.of(2000, 1, 1);
  private static final long DAYS = START.plusYears(YEARS).toEpochDay() - START.toEpochDay();
  // 1970-01-01 was a Thursday
  private static final long DAYS_SINCE_MONDAY = 3;

  private final Graph graph;

  CalendarGraph(Graph graph) {
    this.graph = graph;
  }

  /// @param input microseconds since 1970, [rows, 1]
  String of(Transform.Calendar calendar, String input) {
    String missing = graph.add("Equal", input, graph.constant(Column.Times.MISSING));
    String micros = graph.where(missing, graph.constant(0L), input);
    List<String> parts = new ArrayList<>();
    parts.add(linear(calendar, micros));
    if (calendar.year() || calendar.week() || calendar.day()) {
      String sinceMidnight = graph.add("Mod", micros, graph.constant(MICROS_A_DAY));
      String days =
          graph.add("Div", graph.add("Sub", micros, sinceMidnight), graph.constant(MICROS_A_DAY));
      String ofDay =
          graph.add(
              "Div",
              graph.cast(sinceMidnight, DataType.DOUBLE),
              graph.constant((double) MICROS_A_DAY));
      if (calendar.year()) {
        circle(ofYear(days, ofDay), parts);
      }
      if (calendar.week()) {
        String day = graph.add("Add", days, graph.constant(DAYS_SINCE_MONDAY));
        String weekday = graph.add("Mod", day, graph.constant(7L));
        circle(graph.add("Div", sum(weekday, ofDay), graph.constant(7.0)), parts);
      }
      if (calendar.day()) {
        circle(ofDay, parts);
      }
    }
    String known = graph.where(missing, graph.constant(0f), graph.beside(parts));
    return calendar.indicator()
        ? graph.beside(List.of(known, graph.cast(missing, DataType.FLOAT)))
        : known;
  }

  private String linear(Transform.Calendar calendar, String micros) {
    String seconds = graph.add("Mul", graph.cast(micros, DataType.DOUBLE), graph.constant(1e-6));
    String distance = graph.add("Sub", seconds, graph.constant(calendar.mean()));
    String scaled = graph.add("Div", distance, graph.constant(calendar.deviation()));
    String held = graph.add("Clip", List.of(scaled, graph.constant(-MOST), graph.constant(MOST)));
    return graph.cast(held, DataType.FLOAT);
  }

  /// Whole days and a part of one.
  private String sum(String days, String ofDay) {
    return graph.add("Add", graph.cast(days, DataType.DOUBLE), ofDay);
  }

  /// The part of its year that has passed.
  private String ofYear(String days, String ofDay) {
    long[] starts = new long[YEARS];
    long[] lengths = new long[YEARS];
    for (int i = 0; i < YEARS; i++) {
      LocalDate first = START.plusYears(i);
      starts[i] = first.toEpochDay() - START.toEpochDay();
      lengths[i] = first.lengthOfYear();
    }
    String startsName = graph.constant("starts", Constants.integers(starts, YEARS));
    String lengthsName = graph.constant("lengths", Constants.integers(lengths, YEARS));
    String since = graph.add("Sub", days, graph.constant(START.toEpochDay()));
    String day = graph.add("Mod", since, graph.constant(DAYS));
    String year = year(day, startsName);
    String passed = graph.add("Sub", day, graph.add("Gather", startsName, year));
    String length = graph.cast(graph.add("Gather", lengthsName, year), DataType.DOUBLE);
    return graph.add("Div", sum(passed, ofDay), length);
  }

  /// Years of the mean length give the year or the next, since no year begins more than a day
  /// before its turn by that length, or two after it.
  private String year(String day, String starts) {
    String count =
        graph.add("Mul", graph.add("Add", day, graph.constant(1L)), graph.constant((long) YEARS));
    String quotient = graph.add("Div", count, graph.constant(DAYS));
    String guess =
        graph.add("Clip", List.of(quotient, graph.constant(0L), graph.constant(YEARS - 1L)));
    String before = graph.add("Less", day, graph.add("Gather", starts, guess));
    return graph.add("Sub", guess, graph.cast(before, DataType.INT64));
  }

  /// Sine and cosine of a part of a turn; cos x = sin(x + ½π), since fewer programs have cosines in
  /// double precision.
  private void circle(String part, List<String> parts) {
    String angle = graph.add("Mul", part, graph.constant(2 * StrictMath.PI));
    String quarter = graph.add("Add", angle, graph.constant(StrictMath.PI / 2));
    parts.add(graph.cast(graph.add("Sin", angle), DataType.FLOAT));
    parts.add(graph.cast(graph.add("Sin", quarter), DataType.FLOAT));
  }
}
