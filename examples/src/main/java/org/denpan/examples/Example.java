package org.denpan.examples;

/// Holds an example to what it states.
final class Example {
  private Example() {}

  /// Prints the figure and what it must reach.
  ///
  /// @throws IllegalStateException if it does not
  static void atLeast(String what, double figure, double needed) {
    String line = "%s %.4f (at least %.4f)".formatted(what, figure, needed);
    System.out.println(line);
    if (!(figure >= needed)) {
      throw new IllegalStateException("below what the example states: " + line);
    }
  }
}
