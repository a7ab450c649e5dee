package org.denpan.net;

import java.util.ArrayList;
import java.util.List;
import org.denpan.DenpanException;
import org.denpan.Family;

/// Layers written as words, one phrase each, commas between; see [Network#parse].
final class LayerWords {
  private static final String BLOCK = "residual";

  private LayerWords() {}

  static List<Layer> parse(String words) {
    List<String> phrases = phrases(words);
    List<Layer> layers = new ArrayList<>();
    for (String phrase : phrases) {
      if (phrase.isBlank() && phrases.size() > 1) {
        throw new DenpanException(
            "layers '" + words + "': layer " + (layers.size() + 1) + " is empty; remove the comma");
      }
      if (!phrase.isBlank()) {
        layers.add(layer(phrase.strip()));
      }
    }
    return layers;
  }

  /// The text between the commas that stand outside of brackets.
  private static List<String> phrases(String words) {
    List<String> phrases = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth < 0) {
        throw new DenpanException("layers '" + words + "': ')' without its '('");
      }
      if (c == ',' && depth == 0) {
        phrases.add(words.substring(start, i));
        start = i + 1;
      }
    }
    if (depth > 0) {
      throw new DenpanException("layers '" + words + "': '(' without its ')'");
    }
    phrases.add(words.substring(start));
    return phrases;
  }

  private static Layer layer(String phrase) {
    if (phrase.contains("(")) {
      return block(phrase);
    }
    String[] parts = phrase.split("\\s+", 2);
    if (parts[0].matches("[+-]?\\d+")) {
      return dense(phrase, parts);
    }
    if (parts[0].equalsIgnoreCase("dense")) {
      throw new DenpanException(
          "layer '" + phrase + "': a dense layer is written as its units and activation: 64 relu");
    }
    if (parts[0].equalsIgnoreCase(BLOCK)) {
      throw new DenpanException(
          "layer '"
              + phrase
              + "': a block is written with its layers: "
              + BLOCK
              + " (64 relu, 64 identity)");
    }
    if (parts[0].equalsIgnoreCase("embedding")) {
      throw new DenpanException(
          "layer '"
              + phrase
              + "': embeddings follow from the columns, so they are not written here; --columns"
              + " \"zip=embedding\" and --embed-from ask for them");
    }
    String word = parts[0].replaceFirst("^\\d+", "");
    boolean activation = Family.of(Activation.class).find(word).isPresent();
    boolean glued = !word.equals(parts[0]);
    if (activation && (glued || (parts.length > 1 && parts[1].matches("\\d+")))) {
      throw new DenpanException(
          "layer '" + phrase + "': units come first, then the activation, as in '64 " + word + "'");
    }
    return Family.of(Layer.class).parse(phrase);
  }

  private static Dense dense(String phrase, String[] parts) {
    if (parts.length < 2) {
      throw new DenpanException(
          "layer '"
              + phrase
              + "' lacks its activation, as in '"
              + phrase
              + " relu'; known: "
              + String.join(", ", Family.of(Activation.class).names()));
    }
    int units;
    try {
      units = Integer.parseInt(parts[0]);
    } catch (NumberFormatException e) {
      throw new DenpanException("layer '" + phrase + "' has too many units", e);
    }
    return new Dense(units, Family.of(Activation.class).parse(parts[1]));
  }

  private static Layer block(String phrase) {
    int open = phrase.indexOf('(');
    String word = phrase.substring(0, open).strip();
    if (!word.equalsIgnoreCase(BLOCK) || !phrase.endsWith(")")) {
      throw new DenpanException(
          "layer '"
              + phrase
              + "': only a block has brackets: "
              + BLOCK
              + " (64 relu, 64 identity)");
    }
    return new Residual(parse(phrase.substring(open + 1, phrase.length() - 1)));
  }
}
