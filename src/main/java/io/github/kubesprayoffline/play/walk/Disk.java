package io.github.kubesprayoffline.play.walk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a node, as far as tasks made them. */
final class Disk {

  private Disk() {}

  /** Writes a file, if the one who does so certainly comes there. */
  static void write(Call call, String path, Optional<String> text) {
    if (call.visit().isReal()) {
      call.on().disk().put(path, text);
    }
  }

  /** Where a file goes that is put to a path, or into the folder that the path is. */
  static String target(String destination, String source) {
    return destination.endsWith("/")
        ? destination + source.substring(source.lastIndexOf('/') + 1)
        : destination;
  }

  static Answer fetched(Call call) {
    write(call, target(call.text("dest"), call.text("url")), Optional.empty());
    Map<String, @Nullable Object> result = Answer.done();
    result.put("dest", call.text("dest"));
    result.put("status_code", 200L);
    result.put("url", call.text("url"));
    return Answer.of(result);
  }

  static Answer file(Call call) {
    String path = call.text("path", "dest", "name");
    if (call.text("state").equals("absent")) {
      if (call.visit().isReal()) {
        call.on().disk().remove(path);
      }
      return paths(path);
    }
    return touched(call);
  }

  static Answer touched(Call call) {
    String path = call.text("dest", "path", "name");
    if (call.visit().isReal()) {
      call.on().disk().putIfAbsent(path, Optional.empty());
    }
    return paths(path);
  }

  private static Answer paths(String path) {
    Map<String, @Nullable Object> result = Answer.done();
    result.put("dest", path);
    result.put("path", path);
    result.put("backup", "");
    return Answer.of(result);
  }

  /** Nobody knows of a file that no task made. */
  static Answer stat(Call call) {
    String path = call.text("path", "dest", "name");
    Map<String, @Nullable Object> result = Answer.seen();
    String inTree =
        path.startsWith(World.TREE + "/") ? path.substring(World.TREE.length() + 1) : "";
    Optional<String> made = call.on().disk().get(path);
    var files = call.evaluation().world().files();
    boolean isFolder = !inTree.isEmpty() && files.isFolder(inTree);
    boolean isInTree = isFolder || (!inTree.isEmpty() && files.isFile(inTree));
    if (made == null && !isInTree) {
      return FreshNode.stat(call, path, result);
    }
    String text = made == null ? "" : made.orElse("");
    result.put("stat", status(path, isFolder, text.length()));
    return Answer.of(result);
  }

  static Map<String, @Nullable Object> status(String path, boolean isFolder, long size) {
    Map<String, @Nullable Object> stat = new LinkedHashMap<>();
    stat.put("exists", true);
    stat.put("path", path);
    stat.put("isdir", isFolder);
    stat.put("isreg", !isFolder);
    stat.put("islnk", false);
    stat.put("executable", true);
    stat.put("size", size);
    stat.put("mode", isFolder ? "0755" : "0644");
    stat.put("uid", 0L);
    stat.put("gid", 0L);
    stat.put("checksum", "0");
    stat.put("pw_name", "root");
    stat.put("gr_name", "root");
    stat.put("mtime", 0L);
    stat.put("lnk_source", "");
    stat.put("writeable", true);
    stat.put("readable", true);
    return stat;
  }

  static Answer slurp(Call call) {
    String path = call.text("src", "path");
    Optional<String> made = call.on().disk().get(path);
    Map<String, @Nullable Object> result = Answer.done();
    result.put("changed", false);
    result.put("source", path);
    result.put("encoding", "base64");
    result.put("content", base64(made == null ? "" : made.orElse("")));
    return made != null && made.isPresent() ? Answer.of(result) : FreshNode.slurp(path, result);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
