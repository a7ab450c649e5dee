package org.denpan.train;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.denpan.DenpanException;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Spool;
import org.denpan.data.Table;

/// The rows to learn from, as the settings want them shuffled and weighted.
final class TrainingRows {
  /// Numbers in a window of a table beyond memory, and blocks.
  private static final int LARGEST_WINDOW = 1 << 23;

  private static final int LARGEST_WINDOW_BLOCKS = new Shuffle.Blocks().window();

  private TrainingRows() {}

  /// @throws DenpanException for a shuffle that would have no effect
  static Rows inMemory(Settings settings, Encoder encoder, Table train) {
    if (settings.shuffle.isPresent() && (settings.replacement || settings.takesAll())) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "the shuffle %s has no effect with %s; leave one of them out",
              settings.shuffle.get(),
              settings.takesAll()
                  ? "L-BFGS, which takes all rows in every step"
                  : "drawing with replacement"));
    }
    Examples examples = encoder.encode(train);
    Examples weighted =
        settings
            .classWeights
            .map(weights -> weights.weighting(examples).apply(examples))
            .orElse(examples);
    return new MemoryRows(
        weighted,
        settings.shuffle.orElse(new Shuffle.Full()),
        settings.replacement,
        settings.takesAll(),
        settings.source());
  }

  /// @throws DenpanException for settings that need all rows in memory
  static Rows beyondMemory(Settings settings, Encoder encoder, Spool train) {
    Shuffle.Blocks blocks = blocks(settings, train, encoder.width());
    Optional<UnaryOperator<Examples>> weighting =
        settings.classWeights.map(weights -> weights.weighting(train, encoder));
    return new SpooledRows(
        train,
        encoder,
        weighting.orElse(UnaryOperator.identity()),
        blocks,
        settings.source(),
        settings.workers());
  }

  private static Shuffle.Blocks blocks(Settings settings, Spool train, int inputs) {
    int width = Math.max(inputs, train.columns().columns().size());
    int most = Math.clamp(LARGEST_WINDOW / ((long) Spool.BLOCK * width), 1, LARGEST_WINDOW_BLOCKS);
    Shuffle chosen = settings.shuffle.orElse(new Shuffle.Blocks(most));
    if (!(chosen instanceof Shuffle.Blocks blocks) || settings.replacement || settings.takesAll()) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "%s is beyond memory, and %s needs all rows in memory; leave it out, or allow more"
                  + " memory",
              train.name(),
              settings.takesAll()
                  ? "L-BFGS"
                  : settings.replacement ? "drawing with replacement" : "a full shuffle"));
    }
    long window = (long) blocks.window() * Spool.BLOCK;
    if (settings.batchSizeFor(train.rows()) > window) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "%s is beyond memory: a batch of %,d rows is more than the %,d of a window; choose a"
                  + " smaller batch",
              train.name(),
              settings.batchSizeFor(train.rows()),
              window));
    }
    return blocks;
  }
}
