package io.github.kubesprayoffline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;

/** Holds the code to the table of packages in {@code src/site/markdown/architecture.md}. */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.Written.class})
class ArchitectureTest {

  static final String ROOT = "io.github.kubesprayoffline";

  /** Without the help goal, which the build generates. */
  static final class Written implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/kubesprayoffline/help/");
    }
  }

  @ArchTest
  static void roomsAndTheirImports_areThoseOfTheTable(JavaClasses classes) throws IOException {
    assertThat(new Rooms(classes).differencesTo(RoomTable.read())).isEmpty();
  }

  /** Each package by itself, those inside a room too. */
  @ArchTest
  static final ArchRule packages_dependOnEachOtherInOneDirection =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyMojoImportsMaven =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".mojo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..");

  @ArchTest
  static final ArchRule ociHasNoLibraryButJackson =
      classes()
          .that()
          .resideInAPackage(ROOT + ".oci..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ROOT + "..", "java..", "com.fasterxml.jackson..");

  @ArchTest
  static void importThatTheTableDoesNotAllow_isNamed(JavaClasses classes) throws IOException {
    assertThat(differences(classes, "| `http`, `store` |", "| `http` |"))
        .anyMatch(each -> each.startsWith("transfer imports store and may not: "));
  }

  @ArchTest
  static void importOfTheGoalsByAStage_isNamed(JavaClasses classes) throws IOException {
    assertThat(differences(classes, "any but `mojo`", "any but `bundle`"))
        .anyMatch(each -> each.startsWith("job imports bundle and may not: "));
  }

  @ArchTest
  static void permissionThatNobodyUses_isNamed(JavaClasses classes) throws IOException {
    assertThat(differences(classes, "| `http`, `store` |", "| `http`, `lock`, `store` |"))
        .contains("transfer may import lock and does not");
  }

  @ArchTest
  static void packageWithoutRow_isNamed(JavaClasses classes) throws IOException {
    assertThat(differences(classes, "| `publish` |", "| `goals` |"))
        .contains("goals has a row and no package")
        .contains("publish has no row");
  }

  private static Iterable<String> differences(JavaClasses classes, String text, String changed)
      throws IOException {
    String page = Files.readString(RoomTable.PAGE);
    assertThat(page).contains(text);
    return new Rooms(classes).differencesTo(RoomTable.parse(page.replace(text, changed)));
  }
}
