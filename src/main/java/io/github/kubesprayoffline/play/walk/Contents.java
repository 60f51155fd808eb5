package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.play.read.TreeFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code template} and {@code copy} put on a node. */
final class Contents {

  private static final Pattern CHANGES =
      Pattern.compile("\\.(pop|update|append|extend|insert|setdefault|__setitem__)\\(");

  private Contents() {}

  static Answer template(Call call) {
    Evaluation evaluation = call.evaluation();
    String source = call.text("src");
    String path =
        new FileSearch(evaluation)
            .find("templates", source)
            .orElseThrow(() -> new EvaluationException("the tree has no template " + source));
    String body = body(evaluation, path);
    if (CHANGES.matcher(body).find()) {
      evaluation.copyValues();
    }
    String text = evaluation.world().templates().text(body, evaluation);
    return put(call, source, new Answer.Content(path, text));
  }

  /** A first line that says how to read the template is not part of it. */
  private static String body(Evaluation evaluation, String path) {
    String text = evaluation.world().files().text(path);
    return text.startsWith("#jinja2:") ? text.substring(text.indexOf('\n') + 1) : text;
  }

  static Answer copy(Call call) {
    Object given = call.arg("content");
    if (given != null) {
      return put(call, "", new Answer.Content("", Python.str(given)));
    }
    String source = call.text("src");
    String text =
        call.flag("remote_src", false)
            ? Optional.ofNullable(call.on().disk().get(source)).flatMap(each -> each).orElse("")
            : local(call, source);
    return put(call, source, new Answer.Content("", text));
  }

  /** The text of a file, or of all files in a folder. */
  private static String local(Call call, String source) {
    Evaluation evaluation = call.evaluation();
    TreeFiles files = evaluation.world().files();
    FileSearch search = new FileSearch(evaluation);
    Optional<String> file = search.find("files", source);
    if (file.isPresent()) {
      return files.text(file.get());
    }
    List<String> folder = search.findFolder("files", source).map(files::below).orElse(List.of());
    return String.join("\n", folder.stream().map(files::text).toList());
  }

  private static Answer put(Call call, String source, Answer.Content content) {
    String target = Disk.target(call.text("dest", "path"), source);
    Disk.write(call, target, Optional.of(content.text()));
    Map<String, @Nullable Object> result = Answer.done();
    result.put("dest", call.text("dest", "path"));
    result.put("checksum", "0");
    result.put("state", "file");
    result.put("mode", "0644");
    result.put("owner", "root");
    result.put("group", "root");
    return Answer.of(result).with(content);
  }
}
