package org.denpan.model;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Family;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Records as JSON and back. A member of a sealed family carries its name as `type`; only members
/// of the family that is expected, and classes named by the caller, are ever made. A component that
/// the JSON lacks takes its default, so that older files stay readable.
public final class Specs {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<Class<?>> customs;

  /// A reader and writer.
  ///
  /// @param customs a user's own layers and activations that may occur
  public Specs(Class<?>... customs) {
    this.customs = List.of(customs);
  }

  /// The record as one line of JSON.
  public String write(Object spec) {
    return JSON.writeValueAsString(toJson(spec));
  }

  /// The record that the JSON describes.
  ///
  /// @throws ModelFormatException if the text is not such a record
  public <T> T read(String json, Class<T> type) {
    try {
      return type.cast(fromJson(JSON.readTree(json), type, type.getSimpleName()));
    } catch (JacksonException e) {
      throw new ModelFormatException(
          type.getSimpleName() + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private JsonNode toJson(Object value) {
    return switch (value) {
      case String s -> JSON.getNodeFactory().stringNode(s);
      case Boolean b -> JSON.getNodeFactory().booleanNode(b);
      case Integer i -> JSON.getNodeFactory().numberNode(i);
      case Long l -> JSON.getNodeFactory().numberNode(l);
      case Double d -> JSON.getNodeFactory().numberNode(d);
      case Optional<?> o -> o.map(this::toJson).orElse(JSON.getNodeFactory().nullNode());
      case List<?> list -> {
        ArrayNode array = JSON.createArrayNode();
        list.forEach(item -> array.add(toJson(item)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = JSON.createObjectNode();
        map.forEach((k, v) -> object.set(String.valueOf(k), toJson(v)));
        yield object;
      }
      case Record r -> recordToJson(r);
      default -> throw new IllegalArgumentException("cannot write " + value.getClass());
    };
  }

  private ObjectNode recordToJson(Record record) {
    ObjectNode object = JSON.createObjectNode();
    object.put("type", typeName(record.getClass()));
    try {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        object.set(component.getName(), toJson(component.getAccessor().invoke(record)));
      }
    } catch (ReflectiveOperationException e) {
      throw new DenpanException(
          record.getClass().getName() + " cannot be read; make the record public", e);
    }
    return object;
  }

  /// A member's name within its family; a user's own class goes by its full name.
  private static String typeName(Class<?> type) {
    return type.getModule() == Specs.class.getModule() && type.getName().startsWith("org.denpan.")
        ? type.getSimpleName().toLowerCase(Locale.ROOT)
        : type.getName();
  }

  private Object fromJson(JsonNode node, Type type, String where) {
    if (type instanceof ParameterizedType p) {
      return generic(node, p, where);
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted == int.class || wanted == Integer.class) {
      return expect(node, node.isInt(), "a whole number", where).intValue();
    }
    if (wanted == long.class) {
      return expect(
              node, node.isIntegralNumber() && node.canConvertToLong(), "a whole number", where)
          .longValue();
    }
    if (wanted == double.class) {
      return expect(node, node.isNumber(), "a number", where).doubleValue();
    }
    if (wanted == boolean.class) {
      return expect(node, node.isBoolean(), "true or false", where).booleanValue();
    }
    if (wanted == String.class) {
      return expect(node, node.isString(), "a text", where).stringValue();
    }
    return record(expect(node, node.isObject(), "an object", where), wanted, where);
  }

  private Object generic(JsonNode node, ParameterizedType type, String where) {
    Type item = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    if (type.getRawType() == Optional.class) {
      return node.isNull() ? Optional.empty() : Optional.of(fromJson(node, item, where));
    }
    if (type.getRawType() == List.class) {
      expect(node, node.isArray(), "a list", where);
      List<Object> list = new ArrayList<>();
      for (JsonNode element : node) {
        list.add(fromJson(element, item, where + "[" + list.size() + "]"));
      }
      return list;
    }
    expect(node, node.isObject(), "an object", where);
    Map<String, Object> map = new LinkedHashMap<>();
    node.properties()
        .forEach(e -> map.put(e.getKey(), fromJson(e.getValue(), item, where + "." + e.getKey())));
    return map;
  }

  private Object record(JsonNode node, Class<?> wanted, String where) {
    Class<?> record = wanted.isRecord() ? wanted : member(node, wanted, where);
    RecordComponent[] components = record.getRecordComponents();
    Object[] values = Family.defaults(record);
    for (int i = 0; i < components.length; i++) {
      JsonNode part = node.get(components[i].getName());
      if (part != null) {
        values[i] =
            fromJson(part, components[i].getGenericType(), where + "." + components[i].getName());
      } else if (values[i] == null) {
        throw new ModelFormatException(where + " lacks '" + components[i].getName() + "'");
      }
    }
    try {
      return Family.create(record, values);
    } catch (DenpanException e) {
      throw new ModelFormatException(where + ": " + e.getMessage(), e);
    }
  }

  private Class<?> member(JsonNode node, Class<?> family, String where) {
    JsonNode type = node.get("type");
    if (type == null || !type.isString()) {
      throw new ModelFormatException(where + " lacks its 'type'");
    }
    String name = type.stringValue();
    Family<?> known = Family.of(family);
    return Stream.concat(
            known.find(name).stream(),
            customs.stream()
                .filter(c -> c.isRecord() && family.isAssignableFrom(c))
                .filter(c -> c.getName().equals(name)))
        .findFirst()
        .orElseThrow(() ->
            new ModelFormatException(
                "%s: unknown %s '%s'; this version knows %s%s"
                    .formatted(
                        where,
                        family.getSimpleName().toLowerCase(Locale.ROOT),
                        name,
                        known.names().stream().collect(Collectors.joining(", ")),
                        name.contains(".")
                            ? "; a class of your own must be named when the model is loaded"
                            : "")));
  }

  private static JsonNode expect(JsonNode node, boolean fits, String what, String where) {
    if (!fits) {
      String found = node.toString();
      throw new ModelFormatException(
          "%s: expected %s, found %s"
              .formatted(where, what, found.length() > 60 ? found.substring(0, 60) + "…" : found));
    }
    return node;
  }
}
