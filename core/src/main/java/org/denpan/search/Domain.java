package org.denpan.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.denpan.DenpanException;
import org.denpan.Range;
import org.denpan.Seed;

/// The numbers that a setting is drawn from. Numbers that are not whole are drawn with three digits
/// that matter, so that what is printed is what was used.
public sealed interface Domain {
  /// The chance of nothing in [OrZero].
  double NOTHING = 0.5;

  /// One of the numbers.
  double draw(Seed.Stream chance);

  /// The number that is nearest to this one.
  double nearest(double value);

  /// The same kind of numbers between other ends.
  ///
  /// @throws DenpanException if there are none
  Domain within(double from, double to);

  /// The smallest of the numbers.
  double from();

  /// The largest of the numbers.
  double to();

  /// Whether all are whole.
  default boolean whole() {
    return true;
  }

  /// As it is typed: `16..512`, or `relu,gelu` of a list.
  default String words() {
    return text(from()) + ".." + text(to());
  }

  /// `0.00012`, `128`.
  static String text(double value) {
    boolean plain = Math.abs(value) >= 1e-9 && Math.abs(value) < 1e9;
    return value == 0
        ? "0"
        : plain
            ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
            : Double.toString(value);
  }

  private static double rounded(double value, double from, double to) {
    double three = new BigDecimal(value).round(new MathContext(3)).doubleValue();
    return Math.clamp(three, from, to);
  }

  /// The logarithm is even between those of the ends.
  private static double logarithmic(double from, double to, Seed.Stream chance) {
    return StrictMath.exp(chance.nextDouble(StrictMath.log(from), StrictMath.log(to)));
  }

  private static void checkOrder(double from, double to) {
    if (!(from <= to && from > Double.NEGATIVE_INFINITY && to < Double.POSITIVE_INFINITY)) {
      throw new DenpanException(
          "a range goes from its smaller to its larger end, got "
              + text(from)
              + ".."
              + text(to)
              + (from > to ? "; write " + text(to) + ".." + text(from) : ""));
    }
  }

  private static int wholeEnd(double end) {
    Range.check(end == Math.rint(end) && Math.abs(end) < 1e9, "an end", text(end), "whole");
    return (int) end;
  }

  /// Any number, all alike.
  record Even(double from, double to) implements Domain {
    public Even {
      checkOrder(from, to);
    }

    @Override
    public double draw(Seed.Stream chance) {
      return rounded(chance.nextDouble(from, to), from, to);
    }

    @Override
    public double nearest(double value) {
      return Math.clamp(value, from, to);
    }

    @Override
    public Domain within(double newFrom, double newTo) {
      return new Even(newFrom, newTo);
    }

    @Override
    public boolean whole() {
      return false;
    }
  }

  /// Any number, each power of ten alike: the logarithm is even.
  record Log(double from, double to) implements Domain {
    public Log {
      checkOrder(from, to);
      Range.checkPositive("the smaller end of a logarithmic range", from);
    }

    @Override
    public double draw(Seed.Stream chance) {
      return rounded(logarithmic(from, to, chance), from, to);
    }

    @Override
    public double nearest(double value) {
      return Math.clamp(value, from, to);
    }

    @Override
    public Domain within(double newFrom, double newTo) {
      return new Log(newFrom, newTo);
    }

    @Override
    public boolean whole() {
      return false;
    }
  }

  /// Whole numbers, all alike.
  record Whole(double from, double to) implements Domain {
    public Whole {
      checkOrder(wholeEnd(from), wholeEnd(to));
    }

    @Override
    public double draw(Seed.Stream chance) {
      return from + chance.nextInt((int) (to - from) + 1);
    }

    @Override
    public double nearest(double value) {
      return Math.clamp(Math.rint(value), from, to);
    }

    @Override
    public Domain within(double newFrom, double newTo) {
      return new Whole(newFrom, newTo);
    }
  }

  /// Whole numbers, each doubling alike; multiples of 8 where they are larger than 16.
  record Steps(double from, double to) implements Domain {
    private static final int STEP = 8;

    public Steps {
      checkOrder(wholeEnd(from), wholeEnd(to));
      Range.checkPositive("the smaller end of a logarithmic range", from);
    }

    @Override
    public double draw(Seed.Stream chance) {
      double drawn = logarithmic(from, to, chance);
      double step = drawn > 2 * STEP ? STEP : 1;
      return Math.clamp(Math.rint(drawn / step) * step, from, to);
    }

    @Override
    public double nearest(double value) {
      return Math.clamp(Math.rint(value), from, to);
    }

    @Override
    public Domain within(double newFrom, double newTo) {
      return new Steps(newFrom, newTo);
    }
  }

  /// The powers of two between the ends, and the ends, all alike.
  record Powers(double from, double to) implements Domain {
    public Powers {
      checkOrder(wholeEnd(from), wholeEnd(to));
      Range.checkPositive("the smaller end of a logarithmic range", from);
    }

    @Override
    public double draw(Seed.Stream chance) {
      List<Double> all = all();
      return all.get(chance.nextInt(all.size()));
    }

    private List<Double> all() {
      List<Double> all = new ArrayList<>(List.of(from));
      for (double power = 2.0 * Long.highestOneBit((long) from); power < to; power *= 2) {
        all.add(power);
      }
      if (to > from) {
        all.add(to);
      }
      return all;
    }

    @Override
    public double nearest(double value) {
      return new Listed(all()).nearest(value);
    }

    @Override
    public Domain within(double newFrom, double newTo) {
      return new Powers(newFrom, newTo);
    }
  }

  /// These numbers, all alike.
  record Listed(List<Double> values) implements Domain {
    public Listed {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new DenpanException("a list of numbers to draw from must not be empty");
      }
      values.forEach(v -> Range.check(Double.isFinite(v), "a number to draw", v, "finite"));
    }

    @Override
    public double draw(Seed.Stream chance) {
      return values.get(chance.nextInt(values.size()));
    }

    @Override
    public double nearest(double value) {
      return values.stream()
          .min(Comparator.comparingDouble(v -> Math.abs(v - value)))
          .orElseThrow();
    }

    @Override
    public Domain within(double newFrom, double newTo) {
      return new Listed(values.stream().filter(v -> v >= newFrom && v <= newTo).toList());
    }

    @Override
    public double from() {
      return values.stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    @Override
    public double to() {
      return values.stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    @Override
    public boolean whole() {
      return values.stream().allMatch(v -> v == Math.rint(v));
    }

    @Override
    public String words() {
      return values.stream().map(Domain::text).collect(Collectors.joining(","));
    }
  }

  /// 0 in half of the draws, else what the other domain gives: for what may also be left out.
  record OrZero(Domain other) implements Domain {
    @Override
    public double draw(Seed.Stream chance) {
      boolean nothing = chance.nextDouble() < NOTHING;
      return nothing ? 0 : other.draw(chance);
    }

    @Override
    public double nearest(double value) {
      return value == 0 ? 0 : other.nearest(value);
    }

    /// A range that begins above 0 leaves nothing out.
    @Override
    public Domain within(double newFrom, double newTo) {
      if (newFrom > 0) {
        return other.within(newFrom, newTo);
      }
      checkOrder(newFrom, newTo);
      Range.check(newFrom == 0, "the smaller end", text(newFrom), "at least 0");
      return newTo == 0
          ? new Listed(List.of(0.0))
          : new OrZero(other.within(Math.min(other.from(), newTo), newTo));
    }

    @Override
    public double from() {
      return 0;
    }

    @Override
    public double to() {
      return other.to();
    }

    @Override
    public boolean whole() {
      return other.whole();
    }
  }
}
