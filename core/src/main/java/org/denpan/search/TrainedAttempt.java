package org.denpan.search;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Encoder;
import org.denpan.data.Table;
import org.denpan.model.Assessment;
import org.denpan.model.Inference;
import org.denpan.model.Model;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Workers;
import org.denpan.train.StopRule;
import org.denpan.train.Trainer;

/// Trains on one table and says how good that is on another, on the caller's thread alone.
///
/// @param trainer for settings; epochs, threads and a stop rule are added
/// @param fit lets it learn
/// @param validation the rows that say how good that is, those of `fit`
public record TrainedAttempt(
    Function<Settings, Trainer> trainer, Function<Trainer, Model> fit, Table validation)
    implements Attempt {
  public TrainedAttempt(Table train, Table validation, Function<Settings, Trainer> trainer) {
    this(trainer, ready -> ready.fit(train, validation), validation);
  }

  @Override
  public Optional<Map<String, Double>> run(Settings settings, int epochs, BooleanSupplier stop) {
    AtomicBoolean stopped = new AtomicBoolean();
    Trainer ready =
        trainer
            .apply(settings)
            .epochs(epochs)
            .threads(1)
            .stopWhen(StopRule.when("stopped", () -> stop.getAsBoolean() && set(stopped)));
    Model model = fit.apply(ready);
    return stopped.get()
        ? Optional.empty()
        : Optional.of(evaluate(model.network(), model.parameters(), model.encoder(), model.loss()));
  }

  private static boolean set(AtomicBoolean flag) {
    flag.set(true);
    return true;
  }

  private Map<String, Double> evaluate(
      Network network, Parameters parameters, Encoder encoder, Loss loss) {
    Inference inference =
        new Inference(network, parameters, encoder.width(), loss, Workers.single());
    return Assessment.of(inference.evaluate(encoder.encode(validation))).metrics();
  }

  /// Refuses a metric that there is not for this target, and a loss that is for another, before
  /// anything is trained. What measures is there for every network, so a linear one will do.
  ///
  /// @param encoder of the training rows
  /// @throws DenpanException saying what is wrong
  public void check(Goal goal, Encoder encoder, Settings settings) {
    Trainer first = trainer.apply(settings);
    first.checkSuits(encoder.target());
    Loss loss = first.lossFor(encoder.target());
    Network linear = Trainer.of(Network.of()).loss(loss).networkFor(encoder);
    Parameters untrained = linear.initialise(encoder.width(), new Seed(0));
    goal.of(evaluate(linear, untrained, encoder, loss));
  }
}
