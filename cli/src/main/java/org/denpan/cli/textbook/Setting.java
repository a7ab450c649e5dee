package org.denpan.cli.textbook;

import java.util.Optional;
import org.denpan.data.Column;
import org.denpan.data.DataException;
import org.denpan.data.Table;

/// What a row is run with.
///
/// @param seed the seed of all chance
/// @param seeds how many seeds are tried where many are
/// @param epochs how many epochs the classic run takes
/// @param data images to learn from instead of the built-in ones, if any
public record Setting(long seed, int seeds, int epochs, Optional<Data> data) {
  /// The seeds that the textbook asks for.
  public static final int SEEDS = 100;

  /// The epochs of the classic run.
  public static final int EPOCHS = 17;

  /// Rows to learn from and rows to test with.
  public record Data(String name, Table train, Table test) {
    /// @throws DataException unless the rows are of three classes or more
    public Data {
      if (!(train.targetColumn() instanceof Column.Categories c) || c.dictionary().size() < 3) {
        throw new DataException(
            name
                + " is not what these rows are about: their data has three classes or more, such as"
                + " the folder with the four files of MNIST");
      }
    }
  }

  /// What the command runs by default.
  public static Setting of(long seed) {
    return new Setting(seed, SEEDS, EPOCHS, Optional.empty());
  }
}
