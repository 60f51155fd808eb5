package io.github.kubesprayoffline.play.ask;

import io.github.kubesprayoffline.play.walk.Answer;
import io.github.kubesprayoffline.play.walk.Call;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Charts: by helm's modules, and by the commands that bring charts of their own. */
final class ChartModules implements Collector.Family {

  private static final Pattern CILIUM =
      Pattern.compile("\\bcilium (?:install|upgrade)\\b.*?--version[= ](\\S+)", Pattern.DOTALL);

  private static final Pattern REPOSITORY = Pattern.compile("--repository[= ](\\S+)");

  @Override
  public void read(Call call, Answer answer, Consumer<Ask> found) {
    switch (call.module()) {
      case "helm_repository" ->
          found.accept(
              new Ask.Chart(
                  "repository",
                  call.text("name", "repo_name"),
                  call.text("repo_url", "url"),
                  "",
                  ""));
      case "helm", "helm_pull", "helm_template" ->
          found.accept(
              new Ask.Chart(
                  "chart",
                  call.text("chart_ref", "chart"),
                  call.text("chart_repo_url", "repo_url"),
                  call.text("chart_version", "version"),
                  call.text("release_name", "name")));
      default -> byCommand(call.command(), found);
    }
  }

  private static void byCommand(String command, Consumer<Ask> found) {
    Matcher cilium = CILIUM.matcher(command);
    if (cilium.find()) {
      Matcher repository = REPOSITORY.matcher(command);
      found.accept(
          new Ask.Chart(
              "chart",
              "cilium",
              repository.find() ? repository.group(1) : "",
              cilium.group(1),
              "cilium"));
    }
  }
}
