package org.denpan.model;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.denpan.Family;

/// The kinds of records that a model file holds, and those that it could hold.
final class Contents {
  private Contents() {}

  /// The classes of a record and of all within it.
  static void found(Object value, Set<String> into) {
    switch (value) {
      case Record record -> {
        into.add(record.getClass().getName());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          try {
            found(component.getAccessor().invoke(record), into);
          } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.toString(), e);
          }
        }
      }
      case Collection<?> all -> all.forEach(item -> found(item, into));
      case Map<?, ?> map -> map.values().forEach(item -> found(item, into));
      case Optional<?> maybe -> maybe.ifPresent(item -> found(item, into));
      default -> {}
    }
  }

  /// The classes that may stand where this type is expected, and all that may stand within them.
  static void possible(Type type, Set<String> into) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        possible(argument, into);
      }
    } else if (type instanceof Class<?> family && family.isSealed()) {
      Family.of(family).members().forEach(member -> possible(member, into));
    } else if (type instanceof Class<?> record && record.isRecord() && into.add(record.getName())) {
      for (RecordComponent component : record.getRecordComponents()) {
        possible(component.getGenericType(), into);
      }
    }
  }
}
