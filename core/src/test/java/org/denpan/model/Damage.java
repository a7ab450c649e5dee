package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.denpan.DenpanException;
import org.denpan.data.Encoder;

/// What a damaged file may do: be refused with a [ModelFormatException], or be a model that works.
final class Damage {
  static final Path NAME = Path.of("damaged.denpan");

  private Damage() {}

  /// A seed that is printed, so that a failure can be replayed.
  static long seed() {
    long value = Long.getLong("denpan.seed", System.nanoTime());
    System.out.println("replay with -Ddenpan.seed=" + value);
    return value;
  }

  /// Whether the file is a model still.
  ///
  /// @throws AssertionError if it is neither that nor refused as it should be
  static boolean isHarmless(byte[] bytes, long seed, int trial) {
    String replay = "-Ddenpan.seed=" + seed + ", trial " + trial;
    try {
      Model model = ModelFile.read(NAME, new BytesChannel(bytes));
      Specs specs = new Specs();
      assertThat(specs.read(specs.write(model.encoder()), Encoder.class))
          .as(replay)
          .isEqualTo(model.encoder());
      if (model.target().column().equals("churned")) {
        askForPredictions(model);
      }
      return true;
    } catch (ModelFormatException e) {
      assertThat(e.getMessage()).as(replay).startsWith(NAME.toString());
      return false;
    } catch (RuntimeException | Error e) {
      return fail(replay + ": " + e + "\n" + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  /// Columns may have got other names, which is said; anything else would be a defect.
  private static void askForPredictions(Model model) {
    try {
      assertThat(model.predict(Models.customers()).rows()).isEqualTo(5);
    } catch (ModelFormatException e) {
      throw new AssertionError("too late to refuse the file", e);
    } catch (DenpanException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
