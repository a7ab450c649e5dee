package org.denpan.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.denpan.net.Activation;

/// Makes what a printed member says: `new BatchNorm(0.5, 0.001)`, `Dense.of(64, relu())`,
/// `adam(0.001)` with the factory of its family.
final class PrintedCode {
  private static final Pattern CALL = Pattern.compile("(new )?(?:(\\w+)\\.)?(\\w+)\\((.*)\\)");

  private PrintedCode() {}

  static Object evaluate(String code, Class<?> member) throws ReflectiveOperationException {
    Matcher call = CALL.matcher(code);
    if (!call.matches()) {
      throw new AssertionError("not a call: " + code);
    }
    List<Object> arguments = new ArrayList<>();
    for (String argument :
        call.group(4).isEmpty() ? new String[0] : call.group(4).split(", ", -1)) {
      arguments.add(argument(argument));
    }
    return call.group(1) == null
        ? factory(member, call.group(2), call.group(3), arguments)
        : constructor(member, call.group(3), arguments);
  }

  private static Object argument(String text) throws ReflectiveOperationException {
    if (text.endsWith(")")) {
      return evaluate(text, Activation.class);
    }
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    return text.matches("-?\\d+") ? (Object) Integer.valueOf(text) : (Object) Double.valueOf(text);
  }

  private static Object constructor(Class<?> member, String name, List<Object> arguments)
      throws ReflectiveOperationException {
    for (Constructor<?> constructor : member.getConstructors()) {
      if (member.getSimpleName().equals(name) && takes(constructor, arguments)) {
        return constructor.newInstance(arguments.toArray());
      }
    }
    throw new AssertionError("no constructor of " + name + " takes " + arguments);
  }

  private static Object factory(Class<?> member, String type, String name, List<Object> arguments)
      throws ReflectiveOperationException {
    List<Class<?>> places =
        Stream.concat(Stream.of(member), interfaces(member)).distinct().toList();
    for (Class<?> place : places) {
      for (Method method : place.getDeclaredMethods()) {
        boolean named = type == null || place.getSimpleName().equals(type);
        if (named && method.getName().equals(name) && takes(method, arguments)) {
          return method.invoke(null, arguments.toArray());
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
