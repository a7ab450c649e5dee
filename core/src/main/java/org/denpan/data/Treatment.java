package org.denpan.data;

import java.util.Locale;
import org.denpan.Family;
import org.denpan.Family.Also;

/// How a column is to become inputs of a network: a choice, which [Encoder#fit] turns into a
/// [Transform].
public sealed interface Treatment {
  /// A treatment from words: `robust`, `quantile 1000`, `embedding 8`.
  ///
  /// @throws org.denpan.DenpanException naming the wrong word and the nearest right one
  static Treatment parse(String words) {
    return Family.of(Treatment.class).parse(words);
  }

  /// Numbers: (x − mean)/deviation, see [NumberTransform.Standardize].
  record Standardize() implements Treatment {}

  /// Numbers: by median and quartiles, with outliers held back smoothly, see
  /// [NumberTransform.Robust].
  record Robust() implements Treatment {}

  /// Numbers: by their rank, to a normal distribution, see [NumberTransform.Quantiles].
  ///
  /// @param knots how many quantiles are kept, from 2 to 10,000
  record Quantile(int knots) implements Treatment {
    private static final int MOST = 10_000;

    public Quantile {
      if (knots < 2 || knots > MOST) {
        throw new DataException(
            String.format(Locale.ROOT, "quantile knots must be 2 to %,d, got %d", MOST, knots));
      }
    }

    public Quantile() {
      this(100);
    }
  }

  /// Texts, or numbers taken as names: one input for each, see [TextTransform.OneHot].
  record OneHot() implements Treatment {}

  /// Texts, or numbers taken as names: a learnt vector for each, see [TextTransform.Embedding].
  ///
  /// @param size numbers in a vector, from 1 to 1,000; 8 is that of RealMLP (Holzmüller et al.
  ///   2024, arXiv 2407.04491)
  record Embedding(int size) implements Treatment {
    private static final int MOST = 1000;

    public Embedding {
      if (size < 1 || size > MOST) {
        throw new DataException(
            String.format(Locale.ROOT, "an embedding's size must be 1 to %,d, got %d", MOST, size));
      }
    }

    public Embedding() {
      this(8);
    }
  }

  /// Times: a linear part, and where in the year, the week and the day, see [Transform.Calendar].
  record Calendar() implements Treatment {}

  /// Not used.
  @Also("drop")
  record LeaveOut() implements Treatment {}

  /// What may be typed, for messages and help.
  static String known() {
    return String.join(", ", Family.of(Treatment.class).names());
  }
}
