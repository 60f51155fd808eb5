package io.github.kubesprayoffline.play.ask;

import io.github.kubesprayoffline.play.walk.Answer;
import io.github.kubesprayoffline.play.walk.Call;
import java.util.function.Consumer;

/** The modules that fetch files by address. */
final class FileModules implements Collector.Family {

  private final Addresses addresses;

  FileModules(Addresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public void read(Call call, Answer answer, Consumer<Ask> found) {
    String url =
        switch (call.module()) {
          case "get_url" -> call.text("url", "src");
          case "unarchive" -> call.text("src").contains("://") ? call.text("src") : "";
          case "uri" -> addresses.isOutside(call.text("url")) ? call.text("url") : "";
          case "git" -> call.text("repo");
          case "docker_image", "podman_image", "maven_artifact", "npm", "gem" ->
              call.text("repo", "name");
          default -> "";
        };
    if (!url.isEmpty()) {
      found.accept(new Ask.File(url, call.text("checksum"), call.module()));
    }
  }
}
