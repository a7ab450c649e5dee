package org.denpan.data;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.denpan.Seed;

/// The rows of a table divided several times, so that a figure can be told with its spread: k-fold
/// cross-validation, once or repeated with other chance.
///
/// Each row is tested once in every repeat, by a model that has not learnt from it; by time, rows
/// before the first test are only learnt from ([Splitting.ByTime] expands its window: a model
/// learns from all that is earlier than its test). A tenth of the rows to learn from is the
/// validation part, by the same rule.
///
/// ```java
/// for (Split split : Folds.of(table.withTarget("churned"), Splitting.stratified(), 5, 2, 42).splits()) {
///   Evaluation test = trainer.fit(split.train(), split.validation()).evaluate(split.test());
/// }
/// ```
///
/// @see <a href="https://www.ijcai.org/Proceedings/95-2/Papers/016.pdf">Kohavi 1995</a>
public final class Folds {
  private final Table table;
  private final Splitting splitting;
  private final Division division;
  private final int k;
  private final int repeats;
  private final long seed;

  /// Those of the first repeat, then those of the second and so on.
  private final List<Division.Fold> folds = new ArrayList<>();

  private Folds(Table table, Splitting splitting, int k, int repeats, long seed) {
    this.table = table;
    this.splitting = splitting;
    this.division = Division.of(table, splitting);
    this.k = k;
    this.repeats = repeats;
    this.seed = seed;
    for (int repeat = 0; repeat < repeats; repeat++) {
      folds.addAll(division.folds(k, chance("folds", repeat)));
    }
  }

  /// Divides the rows of a table that names its target.
  ///
  /// @param k how many parts are made, each to be the test once; at least 2
  /// @param repeats how often this is done, each time with other chance; 1 by time, which has none
  /// @throws DataException if rows, times or groups do not suffice, or as [Split#of] does
  public static Folds of(Table table, Splitting splitting, int k, int repeats, long seed) {
    if (k < 2 || repeats < 1) {
      throw new DataException(
          String.format(
              Locale.ROOT, "at least 2 folds and 1 repeat are needed, got %d and %d", k, repeats));
    }
    if (repeats > 1 && splitting instanceof Splitting.ByTime) {
      throw new DataException(
          "folds by time have no chance in them: each of "
              + repeats
              + " repeats would be the same; leave the repeats out");
    }
    return new Folds(table, splitting, k, repeats, seed);
  }

  /// All of them, k for each repeat. Each is made when it is asked for, so that one is in memory at
  /// a time.
  public List<Split> splits() {
    return new AbstractList<>() {
      @Override
      public Split get(int index) {
        return split(index);
      }

      @Override
      public int size() {
        return folds.size();
      }
    };
  }

  /// `5 folds, stratified by churned, seed 42`
  public String rule() {
    String times = repeats == 1 ? "" : String.format(Locale.ROOT, ", %d times", repeats);
    return String.format(
        Locale.ROOT,
        "%d folds%s, %s, seed %d%s",
        k,
        times,
        division.words(),
        seed,
        Split.leftOut(table, splitting));
  }

  private Split split(int index) {
    Division.Fold fold = folds.get(index);
    int[][] learn = division.two(fold.learn(), chance("folds", index / k, index % k));
    Table train = table.select(learn[0]);
    Table validation = table.select(learn[1]);
    Table test = table.select(fold.test());
    String which = String.format(Locale.ROOT, "fold %d of %d, ", index % k + 1, k);
    String again =
        repeats == 1 ? "" : String.format(Locale.ROOT, "repeat %d of %d, ", index / k + 1, repeats);
    String parts =
        Split.sizes(train, validation, test)
            + division.about(new int[][] {learn[0], learn[1], fold.test()});
    return new Split(
        train,
        validation,
        test,
        splitting,
        seed,
        Split.how(which + again + division.words(), seed) + parts);
  }

  private Seed chance(String name, long... counters) {
    return new Seed(new Seed(seed).key(name, counters));
  }
}
