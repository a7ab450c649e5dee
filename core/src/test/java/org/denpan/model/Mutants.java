package org.denpan.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.denpan.Seed;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Model files changed by chance: as bytes, bit by bit, cut, repeated and spliced, and as what they
/// describe, with one to three values of the JSON replaced, removed, repeated or copied from
/// elsewhere, which gets behind the first checks.
final class Mutants {
  private static final JsonMapper JSON = new JsonMapper();

  /// The texts of the metadata, those that are JSON more often.
  private static final List<String> TEXTS =
      List.of(
          "network",
          "network",
          "encoder",
          "encoder",
          "loss",
          "adjustment",
          "provenance",
          "format",
          "version");

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

  private final List<byte[]> originals;
  private final List<ModelBytes> parsed;
  private final List<JsonNode> descriptions;

  Mutants(List<byte[]> originals) {
    this.originals = originals;
    parsed = originals.stream().map(ModelBytes::of).toList();
    descriptions =
        parsed.stream()
            .flatMap(m -> TEXTS.stream().limit(6).distinct().map(key -> text(m.header(), key)))
            .filter(JsonNode::isObject)
            .toList();
  }

  private static JsonNode text(JsonNode header, String key) {
    JsonNode text = header.path(Safetensors.METADATA).path(key);
    return text.isString() ? JSON.readTree(text.stringValue()) : text;
  }

  /// One of them, the same from the same random numbers.
  byte[] draw(Seed.Stream random) {
    int which = random.nextInt(originals.size());
    return random.nextInt(5) < 3
        ? description(parsed.get(which), random)
        : bytes(originals.get(which), random);
  }

  private byte[] description(ModelBytes original, Seed.Stream random) {
    ModelBytes damaged = original;
    for (int i = random.nextInt(3); i >= 0; i--) {
      damaged =
          damaged.header(header -> {
            if (random.nextInt(5) > 0
                && header.path(Safetensors.METADATA) instanceof ObjectNode texts) {
              text(texts, TEXTS.get(random.nextInt(TEXTS.size())), random);
            } else {
              new TreeMutation(header, descriptions, random).apply();
            }
          });
    }
    return random.nextInt(20) == 0 ? bytes(damaged.bytes(), random) : damaged.bytes();
  }

  /// A text of the metadata that is JSON is opened, damaged and closed again.
  private void text(ObjectNode texts, String key, Seed.Stream random) {
    JsonNode text = texts.path(key);
    if (text.isString() && text.stringValue().startsWith("{")) {
      try {
        JsonNode tree = JSON.readTree(text.stringValue());
        new TreeMutation(tree, descriptions, random).apply();
        texts.put(key, JSON.writeValueAsString(tree));
      } catch (JacksonException e) {
        texts.remove(key); // damaged before
      }
    } else {
      texts.set(key, new TreeMutation(texts, descriptions, random).any());
    }
  }

  private byte[] bytes(byte[] original, Seed.Stream random) {
    byte[] bytes = original;
    for (int i = random.nextInt(3); i >= 0 && bytes.length > 8; i--) {
      bytes =
          switch (random.nextInt(9)) {
            case 0 -> withByte(bytes, random.nextInt(bytes.length), random.nextInt(256));
            case 1 -> {
              int at = random.nextInt(bytes.length);
              yield withByte(bytes, at, bytes[at] ^ (1 << random.nextInt(8)));
            }
            case 2 ->
                splice(bytes, random.nextInt(bytes.length), 1 + random.nextInt(8), new byte[0]);
            case 3 -> splice(bytes, random.nextInt(bytes.length), 0, token(random));
            case 4 -> withNumber(bytes, random);
            case 5 -> Arrays.copyOf(bytes, random.nextInt(bytes.length)); // cut short
            case 6 -> spliced(bytes, originals.get(random.nextInt(originals.size())), random);
            case 7 -> withLength(bytes, length(random));
            default -> repeated(bytes, random);
          };
    }
    return random.nextInt(4) == 0 ? bytes : withRightLength(bytes);
  }

  private static byte[] withByte(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] token(Seed.Stream random) {
    return TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
  }

  /// Puts another token in the place of a number, so that the JSON stays JSON.
  private static byte[] withNumber(byte[] bytes, Seed.Stream random) {
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

  private static byte[] repeated(byte[] bytes, Seed.Stream random) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(100));
    return splice(bytes, to, 0, Arrays.copyOfRange(bytes, from, to));
  }

  /// The beginning of one file and the end of another.
  private static byte[] spliced(byte[] one, byte[] other, Seed.Stream random) {
    int from = random.nextInt(other.length);
    return splice(
        one, random.nextInt(one.length), one.length, Arrays.copyOfRange(other, from, other.length));
  }

  private static byte[] splice(byte[] bytes, int at, int removed, byte[] added) {
    int rest = Math.min(bytes.length, at + removed);
    byte[] changed = Arrays.copyOf(bytes, bytes.length - (rest - at) + added.length);
    System.arraycopy(added, 0, changed, at, added.length);
    System.arraycopy(bytes, rest, changed, at + added.length, bytes.length - rest);
    return changed;
  }

  /// A length of the header that is any, or near an end of what it may be.
  private static long length(Seed.Stream random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(10_000);
      case 1 -> Safetensors.MAX_HEADER - 1 + random.nextInt(3);
      case 2 -> 1L << random.nextInt(64);
      default -> -1 - random.nextInt(3);
    };
  }

  private static byte[] withLength(byte[] bytes, long length) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
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
    return withLength(bytes, end - 8);
  }
}
