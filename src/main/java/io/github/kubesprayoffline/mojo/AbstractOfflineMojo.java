package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Unforeseen;
import io.github.kubesprayoffline.lock.LockFile;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What all goals share: how they are run, and the one place where failures become Maven's. */
abstract class AbstractOfflineMojo extends AbstractMojo {

  /**
   * Leaves this plugin's goals out of the build.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.skip", defaultValue = "false")
  boolean skip;

  @Parameter(defaultValue = "${project}", readonly = true)
  MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true)
  MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true)
  MojoExecution execution;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("kubespray-offline is skipped (kubespray.skip)");
      return;
    }
    try {
      Parameters.requireEntries(this);
      requireParameters();
      Doing.step("running the goal " + execution.getGoal(), this::run);
    } catch (Unforeseen e) {
      throw withTrace(new MojoExecutionException(e.getMessage()), e);
    } catch (OfflineException e) {
      throw withTrace(new MojoFailureException(e.getMessage()), e);
    }
  }

  /**
   * Suppressed, not the cause: Maven would print each cause's message behind the one for the user.
   */
  private static <E extends Exception> E withTrace(E failure, OfflineException e) {
    failure.addSuppressed(PrintableTrace.of(e));
    return failure;
  }

  /** Where texts of inventories, servers and libraries go to, with nothing hidden in them. */
  @Override
  public final Log getLog() {
    return new PrintableLog(super.getLog());
  }

  /** Refuses values that no parameter may have, before any of them is used. */
  void requireParameters() {}

  /** Does what the goal is for. */
  abstract void run();

  /**
   * Whether this build has a POM; without one, Maven leaves some of its expressions as they are.
   */
  final boolean hasPom() {
    return project != null && project.getFile() != null;
  }

  /** The folder of the POM, or the one that Maven was started in. */
  final Path baseDirectory() {
    return hasPom() ? project.getBasedir().toPath() : Path.of(session.getExecutionRootDirectory());
  }

  /** Where the lock stands, or would stand, if this file is given for it. */
  final Path lockFile(@Nullable File given) {
    return given == null ? baseDirectory().resolve(LockFile.NAME) : given.toPath();
  }

  /** The build's own folder for results: {@code target}. */
  final Path buildDirectory() {
    return hasPom()
        ? Path.of(project.getBuild().getDirectory())
        : Path.of(session.getExecutionRootDirectory(), "target");
  }

  /** What the POM calls the archive, without its extension. */
  final Optional<String> finalName() {
    return hasPom() ? Optional.of(project.getBuild().getFinalName()) : Optional.empty();
  }
}
