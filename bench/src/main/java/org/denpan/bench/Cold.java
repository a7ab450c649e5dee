package org.denpan.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.denpan.data.Datasets;
import org.denpan.data.Idx;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.net.Network;
import org.denpan.train.StopRule;
import org.denpan.train.Trainer;
import org.denpan.train.TrainingEvent;
import org.denpan.train.WarmUp;

/// Denpan's cold run: reads MNIST's files, trains W2 until 97 % of the test rows are right, and
/// leaves. See [ColdRun].
public final class Cold {
  private static final double GOAL = 0.97;

  private Cold() {}

  /// Trains.
  ///
  /// @param args MNIST's folder, or `digits` for the built-in set, to make a cache with
  public static void main(String[] args) {
    WarmUp warmUp = WarmUp.start();
    if (args[0].equals("digits")) {
      Split split = Split.stratified(Datasets.load("digits"), "label", 0.8, 42);
      warmUp.stop();
      train(split.train(), split.test());
      return;
    }
    Idx.Folder mnist = Idx.folder(Path.of(args[0]));
    warmUp.stop();
    double accuracy = train(mnist.train(), mnist.test());
    if (accuracy < GOAL) {
      System.err.println("97 % were not reached: " + accuracy);
      System.exit(1);
    }
  }

  /// Returns the accuracy after the last epoch.
  private static double train(Table train, Table test) {
    Workload workload = Workload.named("W2");
    Goal goal = new Goal();
    Trainer.of(Network.parse(workload.layers()))
        .optimizer(workload.denpanOptimizer())
        .batchSize(workload.batch())
        .epochs(20)
        .stopWhen(goal)
        .fit(train, test);
    return goal.reached;
  }

  private static final class Goal implements StopRule.Custom {
    private double reached;

    @Override
    public Optional<String> afterEpoch(List<TrainingEvent.EpochEnded> history) {
      reached = history.getLast().metrics().getOrDefault("val_accuracy", 0.0);
      System.out.println("epoch " + history.size() + ": accuracy " + reached);
      return reached >= GOAL ? Optional.of("97 % are right") : Optional.empty();
    }
  }
}
