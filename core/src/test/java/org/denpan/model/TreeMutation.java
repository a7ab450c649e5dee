package org.denpan.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.denpan.Seed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One change of a JSON tree at one place drawn by chance.
///
/// @param donors trees to copy from, besides this one
record TreeMutation(JsonNode root, List<JsonNode> donors, Seed.Stream random) {
  private static final JsonMapper JSON = new JsonMapper();

  private static final JsonNode VALUES =
      JSON.readTree(
          """
          [0, -1, 1, 2, 3, 46341, 65536, 2147483647, -2147483648, 4294967296, 0.5, -0.5, 1e308,
          -1e308, 1e-320, 1e999, true, false, null, "", "NaN", "relu", "softmax", "dense", "dropout",
          "batchnorm", "onehot", "images", "standardize", "number", "classes", "crossentropy",
          "java.lang.Runtime", [], {}, [[]], {"type": "relu"}, {"type": "dropout", "rate": 0.5},
          {"type": "normal", "deviation": 1}, {"type": "dense", "units": 3},
          {"type": "images", "column": "image", "height": 46340, "columns": 46340},
          {"type": "periodic", "waves": 1073741824, "size": 2},
          {"type": "residual", "layers": [{"type": "relu"}]}]
          """);

  void apply() {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    switch (containers.get(random.nextInt(containers.size()))) {
      case ObjectNode object when !object.isEmpty() -> change(object);
      case ArrayNode array when !array.isEmpty() -> change(array);
      case ArrayNode empty -> empty.add(any());
      default -> {} // an empty object stays as it is
    }
  }

  private void change(ObjectNode object) {
    List<String> names = List.copyOf(object.propertyNames());
    String name = names.get(random.nextInt(names.size()));
    JsonNode old = object.path(name);
    switch (random.nextInt(8)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(names.get(random.nextInt(names.size())) + "x", object.remove(name));
      case 2 -> object.set(names.get(random.nextInt(names.size())), old.deepCopy());
      case 3, 4 -> object.set(name, near(old));
      default -> object.set(name, any());
    }
  }

  private void change(ArrayNode array) {
    int index = random.nextInt(array.size());
    switch (random.nextInt(8)) {
      case 0 -> array.remove(index);
      case 1 -> array.insert(index, array.get(index).deepCopy());
      case 2 -> array.removeAll();
      case 3 -> array.addAll(array.deepCopy());
      case 4 -> array.set(index, array.get(random.nextInt(array.size())).deepCopy());
      case 5 -> array.set(index, near(array.get(index)));
      default -> array.set(index, any());
    }
  }

  /// A number a little or much larger or smaller; anything else replaced.
  private JsonNode near(JsonNode old) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (old.isInt()) {
      int value = old.intValue();
      return nodes.numberNode(
          switch (random.nextInt(4)) {
            case 0 -> value + 1;
            case 1 -> value - 1;
            case 2 -> 2 * value;
            default -> -value;
          });
    }
    if (old.isNumber()) {
      double value = old.doubleValue();
      return nodes.numberNode(
          switch (random.nextInt(4)) {
            case 0 -> -value;
            case 1 -> value * 1e-300;
            case 2 -> value * 1e300;
            default -> Math.nextUp(value);
          });
    }
    return old.isBoolean() ? nodes.booleanNode(!old.booleanValue()) : any();
  }

  /// A value from the list above, or a copy of one from a tree.
  JsonNode any() {
    if (random.nextInt(3) > 0) {
      return VALUES.get(random.nextInt(VALUES.size())).deepCopy();
    }
    JsonNode tree = random.nextInt(2) == 0 ? root : donors.get(random.nextInt(donors.size()));
    List<JsonNode> places = new ArrayList<>();
    collect(tree, places);
    JsonNode place = places.get(random.nextInt(places.size()));
    List<JsonNode> children = new ArrayList<>();
    for (Map.Entry<String, JsonNode> child : place.properties()) {
      children.add(child.getValue());
    }
    place.forEach(children::add);
    return (children.isEmpty() ? place : children.get(random.nextInt(children.size()))).deepCopy();
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }
}
