package org.denpan.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.denpan.Family;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.Network;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;

/// What is tried: `layers` hidden layers of `width` units each, with dropout after each of them,
/// trained with Adam; with weight decay, AdamW.
///
/// @param activation in words: `relu`, `leakyrelu 0.1`
/// @param dropout the rate, 0 for none
/// @param weightDecay λ of AdamW, 0 for none
/// @param batchSize rows a step
public record Settings(
    int layers,
    int width,
    String activation,
    double dropout,
    double learningRate,
    double weightDecay,
    int batchSize) {
  /// What is nearest to a network and an optimizer: as many layers as the network has dense ones,
  /// of the width and activation of the first, with its first dropout, and Adam in place of others.
  public static Settings near(Network hidden, Optimizer optimizer, int batchSize) {
    List<Dense> layers =
        hidden.layers().stream().filter(Dense.class::isInstance).map(Dense.class::cast).toList();
    double rate =
        hidden.layers().stream()
            .filter(Dropout.class::isInstance)
            .mapToDouble(layer -> ((Dropout) layer).rate())
            .findFirst()
            .orElse(0);
    return new Settings(
        layers.size(),
        layers.isEmpty() ? 1 : layers.getFirst().units(),
        layers.isEmpty() ? "relu" : Family.name(layers.getFirst().activation().getClass()),
        rate,
        optimizer.learningRate(),
        optimizer instanceof Optimizer.AdamW adamW ? adamW.weightDecay() : 0,
        batchSize);
  }

  /// The hidden layers.
  public Network network() {
    return Network.parse(layerWords());
  }

  /// The hidden layers in words, as [Network#parse] reads them: `64 relu, dropout 0.2, 64 relu,
  /// dropout 0.2`.
  public String layerWords() {
    String layer =
        width + " " + activation + (dropout > 0 ? ", dropout " + Domain.text(dropout) : "");
    return Collections.nCopies(layers, layer).stream().collect(Collectors.joining(", "));
  }

  public Optimizer optimizer() {
    return weightDecay > 0
        ? Optimizer.adamW(learningRate, weightDecay)
        : Optimizer.adam(learningRate);
  }

  /// The optimizer without its learning rate in words: `adam`, `adamw weightDecay=0.01`.
  public String optimizerWords() {
    return weightDecay > 0 ? "adamw weightDecay=" + Domain.text(weightDecay) : "adam";
  }

  /// A trainer with these settings.
  public Trainer trainer() {
    return Trainer.of(network()).optimizer(optimizer()).batchSize(batchSize);
  }

  /// By the names of [SearchSpace#NAMES].
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("layers", layers);
    map.put("width", width);
    map.put("activation", activation);
    map.put("dropout", dropout);
    map.put("learning-rate", learningRate);
    map.put("weight-decay", weightDecay);
    map.put("batch", batchSize);
    return map;
  }
}
