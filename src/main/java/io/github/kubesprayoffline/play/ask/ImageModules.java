package io.github.kubesprayoffline.play.ask;

import io.github.kubesprayoffline.play.walk.Answer;
import io.github.kubesprayoffline.play.walk.Call;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Images: in what is put on nodes, in values of charts, in commands that pull. */
final class ImageModules implements Collector.Family {

  private static final Pattern PULL =
      Pattern.compile("\\bpull\\b(?:\\s.*)?\\s(?:docker://)?(\\S+)$", Pattern.DOTALL);

  private static final Set<String> WRITERS = Set.of("template", "copy", "script", "kube");

  @Override
  public void read(Call call, Answer answer, Consumer<Ask> found) {
    String at = call.place().toString();
    if (call.module().equals("helm") || call.module().startsWith("helm_")) {
      ImageScan.ofValue(call.args()).forEach((image, how) -> add(image, at, how, found));
    }
    byCommand(call, at, found);
    if (WRITERS.contains(call.module())) {
      answer
          .content()
          .ifPresent(
              content -> {
                String where =
                    content.template().isEmpty()
                        ? "%s (%s)".formatted(at, call.module())
                        : content.template();
                ImageScan.ofText(content.text())
                    .forEach((image, how) -> add(image, where, how, found));
              });
    }
  }

  private static void byCommand(Call call, String at, Consumer<Ask> found) {
    String command = call.command().strip();
    Matcher pull = PULL.matcher(command);
    if (pull.find()) {
      ImageNames.reference(pull.group(1)).ifPresent(image -> add(image, at, "pull", found));
    }
    if (command.contains("image")) {
      ImageScan.ofText(command).forEach((image, how) -> add(image, at, "command: " + how, found));
    }
    String given = command.isEmpty() ? "" : call.text("stdin");
    if (!given.isEmpty()) {
      String item = call.item() instanceof String text && text.endsWith(".j2") ? ", " + text : "";
      ImageScan.ofText(given)
          .forEach((image, how) -> add(image, "%s (stdin%s)".formatted(at, item), how, found));
    }
  }

  private static void add(String image, String where, String how, Consumer<Ask> found) {
    found.accept(new Ask.Image(ImageNames.inFull(image), image, where, how));
  }
}
