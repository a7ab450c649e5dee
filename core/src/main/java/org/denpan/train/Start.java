package org.denpan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.DataException;
import org.denpan.data.Encoder;
import org.denpan.data.Preparation;
import org.denpan.data.Spool;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.ShapeException;

/// What training starts from.
sealed interface Start {
  /// The network that was given.
  Network network();

  /// The network to train on what the encoder gives.
  Network networkFor(Encoder encoder, Loss loss);

  /// From the table to the network's inputs.
  Encoder encoder(Table train, Preparation preparation);

  /// The same of a table beyond memory.
  Encoder encoder(Spool train, Preparation preparation);

  /// The values of a network to begin with.
  Parameters parameters(Network complete, int inputs, Seed seed);

  /// Refuses a loss that does not go with the output layer that there is already.
  void check(Loss loss);

  /// What the provenance has to say of it.
  Map<String, String> facts();

  /// Weights as their initialisers draw them.
  ///
  /// @param network the hidden layers
  record Fresh(Network network) implements Start {
    @Override
    public Network networkFor(Encoder encoder, Loss loss) {
      return InputLayers.before(network, encoder)
          .append(Dense.of(encoder.target().outputs(), loss.last()));
    }

    @Override
    public Encoder encoder(Table train, Preparation preparation) {
      return Encoder.fit(train, preparation);
    }

    @Override
    public Encoder encoder(Spool train, Preparation preparation) {
      return Encoder.fit(train, preparation);
    }

    @Override
    public Parameters parameters(Network complete, int inputs, Seed seed) {
      return complete.initialise(inputs, seed);
    }

    @Override
    public void check(Loss loss) {
      // the output layer follows from the loss
    }

    @Override
    public Map<String, String> facts() {
      return Map.of();
    }
  }

  /// A trained model.
  record Continued(Model model) implements Start {
    @Override
    public Network network() {
      return model.network();
    }

    @Override
    public Network networkFor(Encoder encoder, Loss loss) {
      return model.network();
    }

    /// The model's own, for rows that may have weights now.
    @Override
    public Encoder encoder(Table train, Preparation preparation) {
      Encoder encoder = model.encoder();
      train
          .weights()
          .filter(w -> encoder.inputs().stream().anyMatch(input -> input.column().equals(w)))
          .ifPresent(w -> {
            throw new DataException(
                "'" + w + "' is an input of the model, so it cannot be the column of weights");
          });
      return new Encoder(
          encoder.inputs(),
          encoder.target(),
          encoder.leftOut(),
          train.weights().or(encoder::weights));
    }

    @Override
    public Encoder encoder(Spool train, Preparation preparation) {
      return encoder(train.columns(), preparation);
    }

    @Override
    public Parameters parameters(Network complete, int inputs, Seed seed) {
      if (inputs != model.inputs()) {
        throw new ShapeException(
            String.format(
                Locale.ROOT,
                "the model takes %,d inputs a row, the batch has %,d",
                model.inputs(),
                inputs));
      }
      return model.parameters().copy();
    }

    @Override
    public void check(Loss loss) {
      if (!model.loss().last().equals(loss.last())) {
        throw new DenpanException(
            String.format(
                Locale.ROOT,
                "the loss %s needs %s as output layer, but the model was trained with %s",
                loss,
                loss.last(),
                model.loss()));
      }
    }

    /// What is continued, and all data that it has learnt from.
    @Override
    public Map<String, String> facts() {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("continued_from", model.weightsSha256());
      for (String name : List.of("data", "data_sha256")) {
        String all =
            Stream.of("earlier_" + name, name)
                .map(key -> model.provenance().getOrDefault(key, ""))
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(", "));
        if (!all.isEmpty()) {
          facts.put("earlier_" + name, all);
        }
      }
      return facts;
    }
  }
}
