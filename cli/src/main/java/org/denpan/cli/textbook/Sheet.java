package org.denpan.cli.textbook;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.denpan.Seed;
import org.denpan.cli.chart.Picture;

/// What a row writes on. Each item goes out at once, so that a long row can be watched.
public final class Sheet {
  private final Setting setting;
  private final Consumer<Item> out;

  public Sheet(Setting setting, Consumer<Item> out) {
    this.setting = setting;
    this.out = out;
  }

  Setting setting() {
    return setting;
  }

  Seed seed() {
    return new Seed(setting.seed());
  }

  void heading(String text) {
    out.accept(new Item.Heading(text));
  }

  void say(String words) {
    out.accept(new Item.Words(words));
  }

  void lines(String... lines) {
    lines(Arrays.asList(lines));
  }

  void lines(List<String> lines) {
    out.accept(new Item.Lines(lines));
  }

  void table(List<List<String>> rows) {
    out.accept(new Item.Table(rows));
  }

  /// The two must not be further apart than `within`.
  void near(String what, double got, double expected, double within) {
    boolean passed = Math.abs(got - expected) <= within;
    out.accept(new Item.Comparison(what, got, expected, Item.Relation.NEAR, within, passed));
  }

  /// No two must be further apart than `within`.
  void near(String what, double[] got, double[] expected, double within) {
    boolean passed = got.length == expected.length;
    for (int i = 0; passed && i < got.length; i++) {
      passed = Math.abs(got[i] - expected[i]) <= within;
    }
    out.accept(
        new Item.Comparison(what, list(got), list(expected), Item.Relation.NEAR, within, passed));
  }

  /// A whole number that must be exactly so.
  void exactly(String what, long got, long expected) {
    out.accept(new Item.Comparison(what, got, expected, Item.Relation.NEAR, 0, got == expected));
  }

  /// The texts must be the same.
  void same(String what, String got, String expected) {
    boolean passed = got.equals(expected);
    out.accept(new Item.Comparison(what, got, expected, Item.Relation.SAME, 0, passed));
  }

  void atLeast(String what, double got, double least) {
    out.accept(new Item.Comparison(what, got, least, Item.Relation.AT_LEAST, 0, got >= least));
  }

  void below(String what, double got, double bound) {
    out.accept(new Item.Comparison(what, got, bound, Item.Relation.BELOW, 0, got < bound));
  }

  /// @param name of its files, without ending
  void picture(String name, Supplier<Picture> picture) {
    out.accept(new Item.Drawn(name, picture));
  }

  private static List<Double> list(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }
}
