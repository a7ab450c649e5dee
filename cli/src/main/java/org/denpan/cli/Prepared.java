package org.denpan.cli;

import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.data.Encoder;
import org.denpan.data.Preparation;
import org.denpan.model.Model;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.train.Trainer;

/// All that `denpan train` settles before it trains.
///
/// @param origin the model that is continued
/// @param preset what a preset has set, in words
/// @param seen what is seen in the rows
/// @param trainer with all settings
/// @param network complete, with its output layer
record Prepared(
    Optional<Model> origin,
    Optional<String> preset,
    TrainingData data,
    Encoder encoder,
    SeenInRows seen,
    Trainer trainer,
    Loss loss,
    Network network) {
  /// Reads the model to go on from, if there is one, and the data.
  ///
  /// @throws DenpanException if the data cannot be read or tested with
  /// @throws picocli.CommandLine.ParameterException if an option does not suit them
  static Prepared of(TrainCommand words) {
    Optional<Model> origin = words.from();
    return of(words, origin, TrainingData.read(words, origin));
  }

  /// The same of data that were read.
  static Prepared of(TrainCommand words, Optional<Model> origin, TrainingData data) {
    Optional<String> preset = words.settle(data.split().train().task(), data.trainRows());
    Preparation preparation = words.preparation();
    Encoder encoder = origin.map(Model::encoder).orElseGet(() -> data.encoder(preparation));
    data.split().checkClasses(encoder.target());
    encoder.encode(data.split().test()); // what cannot be tested is found before training
    Network hidden = words.network().network();
    if (origin.isEmpty()) {
      words.network().checkOutput(hidden, encoder.target());
    }
    Trainer trainer = trainer(words, origin, encoder);
    Loss loss = words.training().checkSuits(trainer, encoder.target());
    words.measures().checkSuits(loss, encoder.target());
    Network network = trainer.networkFor(encoder);
    words.network().checkShapes(network, encoder.width());
    words.training().checkNetwork(trainer, network, data.trainRows());
    SeenInRows seen = new SeenInRows(data.split(), encoder);
    return new Prepared(origin, preset, data, encoder, seen, trainer, loss, network);
  }

  /// The trainer that the words ask for.
  ///
  /// @param encoder fitted as they ask, where no model is continued
  static Trainer trainer(TrainCommand words, Optional<Model> origin, Encoder encoder) {
    Trainer trainer =
        words
            .training()
            .trainer(
                origin.map(Trainer::from).orElseGet(() -> Trainer.of(words.network().network())));
    trainer.preparation(words.preparation());
    if (origin.isEmpty()) {
      trainer.encoder(encoder);
    }
    words.memory().shuffle().ifPresent(trainer::shuffle);
    return trainer;
  }
}
