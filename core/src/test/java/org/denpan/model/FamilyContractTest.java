package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.denpan.Family;
import org.denpan.Specimen;
import org.denpan.check.Difference;
import org.denpan.data.Target;
import org.denpan.data.Transform;
import org.denpan.net.Activation;
import org.denpan.net.Init;
import org.denpan.net.Layer;
import org.denpan.net.Loss;
import org.denpan.train.Optimizer;
import org.denpan.train.Schedule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every member of every family that is named in files and commands; a newcomer is
/// covered by existing.
class FamilyContractTest {
  static Stream<Class<?>> families() {
    return Stream.of(
        Activation.class,
        Layer.class,
        Init.class,
        Loss.class,
        Optimizer.class,
        Schedule.class,
        Difference.class);
  }

  static Stream<Class<?>> members() {
    return families().flatMap(family -> Family.of(family).members().stream());
  }

  /// Each member as it is by default, and with every number changed.
  static Stream<Record> examples() {
    return members().flatMap(member -> Stream.of(Specimen.usual(member), Specimen.changed(member)));
  }

  static Stream<Class<?>> everyFamilyInFiles() {
    return Stream.concat(families(), Stream.of(Transform.class, Target.class));
  }

  @ParameterizedTest
  @MethodSource("members")
  void aMemberIsPublicAndNotAUsersOwn(Class<?> member) {
    assertThat(Modifier.isPublic(member.getModifiers())).isTrue();
    assertThat(member.getName()).startsWith("org.denpan.");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aMemberPrintsAsTheCodeThatMakesIt(Record example) throws ReflectiveOperationException {
    assertThat(PrintedCode.evaluate(example.toString(), example.getClass())).isEqualTo(example);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aMemberComesBackFromJsonEqual(Record example) {
    Class<?> family = families().filter(f -> f.isInstance(example)).findFirst().orElseThrow();
    Specs specs = new Specs();
    assertThat(specs.read(specs.write(example), family)).isEqualTo(example);
  }

  @ParameterizedTest
  @MethodSource("everyFamilyInFiles")
  void noNameStandsForTwoMembers(Class<?> family) {
    List<String> names = new ArrayList<>();
    for (Class<?> member : Family.of(family).members()) {
      names.add(member.getSimpleName().toLowerCase(Locale.ROOT));
      Family.Also also = member.getAnnotation(Family.Also.class);
      names.addAll(also == null ? List.of() : Arrays.asList(also.value()));
    }
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    assertThat(names).allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @MethodSource("families")
  void aMemberIsFoundByEachOfItsNames(Class<?> family) {
    Family<?> known = Family.of(family);
    for (Class<?> member : known.members()) {
      assertThat(known.find(member.getSimpleName()).map(Class::getName)).contains(member.getName());
      Family.Also also = member.getAnnotation(Family.Also.class);
      for (String alias : also == null ? new String[0] : also.value()) {
        assertThat(known.find(alias).map(Class::getName)).contains(member.getName());
      }
    }
  }
}
