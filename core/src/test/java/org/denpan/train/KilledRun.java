package org.denpan.train;

import java.nio.file.Path;
import org.denpan.data.Table;
import org.denpan.net.Network;

/// The training that [KillTest] kills: prints the hash of its weights at its end.
final class KilledRun {
  private KilledRun() {}

  static Trainer trainer() {
    Table train = Tables.xor(2000, 1);
    return Trainer.of(Network.parse("16 relu, batchnorm, dropout 0.1, 8 tanh"))
        .epochs(60)
        .batchSize(20)
        .averaging(0.99)
        .seed(train.rows());
  }

  static String hash(Trainer trainer) {
    return trainer.fit(Tables.xor(2000, 1), Tables.xor(50, 2)).weightsSha256();
  }

  /// Trains, or goes on.
  ///
  /// @param args the folder, the number of threads, and how often a checkpoint is written
  public static void main(String[] args) {
    try (Checkpoints checkpoints = Checkpoints.open(Path.of(args[0]))) {
      System.out.println(
          hash(
              trainer()
                  .threads(Integer.parseInt(args[1]))
                  .checkpoints(checkpoints, Every.parse(args[2]))));
    }
  }
}
