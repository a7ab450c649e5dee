package org.denpan.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.Range;
import org.denpan.Seed;
import org.denpan.Words;
import org.denpan.net.Activation;

/// Where each of the [Settings] is drawn from. The usual ranges are about those in which Gorishniy
/// et al. 2021, "Revisiting deep learning models for tabular data", search for their MLP, smaller
/// in layers and with larger rates of decay, which AdamW multiplies by the learning rate.
///
/// @param layers how many hidden layers
/// @param width units in each
/// @param activations in words
/// @param batchSize rows a step
/// @param start what the first trial has, as far as it is in the ranges
public record SearchSpace(
    Domain layers,
    Domain width,
    List<String> activations,
    Domain dropout,
    Domain learningRate,
    Domain weightDecay,
    Domain batchSize,
    Settings start) {
  /// What [#with] knows, as the command line has it.
  public static final List<String> NAMES =
      List.of("layers", "width", "activation", "dropout", "learning-rate", "weight-decay", "batch");

  private static final int MOST_LAYERS = 100;
  private static final int MOST_UNITS = 65_536;
  private static final int SMALLEST_BATCH = 32;
  private static final int LARGEST_BATCH = 1024;
  private static final int FEWEST_STEPS = 8;
  private static final Settings USUAL = new Settings(2, 128, "relu", 0, 1e-3, 0, 128);

  /// @throws DenpanException naming a setting that could be drawn out of its range
  public SearchSpace {
    activations = List.copyOf(activations);
    checkWhole("layers", layers, 0, MOST_LAYERS);
    checkWhole("width", width, 1, MOST_UNITS);
    checkWhole("batch", batchSize, 1, Integer.MAX_VALUE);
    check("dropout", dropout, dropout.from() >= 0 && dropout.to() < 1, "in [0, 1)");
    check("learning-rate", learningRate, learningRate.from() > 0, "positive");
    check("weight-decay", weightDecay, weightDecay.from() >= 0, "at least 0");
    boolean small = weightDecay.to() * learningRate.to() < 1;
    check("weight-decay", weightDecay, small, "less than 1/learning-rate");
    if (activations.isEmpty()) {
      throw new DenpanException("activation: name at least one, such as relu");
    }
    activations.forEach(SearchSpace::checkActivation);
  }

  /// The usual ranges for so many training rows: 1 to 4 layers of 16 to 512 units, relu, gelu, silu
  /// or selu, dropout up to 0.5 or none, learning rates from 0.0001 to 0.03, weight decay from
  /// 0.00001 to 0.1 or none, and batches of 32 to 1024 rows, but not so large that an epoch has
  /// fewer than 8 steps, and then of smaller ones too.
  public static SearchSpace usual(int rows) {
    int fitting = Integer.highestOneBit(Math.max(1, rows / FEWEST_STEPS));
    return new SearchSpace(
        new Domain.Whole(1, 4),
        new Domain.Steps(16, 512),
        List.of("relu", "gelu", "silu", "selu"),
        new Domain.OrZero(new Domain.Even(0, 0.5)),
        new Domain.Log(1e-4, 3e-2),
        new Domain.OrZero(new Domain.Log(1e-5, 0.1)),
        new Domain.Powers(
            Math.clamp(fitting / 4, 1, SMALLEST_BATCH), Math.min(LARGEST_BATCH, fitting)),
        USUAL);
  }

  private static void checkWhole(String name, Domain domain, int least, int most) {
    check(name, domain, domain.whole(), "whole numbers");
    boolean right = domain.from() >= least && domain.to() <= most;
    check(name, domain, right, "between " + least + " and " + most);
  }

  private static void check(String name, Domain domain, boolean right, String range) {
    Range.check(right, name, domain.words(), range);
  }

  private static void checkActivation(String words) {
    Activation activation = Family.of(Activation.class).parse(words);
    activation
        .obstacle()
        .ifPresent(obstacle -> {
          throw new DenpanException("activation " + words + ": " + obstacle);
        });
  }

  /// The same space with another range for one setting.
  ///
  /// @param name one of [#NAMES]
  /// @param words `32..256`: as before, between these ends; `64,128`: one of these; `relu`: this
  /// @throws DenpanException saying what is wrong with them
  public SearchSpace with(String name, String words) {
    return switch (name) {
      case "layers" ->
          replaced(
              drawn(name, layers, words), width, dropout, learningRate, weightDecay, batchSize);
      case "width" ->
          replaced(
              layers, drawn(name, width, words), dropout, learningRate, weightDecay, batchSize);
      case "dropout" ->
          replaced(
              layers, width, drawn(name, dropout, words), learningRate, weightDecay, batchSize);
      case "learning-rate" ->
          replaced(
              layers, width, dropout, drawn(name, learningRate, words), weightDecay, batchSize);
      case "weight-decay" ->
          replaced(
              layers, width, dropout, learningRate, drawn(name, weightDecay, words), batchSize);
      case "batch" ->
          replaced(
              layers, width, dropout, learningRate, weightDecay, drawn(name, batchSize, words));
      case "activation" ->
          new SearchSpace(
              layers,
              width,
              Stream.of(words.split(",", -1)).map(String::strip).toList(),
              dropout,
              learningRate,
              weightDecay,
              batchSize,
              start);
      default ->
          throw new DenpanException(
              "a search has no '" + name + "'; " + Words.suggestion(name, NAMES));
    };
  }

  private SearchSpace replaced(
      Domain newLayers,
      Domain newWidth,
      Domain newDropout,
      Domain newLearningRate,
      Domain newWeightDecay,
      Domain newBatchSize) {
    return new SearchSpace(
        newLayers,
        newWidth,
        activations,
        newDropout,
        newLearningRate,
        newWeightDecay,
        newBatchSize,
        start);
  }

  /// The same space with other settings for the first trial.
  public SearchSpace startingWith(Settings first) {
    return new SearchSpace(
        layers, width, activations, dropout, learningRate, weightDecay, batchSize, first);
  }

  private static Domain drawn(String name, Domain before, String words) {
    String[] ends = words.split("\\.\\.", -1);
    try {
      return ends.length == 2
          ? before.within(number(ends[0]), number(ends[1]))
          : new Domain.Listed(Stream.of(words.split(",", -1)).map(SearchSpace::number).toList());
    } catch (NumberFormatException e) {
      throw new DenpanException(
          name
              + " must be a range such as "
              + before.words()
              + ", or numbers with commas between, got '"
              + words
              + "'",
          e);
    } catch (DenpanException e) {
      throw new DenpanException(name + ": " + e.getMessage(), e);
    }
  }

  private static double number(String text) {
    return Double.parseDouble(text.strip());
  }

  /// The settings of a trial. The first has those that one would try by hand, as far as they are in
  /// the space; the others draw each setting from the stream `trial/` and its name, so that a trial
  /// is the same whatever else is tried, and whatever the ranges of the other settings.
  ///
  /// @param number from 0
  public Settings settings(long seed, int number) {
    if (number == 0) {
      return new Settings(
          (int) layers.nearest(start.layers()),
          (int) width.nearest(start.width()),
          activations.contains(start.activation()) ? start.activation() : activations.getFirst(),
          dropout.nearest(start.dropout()),
          learningRate.nearest(start.learningRate()),
          weightDecay.nearest(start.weightDecay()),
          (int) batchSize.nearest(start.batchSize()));
    }
    Seed source = new Seed(seed);
    int chosen = source.stream("trial/activation", number).nextInt(activations.size());
    return new Settings(
        (int) layers.draw(source.stream("trial/layers", number)),
        (int) width.draw(source.stream("trial/width", number)),
        activations.get(chosen),
        dropout.draw(source.stream("trial/dropout", number)),
        learningRate.draw(source.stream("trial/learning-rate", number)),
        weightDecay.draw(source.stream("trial/weight-decay", number)),
        (int) batchSize.draw(source.stream("trial/batch", number)));
  }

  /// The ranges in words, by name.
  public Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("layers", layers.words());
    words.put("width", width.words());
    words.put("activation", String.join(",", activations));
    words.put("dropout", dropout.words());
    words.put("learning-rate", learningRate.words());
    words.put("weight-decay", weightDecay.words());
    words.put("batch", batchSize.words());
    return words;
  }
}
