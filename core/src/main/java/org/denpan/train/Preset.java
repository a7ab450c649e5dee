package org.denpan.train;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.denpan.Family;
import org.denpan.data.Preparation;
import org.denpan.data.Task;
import org.denpan.data.Treatment;
import org.denpan.net.Loss;
import org.denpan.net.Network;

/// Settings that go well together for a kind of data.
///
/// ```java
/// Model model =
///     Preset.tabular().recipe(train.task(), train.rows()).trainer().fit(train, validation);
/// ```
public sealed interface Preset {
  /// The settings for a target of this kind and so many rows to train on.
  Recipe recipe(Task task, int rows);

  /// For tables of numbers and texts.
  static Preset tabular() {
    return new Tabular();
  }

  /// The settings in the words that a user would type.
  ///
  /// @param layers the hidden ones, for [Network#parse]
  /// @param learningRate that of the optimizer
  /// @param batch rows a step
  /// @param averaging the decay of the averaged weights
  /// @param loss empty for the usual one
  /// @param numbers the [Treatment] of columns of numbers
  /// @param embedFrom columns of at least so many texts are embedded
  record Recipe(
      String layers,
      String optimizer,
      double learningRate,
      String schedule,
      int epochs,
      int batch,
      double averaging,
      Optional<String> loss,
      String numbers,
      int embedFrom,
      int embeddingSize) {
    /// A trainer with these settings.
    public Trainer trainer() {
      Trainer trainer =
          Trainer.of(Network.parse(layers))
              .optimizer(
                  Family.of(Optimizer.class).parse(optimizer + " learningRate=" + learningRate))
              .schedule(Family.of(Schedule.class).parse(schedule))
              .epochs(epochs)
              .batchSize(batch)
              .averaging(averaging)
              .preparation(preparation());
      return loss.map(words -> trainer.loss(Family.of(Loss.class).parse(words))).orElse(trainer);
    }

    /// How columns become inputs.
    public Preparation preparation() {
      return Preparation.standard()
          .withNumbers(Treatment.parse(numbers))
          .withEmbeddings(embedFrom, embeddingSize);
    }

    /// The settings by the names of the command's options.
    public Map<String, String> options() {
      Map<String, String> options = new TreeMap<>();
      options.put("layers", layers);
      options.put("optimizer", optimizer);
      options.put("learning-rate", Double.toString(learningRate));
      options.put("schedule", schedule);
      options.put("epochs", Integer.toString(epochs));
      options.put("batch", Integer.toString(batch));
      options.put("averaging", Double.toString(averaging));
      options.put("numbers", numbers);
      options.put("embed-from", Integer.toString(embedFrom));
      options.put("embedding-size", Integer.toString(embeddingSize));
      loss.ifPresent(words -> options.put("loss", words));
      return options;
    }
  }

  /// What RealMLP-TD (Holzmüller, Grinsztajn and Steinwart 2024, "Better by default", arXiv
  /// 2407.04491, table A.1) takes, as far as there are parts for it: numbers scaled by quartiles
  /// and clipped smoothly; waves of them (PBLD); texts of more than 8 values in vectors of 8; three
  /// layers of 256 units with dropout 0.15; AdamW with β₂ = 0.95, weight decay 0.02 and the
  /// schedule coslog4; batches of 256, fewer for small tables.
  ///
  /// Chosen anew, on the validation rows of Adult and California: the waves' deviation 1, SiLU, the
  /// learning rates, fewer epochs, and averaged weights. Without parts here: a scale for each
  /// input, learning rates of their own for biases and waves, a learnt slope of the activation.
  /// Labels are not smoothed, as that spoils probabilities.
  record Tabular() implements Preset {
    private static final String DROPPED = "256 silu, dropout 0.15";
    private static final int LARGEST_BATCH = 256;
    private static final int SMALLEST_BATCH = 32;

    /// Of an epoch, if the batch size allows.
    private static final int STEPS = 50;

    @Override
    public Recipe recipe(Task task, int rows) {
      boolean number = task == Task.NUMBER;
      return new Recipe(
          String.join(", ", "periodic 16 3 1", DROPPED, DROPPED, DROPPED),
          "adamw beta2=0.95 weightDecay=0.02",
          number ? 0.01 : 0.005,
          "coslog",
          number ? 64 : 32,
          Math.clamp(Integer.highestOneBit(rows / STEPS), SMALLEST_BATCH, LARGEST_BATCH),
          0.995,
          Optional.empty(),
          "robust",
          9,
          8);
    }

    @Override
    public String toString() {
      return "tabular()";
    }
  }
}
