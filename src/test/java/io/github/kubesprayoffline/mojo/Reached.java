package io.github.kubesprayoffline.mojo;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.kubesprayoffline.job.Job;
import io.github.kubesprayoffline.job.JobRequest;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a goal can come to, from its {@code execute} on through this package and the job's. */
final class Reached {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackagesOf(PruneMojo.class, Job.class);

  /** Looks at parameters to refuse them, which is no use of them. */
  private static final String CHECK = "requireParameters";

  private static final Set<String> PARTS =
      Arrays.stream(JobRequest.class.getRecordComponents())
          .map(RecordComponent::getName)
          .collect(Collectors.toSet());

  private final List<JavaClass> goal = new ArrayList<>();
  private final Set<JavaCodeUnit> seen = new HashSet<>();
  private final Deque<JavaCodeUnit> next = new ArrayDeque<>();

  /** The parameters that are read. */
  final Set<String> parameters = new TreeSet<>();

  /** The parts of the job's request that differ from the default: {@code mirror}. */
  final Set<String> given = new TreeSet<>();

  /** The parts of the job's request that are read. */
  final Set<String> needed = new TreeSet<>();

  /** Looks from the class of a goal. */
  Reached(String implementation) {
    for (Optional<JavaClass> type = Optional.of(CLASSES.get(implementation));
        type.isPresent() && type.get().getPackageName().equals(Reached.class.getPackageName());
        type = type.get().getRawSuperclass()) {
      goal.add(type.get());
    }
    goal.get(goal.size() - 1).getMethods().stream()
        .filter(method -> method.getName().equals("execute"))
        .forEach(next::add);
    while (!next.isEmpty()) {
      JavaCodeUnit unit = next.remove();
      if (seen.add(unit) && !unit.getName().equals(CHECK)) {
        unit.getAccessesFromSelf().forEach(access -> note(unit, access));
        unit.getMethodReferencesFromSelf().forEach(reference -> note(unit, reference));
      }
    }
  }

  private void note(JavaCodeUnit from, JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    if (access instanceof JavaFieldAccess field) {
      if (goal.contains(owner) && field.getAccessType() == JavaFieldAccess.AccessType.GET) {
        parameters.add(access.getName());
      }
    } else if (access.getTarget() instanceof CodeUnitAccessTarget target) {
      if (owner.isEquivalentTo(JobRequest.class)) {
        noteRequest(access.getName());
      }
      resolved(from, target).ifPresent(next::add);
    }
  }

  private void noteRequest(String method) {
    if (PARTS.contains(method)) {
      needed.add(method);
    } else if (method.startsWith("with")) {
      given.add(method.substring(4, 5).toLowerCase(Locale.ROOT) + method.substring(5));
    }
  }

  /** A call on the goal itself goes to its most special method; one to its like, above. */
  private Optional<? extends JavaCodeUnit> resolved(
      JavaCodeUnit from, CodeUnitAccessTarget target) {
    int declared = goal.indexOf(target.getOwner());
    if (declared < 0) {
      return target.resolveMember();
    }
    boolean isSuper = from.getName().equals(target.getName());
    return goal.subList(isSuper ? declared : 0, goal.size()).stream()
        .flatMap(type -> type.getCodeUnits().stream())
        .filter(unit -> signature(unit).equals(signature(target)))
        .findFirst();
  }

  private static String signature(HasName.AndFullName unit) {
    return unit.getFullName().substring(unit.getFullName().indexOf(unit.getName() + "("));
  }
}
