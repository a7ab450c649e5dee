package org.denpan.train;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Something that can be seen to be wrong. Each record is one rule, whose components are its
/// thresholds; its no-argument constructor has those that are used, and its comment says why. A new
/// rule is one more record: it is found by itself.
///
/// Thresholds are chosen for silence on runs that learn, since a warning that is often wrong is
/// read by nobody. They were set with the built-in sets, MNIST and three tables, each with several
/// seeds; the tests hold both sides.
sealed interface Symptom permits LayerSymptom, RunSymptom {
  /// What there is to say of a run that has been looked at at least once, at most one sentence.
  Optional<Diagnosis> seen(Course course);

  /// All of them, in the order in which they are told.
  static List<Symptom> all() {
    return members(Symptom.class).map(Symptom::preset).toList();
  }

  private static Stream<Class<?>> members(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(Symptom::members);
  }

  private static Symptom preset(Class<?> member) {
    try {
      Constructor<?> constructor = member.getDeclaredConstructor();
      return (Symptom) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(member.getName() + " needs a constructor without words", e);
    }
  }

  /// `VanishingGradients` as `vanishing gradients`.
  default String kind() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  /// A finding in one layer; the sentence begins with its name.
  @SuppressWarnings("AnnotateFormatMethod") // every sentence is made by a test
  default Optional<Diagnosis> in(LayerStatistics layer, double figure, String words, Object... of) {
    String sentence = layer.name() + ": " + String.format(Locale.ROOT, words, of);
    return Optional.of(new Diagnosis(kind(), Optional.of(layer.name()), figure, sentence));
  }

  /// A finding about the run as a whole.
  @SuppressWarnings("AnnotateFormatMethod") // every sentence is made by a test
  default Optional<Diagnosis> of(double figure, String words, Object... of) {
    return Optional.of(
        new Diagnosis(kind(), Optional.empty(), figure, String.format(Locale.ROOT, words, of)));
  }

  /// A very small or large figure for a sentence.
  static String figure(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }
}
