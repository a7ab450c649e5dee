package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Files that are sound JSON throughout, with one or two of its values replaced, removed or copied
/// from elsewhere: these reach the checks behind the JSON.
@Timeout(60)
class DamagedDescriptionTest {
  private static final int TRIALS = 10_000;
  private static final Duration AT_MOST = Duration.ofSeconds(5);
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> TEXTS =
      List.of("network", "encoder", "loss", "provenance", "format", "version");

  private static final JsonNode VALUES =
      JSON.readTree(
          """
          [0, -1, 1, 2, 3, 46341, 65536, 2147483647, -2147483648, 4294967296, 0.5, -0.5, 1e308,
          -1e308, 1e-320, 1e999, true, false, null, "", "relu", "softmax", "dense", "dropout",
          "batchnorm", "onehot", "images", "standardize", "number", "classes", "crossentropy",
          "java.lang.Runtime", [], {}, [[]], {"type": "relu"}, {"type": "dropout", "rate": 0.5},
          {"type": "normal", "deviation": 1}, {"type": "dense", "units": 3}]
          """);

  @Test
  void valuesInOtherPlacesAreRefusedOrStillAModel() {
    long value = Damage.seed();
    List<ModelBytes> originals =
        List.of(ModelBytes.of(Models.classifier()), ModelBytes.of(Models.regression()));
    long end = System.nanoTime() + AT_MOST.toNanos();
    int models = 0;
    int trial = 0;
    while (trial < TRIALS && System.nanoTime() < end) {
      Seed.Stream random = new Seed(value).stream("description", trial);
      ModelBytes damaged = damage(originals.get(random.nextInt(originals.size())), random);
      models += Damage.isHarmless(damaged.bytes(), value, trial) ? 1 : 0;
      trial++;
    }
    System.out.println(trial + " changes, after which " + models + " are models still");
    assertThat(models).as("changes that do no harm").isPositive();
    assertThat(trial - models).as("changes that are refused").isPositive();
  }

  private static ModelBytes damage(ModelBytes original, Seed.Stream random) {
    ModelBytes damaged = original;
    for (int i = random.nextInt(2); i >= 0; i--) {
      int part = random.nextInt(10);
      damaged =
          damaged.header(header -> {
            if (part < 8 && header.path("__metadata__") instanceof ObjectNode texts) {
              damageText(texts, part < 6 ? part % 3 : part - 2, random);
            } else {
              damageTree(header, random);
            }
          });
    }
    return damaged;
  }

  /// A text of the metadata that is JSON is opened, damaged and closed again.
  private static void damageText(ObjectNode texts, int index, Seed.Stream random) {
    String key = TEXTS.get(index);
    JsonNode text = texts.path(key);
    if (text.isString() && text.stringValue().startsWith("{")) {
      JsonNode tree = JSON.readTree(text.stringValue());
      damageTree(tree, random);
      texts.put(key, JSON.writeValueAsString(tree));
    } else {
      texts.set(key, any(texts, random));
    }
  }

  private static void damageTree(JsonNode root, Seed.Stream random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    switch (containers.get(random.nextInt(containers.size()))) {
      case ObjectNode object when !object.isEmpty() -> {
        List<String> names = List.copyOf(object.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(5) == 0) {
          object.remove(name);
        } else {
          object.set(name, any(root, random));
        }
      }
      case ArrayNode array when !array.isEmpty() -> {
        int index = random.nextInt(array.size());
        switch (random.nextInt(4)) {
          case 0 -> array.remove(index);
          case 1 -> array.insert(index, array.get(index).deepCopy());
          default -> array.set(index, any(root, random));
        }
      }
      default -> {
        // an empty container stays as it is
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  /// A value from the list above, or a copy of one from the same tree.
  private static JsonNode any(JsonNode root, Seed.Stream random) {
    if (random.nextInt(3) > 0) {
      return VALUES.get(random.nextInt(VALUES.size())).deepCopy();
    }
    List<JsonNode> places = new ArrayList<>();
    collect(root, places);
    JsonNode place = places.get(random.nextInt(places.size()));
    List<JsonNode> children = new ArrayList<>();
    for (Map.Entry<String, JsonNode> child : place.properties()) {
      children.add(child.getValue());
    }
    place.forEach(children::add);
    return (children.isEmpty() ? place : children.get(random.nextInt(children.size()))).deepCopy();
  }
}
