package io.github.kubesprayoffline.play.walk;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What commands say; where nobody can know, they succeed without a word. */
final class Commands {

  private static final Pattern INIT = Pattern.compile("kubeadm init(?! phase)");

  private Commands() {}

  static Answer answer(Call call) {
    Map<String, @Nullable Object> result = Answer.done();
    result.put("cmd", call.command());
    result.put("start", "");
    result.put("end", "");
    result.put("delta", "");
    if (INIT.matcher(call.command()).find()) {
      Disk.write(call, "/etc/kubernetes/ssl/ca.crt", Optional.empty());
      Disk.write(call, "/etc/kubernetes/pki/ca.crt", Optional.empty());
    }
    return FreshNode.command(call, result);
  }

  /** The text of a script is what it asks for. */
  static Answer script(Call call) {
    Answer answer = answer(call);
    String name = call.command().strip().split("\\s+", 2)[0];
    return new FileSearch(call.evaluation())
        .find("files", name)
        .map(
            path ->
                answer.with(new Answer.Content("", call.evaluation().world().files().text(path))))
        .orElse(answer);
  }
}
