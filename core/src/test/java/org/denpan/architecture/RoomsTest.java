package org.denpan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rooms of the core in order: each imports only rooms that stand before it.
class RoomsTest {
  private static final List<String> ROOMS =
      Stream.of(
              "",
              ".file",
              ".kernel",
              ".data",
              ".net",
              ".measure",
              ".model",
              ".export",
              ".train",
              ".search",
              ".check")
          .map("org.denpan"::concat)
          .toList();

  /// Functions whose last bit the Java specification leaves open, so that machines differ.
  private static final Set<String> LOOSE_FUNCTIONS =
      Set.of(
          "exp", "expm1", "log", "log1p", "log10", "pow", "cbrt", "hypot", "sinh", "cosh", "tanh",
          "sin", "cos", "tan", "asin", "acos", "atan", "atan2");

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.denpan");

  static IntStream rooms() {
    return IntStream.range(0, ROOMS.size());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsOnlyRoomsBeforeIt(int room) {
    List<String> later = ROOMS.subList(room + 1, ROOMS.size());

    noClasses()
        .that()
        .resideInAPackage(ROOMS.get(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later.toArray(String[]::new))
        .check(CORE);
  }

  @Test
  void everyClassHasARoom() {
    assertThat(CORE).extracting(JavaClass::getPackageName).hasSameElementsAs(ROOMS);
  }

  @Test
  void everyRoomHasAPackageInfoAndNoNulls() {
    for (String room : ROOMS) {
      JavaPackage here = CORE.getPackage(room);
      assertThat(here.isAnnotatedWith(NullMarked.class)).as(room).isTrue();
    }
  }

  @Test
  void allRoomsButTheKernelsAreExported() throws Exception {
    Path classes =
        Path.of(DenpanException.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var module = ModuleFinder.of(classes).find("org.denpan.core").orElseThrow();

    assertThat(module.descriptor().exports())
        .allMatch(exports -> !exports.isQualified())
        .extracting(Exports::source)
        .containsExactlyInAnyOrderElementsOf(
            ROOMS.stream().filter(room -> !room.endsWith(".kernel")).toList());
  }

  @Test
  void chanceComesFromSeedOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(RandomGenerator.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(StrictMath.class, "random")
        .orShould()
        .callMethod(Collections.class, "shuffle", List.class)
        .check(CORE);
  }

  /// The textbook formulas, which the gradient check compares with the kernels, are free to.
  @Test
  void outsideOfFormulasNoFunctionIsUsedThatMachinesComputeDifferently() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.denpan.net", "org.denpan.check")
        .should()
        .accessTargetWhere(describe("a loose function of Math", RoomsTest::isLoose))
        .check(CORE);
  }

  @Test
  void whatIsWrittenDoesNotDependOnTheMachinesLanguage() {
    noClasses()
        .should()
        .callMethod(String.class, "formatted", Object[].class)
        .orShould()
        .callMethod(String.class, "format", String.class, Object[].class)
        .check(CORE);
  }

  private static boolean isLoose(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(Math.class)
        && LOOSE_FUNCTIONS.contains(access.getName());
  }

  @Test
  void theLibraryDoesNotWriteToTheConsole() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
  }

  @Test
  void nothingExecutesOnLoad() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class).check(CORE);
  }
}
