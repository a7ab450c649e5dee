package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.denpan.Seed;
import org.denpan.cli.Denpans.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Truncated, corrupted and hostile model files end in one clear message and exit code 1.
class BadModelTest {
  @TempDir private Path folder;
  private byte[] good = {};
  private Path file = Path.of("");

  @BeforeEach
  void train() throws IOException {
    good = Files.readAllBytes(Denpans.churnModel(folder));
    file = folder.resolve("bad.denpan");
  }

  private void refused(byte[] bytes, String... words) throws IOException {
    Files.write(file, bytes);
    for (String command : new String[] {"inspect", "check"}) {
      Denpans.run(command, file).failed(1, words).failed(1, "bad.denpan");
    }
    Denpans.run("predict", file, folder.resolve("churn.csv")).failed(1, words);
  }

  /// The good file with another header.
  private byte[] header(UnaryOperator<String> change) {
    int length = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String json = new String(good, 8, length, StandardCharsets.UTF_8);
    byte[] changed = change.apply(json).getBytes(StandardCharsets.UTF_8);
    assertThat(changed).isNotEqualTo(Arrays.copyOfRange(good, 8, 8 + length));
    return ByteBuffer.allocate(good.length - length + changed.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(changed.length)
        .put(changed)
        .put(good, 8 + length, good.length - 8 - length)
        .array();
  }

  @Test
  void aMissingFileAndAFolderAreNoModel() {
    Denpans.run("inspect", folder.resolve("none")).failed(1, "no model file");
    Denpans.run("inspect", folder).failed(1, folder.toString());
  }

  @Test
  void aTableIsNoModel() {
    Denpans.run("inspect", folder.resolve("churn.csv")).failed(1, "churn.csv");
  }

  @Test
  void aTruncatedFileIsCutShort() throws IOException {
    refused(Arrays.copyOf(good, good.length - 10), "cut short");
    refused(Arrays.copyOf(good, 5));
    refused(new byte[0]);
  }

  @Test
  void aHugeHeaderIsNotBelieved() throws IOException {
    byte[] huge = good.clone();
    ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE);
    refused(huge, "header");
  }

  @Test
  void overlappingTensorsAreRefused() throws IOException {
    refused(header(json -> json.replaceFirst("\"data_offsets\":\\[128,", "\"data_offsets\":[64,")));
  }

  @Test
  void anUnknownLayerIsRefusedByItsName() throws IOException {
    refused(
        header(json ->
            json.replaceFirst(
                "\\\\\"type\\\\\":\\\\\"dense\\\\\"", "\\\\\"type\\\\\":\\\\\"evil\\\\\"")),
        "unknown layer 'evil'");
  }

  @Test
  void aHugeLayerIsNotAllocated() throws IOException {
    refused(header(json -> json.replaceFirst("units\\\\\":8", "units\\\\\":100000000")));
  }

  @Test
  void notANumberIsNoWeight() throws IOException {
    byte[] bad = good.clone();
    ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putFloat(bad.length - 4, Float.NaN);
    refused(bad, "NaN");
  }

  @Test
  void noChangedByteIsAFaultOfThisProgram() throws IOException {
    long start = Long.getLong("denpan.seed", System.nanoTime());
    Seed.Stream random = new Seed(start).stream("corrupt");
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      int at = random.nextInt(i % 2 == 0 ? 200 : bad.length);
      bad[at] = (byte) random.nextInt(256);
      Files.write(file, bad);
      Result result = Denpans.run("inspect", file);
      assertThat(result.err())
          .as("byte %d set to %d, -Ddenpan.seed=%d", at, bad[at], start)
          .doesNotContain("fault in denpan");
      assertThat(result.code()).isBetween(0, 1);
    }
  }
}
