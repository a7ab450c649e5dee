package org.denpan.model;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Family;
import tools.jackson.databind.JsonNode;

/// JSON to records. No class is ever looked up by a name from the file: a name only chooses among
/// the members of the family that is expected, and the classes that the caller gave.
final class SpecReader {
  private final List<Class<?>> customs;
  private final Map<Class<?>, Family<?>> families = new HashMap<>();
  private final Map<Class<?>, Shape> shapes = new HashMap<>();

  /// What reflection says of a record, which is slow to ask.
  private record Shape(RecordComponent[] components, Object[] defaults) {
    static Shape of(Class<?> record) {
      return new Shape(record.getRecordComponents(), Family.defaults(record));
    }
  }

  SpecReader(List<Class<?>> customs) {
    this.customs = customs;
  }

  Object fromJson(JsonNode node, Type type, String where) {
    if (type instanceof ParameterizedType p) {
      return generic(node, p, where);
    }
    if (!(type instanceof Class<?> wanted)) {
      throw new ModelFormatException(where + ": " + type + " cannot be read from a model file");
    }
    if (wanted == int.class || wanted == Integer.class) {
      return expect(node, node.isInt(), "a whole number", where).intValue();
    }
    if (wanted == long.class || wanted == Long.class) {
      return expect(
              node, node.isIntegralNumber() && node.canConvertToLong(), "a whole number", where)
          .longValue();
    }
    if (wanted == double.class || wanted == Double.class) {
      boolean fits = node.isNumber() && Double.isFinite(node.doubleValue());
      return expect(node, fits, "a finite number", where).doubleValue();
    }
    if (wanted == boolean.class || wanted == Boolean.class) {
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
    Shape shape = shapes.computeIfAbsent(record, Shape::of);
    RecordComponent[] components = shape.components;
    Object[] values = shape.defaults.clone();
    checkKnown(node, shape, where);
    for (int i = 0; i < components.length; i++) {
      JsonNode part = node.get(components[i].getName());
      if (part != null) {
        values[i] =
            fromJson(part, components[i].getGenericType(), where + "." + components[i].getName());
      } else if (values[i] == null && components[i].getType() == Optional.class) {
        values[i] = Optional.empty(); // from before there was such a component
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

  /// What this version does not know may change what the model says, so it is not passed over.
  private static void checkKnown(JsonNode node, Shape shape, String where) {
    for (String name : node.propertyNames()) {
      if (!name.equals("type")
          && Arrays.stream(shape.components).noneMatch(c -> c.getName().equals(name))) {
        throw new ModelFormatException(
            String.format(
                Locale.ROOT,
                "%s has '%s', which this version of Denpan does not know",
                where,
                Specs.brief(name)));
      }
    }
  }

  private Class<?> member(JsonNode node, Class<?> family, String where) {
    JsonNode type = node.get("type");
    if (type == null || !type.isString()) {
      throw new ModelFormatException(where + " lacks its 'type'");
    }
    String name = type.stringValue();
    Family<?> known = families.computeIfAbsent(family, Family::of);
    return Stream.concat(
            known.find(name).stream(),
            customs.stream()
                .filter(c -> c.isRecord() && family.isAssignableFrom(c))
                .filter(c -> c.getName().equals(name)))
        .findFirst()
        .orElseThrow(() ->
            new ModelFormatException(
                String.format(
                    Locale.ROOT,
                    "%s: unknown %s '%s'; this version knows %s%s",
                    where,
                    Family.name(family),
                    Specs.brief(name),
                    known.names().stream().collect(Collectors.joining(", ")),
                    name.contains(".")
                        ? "; a class of your own must be named when the model is loaded"
                        : "")));
  }

  private static JsonNode expect(JsonNode node, boolean fits, String what, String where) {
    if (!fits) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT, "%s: expected %s, found %s", where, what, Specs.brief(node.toString())));
    }
    return node;
  }
}
