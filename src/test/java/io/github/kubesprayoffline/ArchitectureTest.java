package io.github.kubesprayoffline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** Holds the table of rooms in {@code src/site/markdown/architecture.md}. */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  static final String ROOT = "io.github.kubesprayoffline";

  private static final Set<String> EVERYONES = Set.of("id", "io", "json", "error");

  private static final Map<String, List<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("config", List.of("catalog", "ansible", "source", "lock")),
          Map.entry("publish", List.of("lock", "http")),
          Map.entry("serve", List.of("bundle", "lock", "store", "certificate")),
          Map.entry("certificate", List.of()),
          Map.entry("bundle", List.of("lock", "store")),
          Map.entry("deploy", List.of("lock")),
          Map.entry("download", List.of("lock", "transfer", "http", "store")),
          Map.entry("image", List.of("lock", "registry", "transfer", "http", "store")),
          Map.entry("lock", List.of("catalog")),
          Map.entry("catalog", List.of("ansible", "source")),
          Map.entry("ansible", List.of()),
          Map.entry("source", List.of("transfer", "http", "store")),
          Map.entry("registry", List.of("http")),
          Map.entry("transfer", List.of("http", "store")),
          Map.entry("http", List.of()),
          Map.entry("store", List.of()),
          Map.entry("id", List.of()),
          Map.entry("io", List.of()),
          Map.entry("json", List.of()),
          Map.entry("error", List.of()));

  /** The two rooms on top, which may look at all those below. */
  private static final List<String> TOP = List.of("mojo", "job", "help");

  @ArchTest
  static void everyRoomImportsOnlyWhatTheTableAllows(JavaClasses classes) {
    MAY_IMPORT.forEach(
        (room, allowed) ->
            noClasses()
                .that()
                .resideInAPackage(inside(room))
                .should()
                .dependOnClassesThat(areInAnotherRoomThan(room, allowed))
                .allowEmptyShould(true)
                .check(classes));
  }

  @ArchTest
  static final ArchRule jobDoesNotKnowTheGoals =
      noClasses()
          .that()
          .resideInAPackage(inside("job"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(inside("mojo"))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyMojoImportsMaven =
      noClasses()
          .that()
          .resideOutsideOfPackages(inside("mojo"), inside("help"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..");

  @ArchTest
  static void everyPackageIsARoom(JavaClasses classes) {
    Set<String> rooms =
        classes.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(ROOT.length() + 1).split("\\.", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    Assertions.assertThat(Stream.concat(MAY_IMPORT.keySet().stream(), TOP.stream()))
        .containsAll(rooms);
  }

  private static DescribedPredicate<JavaClass> areInAnotherRoomThan(
      String room, List<String> allowed) {
    return DescribedPredicate.describe(
        "are in a room that '%s' may not import (it may import %s)".formatted(room, allowed),
        type -> {
          String name = type.getPackageName();
          if (!name.startsWith(ROOT + ".")) {
            return false;
          }
          String other = name.substring(ROOT.length() + 1).split("\\.", 2)[0];
          return !other.equals(room) && !EVERYONES.contains(other) && !allowed.contains(other);
        });
  }

  private static String inside(String room) {
    return ROOT + "." + room + "..";
  }
}
