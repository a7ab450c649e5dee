package org.denpan.model;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.Family;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Records to JSON: nothing is written that [SpecReader] could not read.
final class SpecWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SpecWriter() {}

  static JsonNode toJson(Object spec) {
    return value(spec, spec.getClass().getSimpleName());
  }

  private static ObjectNode record(Record record) {
    Class<?> type = record.getClass();
    if (isOwn(type) && !Modifier.isPublic(type.getModifiers())) {
      throw new DenpanException(
          "cannot write " + type.getName() + ": it could not be read back; make the record public");
    }
    ObjectNode object = NODES.objectNode();
    object.put("type", isOwn(type) ? type.getName() : Family.name(type));
    for (RecordComponent component : type.getRecordComponents()) {
      String where = type.getSimpleName() + "." + component.getName();
      object.set(component.getName(), value(component(record, component), where));
    }
    return object;
  }

  /// Whether a type is a user's own: it came into a sealed family by a door left open for that.
  private static boolean isOwn(Class<?> type) {
    return Arrays.stream(type.getInterfaces()).anyMatch(i -> isDoor(i) || isOwn(i));
  }

  private static boolean isDoor(Class<?> type) {
    return !type.isSealed() && Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
  }

  private static Object component(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "cannot write %s: its '%s' cannot be read; make the record public, in an exported"
                  + " package",
              record.getClass().getName(),
              component.getName()),
          e);
    }
  }

  private static JsonNode value(Object value, String where) {
    return switch (value) {
      case String s -> NODES.stringNode(s);
      case Boolean b -> NODES.booleanNode(b);
      case Integer i -> NODES.numberNode(i);
      case Long l -> NODES.numberNode(l);
      case Double d when Double.isFinite(d) -> NODES.numberNode(d);
      case Double d -> throw new DenpanException("cannot write " + where + ": it is " + d);
      case Optional<?> o -> o.map(v -> value(v, where)).orElse(NODES.nullNode());
      case List<?> list -> {
        ArrayNode array = NODES.arrayNode();
        list.forEach(item -> array.add(value(item, where)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = NODES.objectNode();
        map.forEach((k, v) -> object.set(String.valueOf(k), value(v, where)));
        yield object;
      }
      case Record r -> record(r);
      case null, default ->
          throw new DenpanException(
              String.format(
                  Locale.ROOT,
                  "cannot write %s: a model file holds int, long, double, boolean, String, records,"
                      + " Optional, List and Map, got %s",
                  where,
                  value == null ? "null" : value.getClass().getName()));
    };
  }
}
