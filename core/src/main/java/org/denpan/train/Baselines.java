package org.denpan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Encoder;
import org.denpan.data.Preparation;
import org.denpan.data.Table;
import org.denpan.data.Transform;
import org.denpan.data.Treatment;
import org.denpan.model.Model;
import org.denpan.net.Network;

/// What a network should beat to be worth its while. The simplest guess needs no training, see
/// [org.denpan.model.Evaluation#guess].
public final class Baselines {
  /// The most numbers, rows times inputs, that a linear model learns from by default: it should
  /// take seconds.
  public static final long MOST_NUMBERS = 20_000_000;

  private static final int MOST_CATEGORIES = 1_000;
  private static final int MOST_STEPS = 100;

  private Baselines() {}

  /// A linear model that was trained.
  ///
  /// @param model logistic or linear regression
  /// @param rows how many rows it learnt from
  public record Linear(Model model, int rows) {}

  /// Logistic regression for classes, linear regression for a number: no hidden layer, all rows in
  /// every step of L-BFGS. Columns are prepared as for the network, but texts that it would embed
  /// are one-hot, and left out from 1,000 different ones on. The penalty is ½‖W‖²/rows, as of
  /// scikit-learn's `LogisticRegression()` and `Ridge()`.
  ///
  /// @param train rows with a target
  /// @param preparation of the network
  /// @param classWeights as of [Trainer#classWeights(String)], where there are such
  /// @param mostNumbers where rows times inputs are more, rows are drawn
  /// @param seed of the rows that are drawn
  /// @throws org.denpan.data.DataException if the table cannot be learnt from
  public static Linear linear(
      Table train,
      Preparation preparation,
      Optional<String> classWeights,
      long mostNumbers,
      long seed) {
    Preparation plain = plain(train, preparation);
    Encoder encoder = Encoder.fit(train, plain);
    int rows = Math.clamp(mostNumbers / encoder.width(), 1, train.rows());
    Trainer trainer =
        Trainer.of(Network.of())
            .preparation(plain)
            .optimizer(Optimizer.lbfgs())
            .epochs(MOST_STEPS)
            .l2(1.0 / rows)
            .seed(seed);
    classWeights.ifPresent(trainer::classWeights);
    return new Linear(trainer.fit(rows == train.rows() ? train : drawn(train, rows, seed)), rows);
  }

  /// The same without class weights, from at most [#MOST_NUMBERS], columns prepared as usual.
  public static Linear linear(Table train, long seed) {
    return linear(train, Preparation.standard(), Optional.empty(), MOST_NUMBERS, seed);
  }

  /// Without embeddings; texts of too many kinds are left out.
  private static Preparation plain(Table train, Preparation preparation) {
    Map<String, Treatment> columns = new LinkedHashMap<>(preparation.columns());
    columns.values().removeIf(Treatment.Embedding.class::isInstance);
    Preparation plain =
        new Preparation(
            preparation.numbers(), Integer.MAX_VALUE, preparation.embeddingSize(), columns);
    List<Transform> inputs = Encoder.fit(train, plain).inputs();
    for (Transform input : inputs) {
      if (input.width() > MOST_CATEGORIES && !(input instanceof Transform.Images)) {
        plain = plain.with(input.column(), new Treatment.LeaveOut());
      }
    }
    return plain;
  }

  private static Table drawn(Table train, int rows, long seed) {
    int[] order = IntStream.range(0, train.rows()).toArray();
    new Seed(seed).stream("linear rows").shuffle(order);
    return train.select(IntStream.of(order).limit(rows).sorted().toArray());
  }
}
