package org.denpan;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.denpan.net.Activation;
import org.denpan.net.Embedding;

/// Members of families for contract tests, made from nothing but their type.
public final class Specimen {
  private Specimen() {}

  /// A member as it is by default.
  public static Record usual(Class<?> member) {
    return make(member, false);
  }

  /// A member with every number changed.
  public static Record changed(Class<?> member) {
    return make(member, true);
  }

  private static Record make(Class<?> member, boolean changed) {
    RecordComponent[] components = member.getRecordComponents();
    Object[] values = Family.defaults(member);
    for (int i = 0; i < values.length; i++) {
      Object usual = values[i] == null ? value(components[i]) : values[i];
      values[i] = changed ? change(usual) : usual;
    }
    return (Record) Family.create(member, values);
  }

  private static Object value(RecordComponent component) {
    Class<?> type = component.getType();
    return switch (type.getSimpleName()) {
      case "int" -> 3;
      case "double" -> 0.5;
      case "boolean" -> false;
      case String _ when type.isSealed() -> usual(Family.of(type).members().getFirst());
      case "List" ->
          switch (component.getGenericType().getTypeName()) {
            case "java.util.List<org.denpan.net.Layer>" -> List.of(Activation.relu());
            case "java.util.List<java.lang.Integer>" -> List.of(3, 1);
            case "java.util.List<org.denpan.net.Embedding$Field>" ->
                List.of(new Embedding.Field(2, 3, 5), new Embedding.Field(0, 2, 1));
            default -> throw new AssertionError("an example of " + component + " is needed here");
          };
      default -> throw new AssertionError("an example of " + type + " is needed here");
    };
  }

  private static Object change(Object value) {
    return switch (value) {
      case Integer i -> i + 1;
      case Double d -> d / 2;
      case Boolean b -> !b;
      case Record member -> changed(member.getClass());
      default -> value;
    };
  }
}
