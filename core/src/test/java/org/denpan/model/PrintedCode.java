package org.denpan.model;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes what a printed member says: `new BatchNorm(0.5, 0.001)`, `Dense.of(64, relu())`,
/// `adam(0.001)` with the factory of its family.
final class PrintedCode {
  private static final Pattern CALL = Pattern.compile("(new )?(?:(\\w+)\\.)?(\\w+)\\((.*)\\)");

  private PrintedCode() {}

  static Object evaluate(String code, Class<?> member) throws ReflectiveOperationException {
    return evaluate(code, Stream.concat(Stream.of(member), interfaces(member)).distinct().toList());
  }

  /// @param places where constructors and factories are looked for
  private static Object evaluate(String code, List<Class<?>> places)
      throws ReflectiveOperationException {
    Matcher call = CALL.matcher(code);
    if (!call.matches()) {
      throw new AssertionError("not a call: " + code);
    }
    List<Object> arguments = new ArrayList<>();
    for (String argument : split(call.group(4))) {
      arguments.add(argument(argument));
    }
    return call.group(1) == null
        ? factory(places, call.group(2), call.group(3), arguments)
        : constructor(places, call.group(3), arguments);
  }

  /// The arguments of a call, which may be calls with arguments themselves.
  private static List<String> split(String arguments) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < arguments.length(); i++) {
      char c = arguments.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(arguments.substring(from, i).strip());
        from = i + 1;
      }
    }
    if (!arguments.isBlank()) {
      parts.add(arguments.substring(from).strip());
    }
    return parts;
  }

  private static Object argument(String text) throws ReflectiveOperationException {
    if (text.endsWith(")")) {
      return evaluate(
          text,
          Stream.concat(FamilyContractTest.families(), FamilyContractTest.members()).toList());
    }
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    return text.matches("-?\\d+") ? (Object) Integer.valueOf(text) : (Object) Double.valueOf(text);
  }

  private static Object constructor(List<Class<?>> places, String name, List<Object> arguments)
      throws ReflectiveOperationException {
    for (Class<?> place : places) {
      for (Constructor<?> constructor : place.getConstructors()) {
        if (place.getSimpleName().equals(name) && takes(constructor, arguments)) {
          return constructor.newInstance(arguments.toArray());
        }
      }
    }
    throw new AssertionError("no constructor of " + name + " takes " + arguments);
  }

  private static Object factory(
      List<Class<?>> places, String type, String name, List<Object> arguments)
      throws ReflectiveOperationException {
    if ("List".equals(type)) {
      return List.copyOf(arguments);
    }
    for (Class<?> place : places) {
      for (Method method : place.getDeclaredMethods()) {
        boolean named = type == null || place.getSimpleName().equals(type);
        if (named && method.getName().equals(name) && takes(method, arguments)) {
          return method.invoke(null, arguments.toArray());
        }
        if (named && method.getName().equals(name) && method.isVarArgs()) {
          Class<?> item = method.getParameterTypes()[0].getComponentType();
          Object[] array = (Object[]) Array.newInstance(item, 0);
          return method.invoke(null, (Object) arguments.toArray(array));
        }
      }
    }
    throw new AssertionError("no factory " + name + " takes " + arguments);
  }

  private static Stream<Class<?>> interfaces(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .flatMap(i -> Stream.concat(Stream.of(i), interfaces(i)));
  }

  private static boolean takes(Executable executable, List<Object> arguments) {
    Class<?>[] types = executable.getParameterTypes();
    if (types.length != arguments.size()) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      Object argument = arguments.get(i);
      boolean fits =
          switch (types[i].getSimpleName()) {
            case "int" -> argument instanceof Integer;
            case "double" -> argument instanceof Double;
            case "boolean" -> argument instanceof Boolean;
            default -> types[i].isInstance(argument);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
