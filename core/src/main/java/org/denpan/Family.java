package org.denpan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A sealed interface whose permitted records are its members: activations, losses, optimizers and
/// so on. The compiler's own list is the registry, so that a new record is known to the model file,
/// the command line and the contract tests by existing.
///
/// A member's name is its record's name in lower case (`Relu` is `relu`); [Also] adds others.
public final class Family<T> {
  /// More names by which a member is known.
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Also {
    String[] value();
  }

  private final Class<T> type;
  private final Map<String, Class<? extends T>> members = new LinkedHashMap<>();
  private final Map<String, Class<? extends T>> aliases = new LinkedHashMap<>();

  private Family(Class<T> type) {
    this.type = type;
    records(type)
        .forEach(c -> {
          Class<? extends T> member = c.asSubclass(type);
          members.put(name(c), member);
          Also also = c.getAnnotation(Also.class);
          for (String alias : also == null ? new String[0] : also.value()) {
            aliases.put(alias, member);
          }
        });
  }

  public static <T> Family<T> of(Class<T> type) {
    return new Family<>(type);
  }

  /// The name of a member, or of a family: `relu` for `Relu`.
  public static String name(Class<?> type) {
    return type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    Class<?>[] permitted = type.getPermittedSubclasses();
    if (permitted == null) {
      return type.isRecord() ? Stream.of(type) : Stream.empty();
    }
    return Arrays.stream(permitted).flatMap(Family::records);
  }

  /// The members' names, in the order of their declaration.
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  /// The members, in the order of their declaration.
  public List<Class<? extends T>> members() {
    return List.copyOf(members.values());
  }

  public Optional<Class<? extends T>> find(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(members.getOrDefault(key, aliases.get(key)));
  }

  /// A member from words: its name, then numbers in the order of its components or
  /// `component=number`; what is not given keeps the default. `momentum 0.9` or `adam beta2=0.99`.
  /// A component that is a member of a family itself takes all words that remain: `warmup 2 step
  /// 10`.
  ///
  /// @throws DenpanException naming the wrong word and the nearest right one
  public T parse(String words) {
    String[] parts = words.strip().split("\\s+", -1);
    Class<? extends T> member = find(parts[0]).orElseThrow(() -> unknown(parts[0]));
    RecordComponent[] components = member.getRecordComponents();
    Object[] values = defaults(member);
    BitSet given = new BitSet();
    for (int i = 1; i < parts.length; i++) {
      int index = place(components, parts, i, words);
      if (given.get(index)) {
        throw new DenpanException(
            String.format(
                Locale.ROOT, "'%s': %s is given twice", words, components[index].getName()));
      }
      given.set(index);
      String text = parts[i].substring(parts[i].indexOf('=') + 1);
      if (isMember(components[index])) {
        List<String> rest = Arrays.asList(parts).subList(i + 1, parts.length);
        values[index] =
            of(components[index].getType()).parse((text + " " + String.join(" ", rest)).strip());
        break;
      }
      values[index] = number(components[index], text, words);
    }
    checkComplete(components, values, parts[0], words);
    return create(member, values);
  }

  /// Whether a component is a member of a family itself.
  private static boolean isMember(RecordComponent component) {
    return component.getType().isSealed();
  }

  private static void checkComplete(
      RecordComponent[] components, Object[] values, String member, String words) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        String example = (i == 0 ? "" : components[i].getName() + "=") + example(components[i]);
        throw new DenpanException(
            String.format(
                Locale.ROOT,
                "'%s': %s needs %s, as in '%s %s'",
                words,
                member,
                components[i].getName(),
                member,
                example));
      }
    }
  }

  /// What to say of a name that no member has.
  public DenpanException unknown(String name) {
    List<String> known = Stream.concat(names().stream(), aliases.keySet().stream()).toList();
    String help =
        Words.nearest(name, known)
            .map(near -> "did you mean '" + near + "'?")
            .orElseGet(() -> "known: " + String.join(", ", names()));
    String kind = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return new DenpanException(
        "unknown " + kind.toLowerCase(Locale.ROOT) + " '" + name + "'; " + help);
  }

  /// The components of a member as its no-argument constructor sets them; nulls without one.
  public static <R> Object[] defaults(Class<R> record) {
    RecordComponent[] components = record.getRecordComponents();
    Object[] values = new Object[components.length];
    try {
      R preset = record.getConstructor().newInstance();
      for (int i = 0; i < values.length; i++) {
        values[i] = components[i].getAccessor().invoke(preset);
      }
    } catch (NoSuchMethodException e) {
      return values; // a record without defaults
    } catch (ReflectiveOperationException e) {
      throw unreachable(record, e);
    }
    return values;
  }

  /// A record from its components' values.
  ///
  /// @throws DenpanException as the record's constructor does for values out of range
  public static <R> R create(Class<R> record, Object[] values) {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return record.getConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof DenpanException problem) {
        throw problem;
      }
      throw new DenpanException(
          record.getSimpleName() + " " + Arrays.toString(values) + ": " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw unreachable(record, e);
    }
  }

  private static DenpanException unreachable(Class<?> record, ReflectiveOperationException cause) {
    return new DenpanException(
        record.getName() + " cannot be made; make the record public, in an exported package",
        cause);
  }

  /// Which component the i-th word is for.
  private static int place(RecordComponent[] components, String[] parts, int i, String words) {
    int equals = parts[i].indexOf('=');
    if (equals >= 0) {
      return indexOf(components, parts[i].substring(0, equals), parts[0]);
    }
    if (i > components.length) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "'%s': %s takes %s, got '%s' beyond that",
              words,
              parts[0],
              signature(components),
              parts[i]));
    }
    return i - 1;
  }

  private static int indexOf(RecordComponent[] components, String name, String member) {
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    if (names.isEmpty()) {
      throw new DenpanException(member + " takes no settings, got '" + name + "'");
    }
    int index = names.indexOf(name);
    if (index < 0) {
      throw new DenpanException(
          member + " has no '" + name + "'; " + Words.suggestion(name, names));
    }
    return index;
  }

  private static Object number(RecordComponent component, String text, String words) {
    try {
      return switch (component.getType().getSimpleName()) {
        case "int" -> Integer.parseInt(text);
        case "double" -> Double.parseDouble(text);
        case "boolean" -> truth(text);
        default -> throw new NumberFormatException();
      };
    } catch (NumberFormatException e) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "'%s': %s must be %s, got '%s'",
              words,
              component.getName(),
              wanted(component),
              text),
          e);
    }
  }

  private static String wanted(RecordComponent component) {
    return switch (component.getType().getSimpleName()) {
      case "int" -> "a whole number";
      case "boolean" -> "true or false";
      default -> "a number";
    };
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new NumberFormatException();
    };
  }

  private static String signature(RecordComponent[] components) {
    return components.length == 0
        ? "nothing"
        : String.join(", ", Arrays.stream(components).map(RecordComponent::getName).toList());
  }

  private static String example(RecordComponent component) {
    if (isMember(component)) {
      return of(component.getType()).names().getFirst();
    }
    return component.getType() == int.class ? "10" : "0.5";
  }
}
