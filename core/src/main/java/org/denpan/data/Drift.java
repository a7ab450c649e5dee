package org.denpan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// How a column differs between the rows that were learnt from and those of the test.
///
/// The population stability index is PSI = Σ (qᵢ − pᵢ)·ln(qᵢ/pᵢ) over the parts pᵢ of the training
/// and qᵢ of the test rows in bins: ten ranges with as many training rows each, or each of the
/// twenty most frequent texts and all others; a missing value is a bin of its own. Half a row is
/// added to each bin. Below 0.1 it is read as no difference that matters, from 0.25 on as a large
/// one (Siddiqi 2006, "Credit risk scorecards"); of few rows chance makes it large too, which is
/// allowed for (Yurdakul 2018: of B bins about (B − 1)(1/n + 1/m)).
///
/// @param column its name
/// @param psi the population stability index
/// @param byChance what chance alone hardly exceeds with so many rows
/// @param newRows test rows with a text that no training row has
/// @param newTexts some of those texts
/// @param missingTrain the share of missing values among the training rows
/// @param missingTest the same of the test rows
/// @param testRows how many test rows were looked at
public record Drift(
    String column,
    double psi,
    double byChance,
    int newRows,
    List<String> newTexts,
    double missingTrain,
    double missingTest,
    int testRows) {
  private static final int RANGES = 10;
  private static final int MOST_TEXTS = 20;
  private static final int MOST_NAMED = 3;
  private static final double SOME = 0.1;
  private static final double LARGE = 0.25;
  private static final double MANY_NEW = 0.01;
  private static final double MORE_MISSING = 0.1;

  /// How a difference is read.
  public enum Reading {
    /// None that matters, or none beyond chance.
    NONE,
    /// Some.
    SOME,
    /// A large one.
    LARGE
  }

  public Drift {
    newTexts = List.copyOf(newTexts);
  }

  /// The columns of these names; images are left out. At most [Leakage#MOST_ROWS] rows of each
  /// table are looked at.
  ///
  /// @param train rows that were learnt from
  /// @param test rows with the same columns
  public static List<Drift> of(Table train, Table test, Collection<String> columns) {
    Table learnt = Leakage.spread(train);
    Table tested = Leakage.spread(test);
    List<Drift> drifts = new ArrayList<>();
    for (Column column : learnt.columns()) {
      boolean wanted = columns.contains(column.name()) && !(column instanceof Column.Pixels);
      if (wanted && learnt.rows() > 0 && tested.rows() > 0) {
        drifts.add(of(column, tested.column(column.name())));
      }
    }
    return drifts;
  }

  private static Drift of(Column train, Column test) {
    ValueGroups groups = ValueGroups.fit(train, RANGES);
    int[] learnt = groups.of(train);
    int[] tested = groups.of(test);
    int[] bins = bins(groups, learnt);
    int size = Arrays.stream(bins).max().orElse(0) + 2; // one for what was never seen
    double[] p = shares(learnt, bins, size);
    double[] q = shares(tested, bins, size);
    double psi = 0;
    int used = 0;
    for (int i = 0; i < size; i++) {
      if (p[i] > 0 || q[i] > 0) {
        double a = smoothed(p[i], learnt.length, size);
        double b = smoothed(q[i], tested.length, size);
        psi += (b - a) * StrictMath.log(b / a);
        used++;
      }
    }
    int free = Math.max(1, used - 1);
    double byChance =
        (free + 3 * Math.sqrt(2.0 * free)) * (1.0 / learnt.length + 1.0 / tested.length);
    TreeSet<String> unseen = new TreeSet<>();
    int newRows = 0;
    for (int row = 0; row < tested.length; row++) {
      if (tested[row] == ValueGroups.UNSEEN) {
        unseen.add(test.text(row));
        newRows++;
      }
    }
    return new Drift(
        train.name(),
        psi,
        byChance,
        newRows,
        unseen.stream().limit(MOST_NAMED).toList(),
        missing(learnt),
        missing(tested),
        tested.length);
  }

  /// The bin of each number of a value: its own, but for the rarer ones of many texts.
  private static int[] bins(ValueGroups groups, int[] learnt) {
    int[] bins = IntStream.range(0, groups.size()).toArray();
    if (groups.size() <= MOST_TEXTS + 1) {
      return bins;
    }
    int[] counts = new int[groups.size()];
    Arrays.stream(learnt).forEach(g -> counts[g]++);
    int[] order =
        IntStream.range(1, bins.length)
            .boxed()
            .sorted((a, b) -> Integer.compare(counts[b], counts[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < order.length; i++) {
      bins[order[i]] = 1 + Math.min(i, MOST_TEXTS);
    }
    return bins;
  }

  private static double[] shares(int[] rows, int[] bins, int size) {
    double[] shares = new double[size];
    for (int g : rows) {
      shares[g == ValueGroups.UNSEEN ? size - 1 : bins[g]] += 1.0 / rows.length;
    }
    return shares;
  }

  private static double smoothed(double share, int rows, int bins) {
    return (share * rows + 0.5) / (rows + 0.5 * bins);
  }

  private static double missing(int[] rows) {
    return (double) Arrays.stream(rows).filter(g -> g == 0).count() / rows.length;
  }

  /// How much of a difference there is.
  public Reading reading() {
    if (psi < SOME || psi < byChance) {
      return Reading.NONE;
    }
    return psi < LARGE ? Reading.SOME : Reading.LARGE;
  }

  /// What a reader should be told: of a large difference, of texts that were not learnt, of values
  /// that are missing far more or less often. Empty where there is nothing.
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (reading() == Reading.LARGE) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "'%s' is spread otherwise in the test rows than in those learnt from: PSI %.2f, where"
                  + " 0.25 is large",
              column,
              psi));
    }
    if (newRows >= MANY_NEW * testRows && newRows > 1) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d test rows have a text of '%s' that no row learnt from has, such as '%s'",
              newRows,
              testRows,
              column,
              newTexts.getFirst()));
    }
    if (Math.abs(missingTest - missingTrain) >= MORE_MISSING && psi > byChance) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "'%s' is missing in %.1f %% of the test rows and %.1f %% of those learnt from",
              column,
              100 * missingTest,
              100 * missingTrain));
    }
    return sentences;
  }
}
