package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Files damaged at random: a [ModelFormatException] or a model that works, and nothing else.
@Timeout(60)
class DamagedFileTest {
  private static final int TRIALS = 20_000;
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  /// What a mutation puts into the text of a header, besides random bytes.
  private static final String[] TOKENS = {
    "0",
    "-1",
    "1e999",
    "-0.0",
    "2147483647",
    "9223372036854775807",
    "1e-400",
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "\"relu\"",
    "\"F64\"",
    "\\\"",
    ",",
    ":",
    "}",
    "]",
    "{",
    "[",
    " ",
    "\\u0000",
    "é"
  };

  @Test
  void everyShorterFileIsRefused() {
    byte[] whole = ModelBytes.of(Models.smallest()).bytes();
    for (int length = 0; length < whole.length; length++) {
      BytesChannel cut = new BytesChannel(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> ModelFile.read(Damage.NAME, cut))
          .as("cut to %d of %d bytes", length, whole.length)
          .isInstanceOf(ModelFormatException.class)
          .hasMessageStartingWith(Damage.NAME.toString());
      assertThat(cut.isOpen()).isFalse();
    }
  }

  @Test
  void mutationsAreRefusedOrStillAModel() {
    long value = Damage.seed();
    byte[][] originals = {
      ModelBytes.of(Models.classifier()).bytes(),
      ModelBytes.of(Models.regression()).bytes(),
      ModelBytes.of(Models.smallest()).bytes()
    };
    long end = System.nanoTime() + AT_MOST.toNanos();
    int models = 0;
    int trial = 0;
    while (trial < TRIALS && System.nanoTime() < end) {
      Seed.Stream random = new Seed(value).stream("mutation", trial);
      byte[] damaged = mutate(originals[random.nextInt(originals.length)], random);
      models += Damage.isHarmless(damaged, value, trial) ? 1 : 0;
      trial++;
    }
    System.out.println(trial + " mutations, of which " + models + " are models still");
    assertThat(models).as("mutations that do no harm").isPositive();
    assertThat(trial - models).as("mutations that are refused").isPositive();
  }

  private static byte[] mutate(byte[] original, Seed.Stream random) {
    byte[] bytes = original;
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> replaceByte(bytes, random);
            case 1 -> flipBit(bytes, random);
            case 2 ->
                splice(bytes, random.nextInt(bytes.length), 1 + random.nextInt(8), new byte[0]);
            case 3 -> splice(bytes, random.nextInt(bytes.length), 0, token(random));
            case 4 -> replaceNumber(bytes, random);
            default -> repeatPart(bytes, random);
          };
    }
    return random.nextInt(8) == 0 ? bytes : withRightLength(bytes);
  }

  private static byte[] replaceByte(byte[] bytes, Seed.Stream random) {
    byte[] changed = bytes.clone();
    changed[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    return changed;
  }

  private static byte[] flipBit(byte[] bytes, Seed.Stream random) {
    byte[] changed = bytes.clone();
    changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private static byte[] token(Seed.Stream random) {
    return TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
  }

  /// Puts another token in the place of a number, so that the JSON stays JSON.
  private static byte[] replaceNumber(byte[] bytes, Seed.Stream random) {
    int start = random.nextInt(bytes.length);
    while (start < bytes.length && !Character.isDigit(bytes[start])) {
      start++;
    }
    int end = start;
    while (end < bytes.length && (Character.isDigit(bytes[end]) || bytes[end] == '.')) {
      end++;
    }
    return splice(bytes, start, end - start, token(random));
  }

  private static byte[] repeatPart(byte[] bytes, Seed.Stream random) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(100));
    return splice(bytes, to, 0, Arrays.copyOfRange(bytes, from, to));
  }

  private static byte[] splice(byte[] bytes, int at, int removed, byte[] added) {
    int rest = Math.min(bytes.length, at + removed);
    byte[] changed = Arrays.copyOf(bytes, bytes.length - (rest - at) + added.length);
    System.arraycopy(added, 0, changed, at, added.length);
    System.arraycopy(bytes, rest, changed, at + added.length, bytes.length - rest);
    return changed;
  }

  /// Announces the header up to its last brace, so that most mutations reach the JSON.
  private static byte[] withRightLength(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int brace = text.lastIndexOf("}}");
    if (brace < 8) {
      return bytes;
    }
    int end = brace + 2;
    while (end < bytes.length && bytes[end] == ' ') {
      end++;
    }
    byte[] changed = bytes.clone();
    for (int i = 0; i < 8; i++) {
      changed[i] = (byte) ((long) (end - 8) >>> (8 * i));
    }
    return changed;
  }
}
