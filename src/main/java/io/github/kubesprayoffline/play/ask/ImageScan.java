package io.github.kubesprayoffline.play.ask;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.yaml.Documents;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the images that a rendered text names: by its keys where it is YAML, else by its lines. */
final class ImageScan {

  private static final String REGISTRY =
      String.join(
          "|",
          "docker\\.io",
          "quay\\.io",
          "registry\\.k8s\\.io",
          "k8s\\.gcr\\.io",
          "gcr\\.io",
          "ghcr\\.io",
          "mcr\\.microsoft\\.com",
          "public\\.ecr\\.aws",
          "nvcr\\.io",
          "registry\\.opensource\\.zalan\\.do",
          "[a-z0-9.-]*swr[.a-z0-9-]*\\.com",
          "[a-z0-9-]+\\.(?:dkr\\.ecr|pkg\\.dev|azurecr\\.io)[a-z0-9.-]*",
          "registry\\.[a-z0-9.-]+");

  private static final Pattern WORD =
      Pattern.compile(
          "(?<![\\w/.:@-])((?:"
              + REGISTRY
              + ")/[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::\\w[\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?)");

  private static final Pattern LINE =
      Pattern.compile(
          "-?\\s*[\"']?([\\w.-]*[iI]mage|sandbox|pause_image|infra_image)[\"']?\\s*[:=]\\s*[\"']?([^\\s\"',{}]+)[\"']?,?\\s*(?:#.*)?");

  private static final Pattern OPTION =
      Pattern.compile("--[\\w-]*image[\\w-]*[= ][\"']?([^\\s\"',\\\\]+)");

  private static final Pattern ARGUMENT = Pattern.compile("--?[\\w-]*image[\\w-]*=(.+)");

  private static final int MAX_DEPTH = 100;

  private final BiConsumer<String, String> found;
  private String kubernetes = "";

  private ImageScan(BiConsumer<String, String> found) {
    this.found = found;
  }

  /** A pair of an image and how it was found. */
  @FunctionalInterface
  interface Each {
    void accept(String image, String how);
  }

  /** What a scan found, each once for each way it was found. */
  static final class Found {
    private final Map<String, String[]> all = new TreeMap<>();

    void add(String image, String how) {
      all.putIfAbsent(image + "\n" + how, new String[] {image, how});
    }

    void forEach(Each each) {
      all.values().forEach(one -> each.accept(one[0], one[1]));
    }
  }

  /** The images of a text, with how they were found. */
  static Found ofText(String text) {
    Found found = new Found();
    boolean mayHave =
        text.contains("mage") || text.contains("sandbox") || WORD.matcher(text).find();
    if (mayHave) {
      new ImageScan(found::add).text(text);
    }
    return found;
  }

  /** The images of values. */
  static Found ofValue(@Nullable Object value) {
    Found found = new Found();
    new ImageScan(found::add).value(value, "", 0);
    return found;
  }

  private void text(String text) {
    List<Object> documents = documents(text);
    if (documents.stream().noneMatch(each -> each instanceof Map || each instanceof List)) {
      lines(text);
    } else {
      documents.forEach(each -> value(each, "", 0));
    }
  }

  private static List<Object> documents(String text) {
    try {
      return Documents.parse(text, "the text");
    } catch (InvalidInputException e) {
      return List.of(); // What is no YAML is read by its lines.
    } catch (EvaluationException e) {
      return new ArrayList<>();
    }
  }

  private void add(String text, String how) {
    ImageNames.reference(text).ifPresent(image -> found.accept(image, how));
  }

  private static boolean isQualified(String text) {
    return text.contains("/") || text.contains(":");
  }

  private void lines(String text) {
    for (String each : text.lines().toList()) {
      String line = each.strip();
      if (line.startsWith("#")) {
        continue;
      }
      Matcher key = LINE.matcher(line);
      if (key.matches() && (isQualified(key.group(2)) || key.group(1).equals("image"))) {
        add(key.group(2), "line");
      }
      Matcher option = OPTION.matcher(line);
      while (option.find()) {
        if (isQualified(option.group(1))) {
          add(option.group(1), "argument");
        }
      }
      words(line);
    }
  }

  /** Any word that begins with a registry everybody knows, and has a tag or a digest. */
  private void words(String line) {
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      String name = word.group(1);
      boolean isPinned =
          name.substring(name.lastIndexOf('/') + 1).contains(":") || name.contains("@");
      if (isPinned && !line.substring(0, word.start()).endsWith("//")) {
        add(name, "text");
      }
    }
  }

  private void value(@Nullable Object value, String key, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (value instanceof Map<?, ?> map) {
      map(map, key, depth);
    } else if (value instanceof List<?> list) {
      list.forEach(each -> value(each, key, depth + 1));
    } else if (Python.isText(value)) {
      scalar(value.toString(), depth);
    }
  }

  private void scalar(String text, int depth) {
    if (!text.contains("\n")) {
      Matcher argument = ARGUMENT.matcher(text);
      if (argument.matches() && isQualified(argument.group(1))) {
        add(argument.group(1), "argument");
      }
      words(text);
      return;
    }
    lines(text);
    if (text.contains("mage") || text.contains(":")) {
      for (Object each : documents(text)) {
        if (each instanceof Map || each instanceof List) {
          value(each, "", depth + 1);
        }
      }
    }
  }

  private void map(Map<?, ?> map, String key, int depth) {
    Object version = map.get("kubernetesVersion");
    kubernetes = Python.truth(version) ? Python.str(version) : kubernetes;
    pair(map, key);
    Object name = map.get("name");
    Object given = map.get("value");
    boolean namesImage =
        Python.isText(name) && name.toString().toLowerCase(java.util.Locale.ROOT).contains("image");
    if (namesImage && Python.isText(given) && isQualified(given.toString())) {
      add(given.toString(), "environment");
    }
    map.forEach((each, inner) -> entry(Python.str(each), inner, depth));
  }

  private void entry(String key, @Nullable Object value, int depth) {
    if (key.equals("openAPIV3Schema") || key.equals("description")) {
      return;
    }
    if (Python.isText(value)) {
      String text = value.toString();
      if (key.equals("image")) {
        add(text, "image");
      } else if (key.toLowerCase(java.util.Locale.ROOT).endsWith("image") && isQualified(text)) {
        add(text, key);
      }
    }
    value(value, key, depth + 1);
  }

  /** A repository and a tag side by side, as charts and kubeadm have them. */
  private void pair(Map<?, ?> map, String key) {
    Object repository = first(map, "repository", "imageRepository", "repo");
    Object tag = map.get("tag") != null ? map.get("tag") : map.get("imageTag");
    if (!Python.isText(repository)
        || tag == null
        || ImageNames.reference(repository.toString()).isEmpty()) {
      return;
    }
    boolean isOfKubeadm = map.containsKey("imageRepository");
    String image =
        isOfKubeadm
            ? ofKubeadm(key, repository.toString(), Python.str(tag))
            : ofChart(map, repository.toString(), Python.str(tag));
    boolean isPlain = Boolean.FALSE.equals(map.get("useDigest")) || map.containsKey("imageTag");
    add(image, isPlain ? "values" : "values, digest left to the chart");
  }

  private static String ofChart(Map<?, ?> map, String repository, String tag) {
    Object registry = map.get("registry");
    String prefix = Python.truth(registry) ? Python.str(registry) + "/" : "";
    return prefix + repository + (tag.isEmpty() ? "" : ":" + tag);
  }

  /** In kubeadm's own registry, coredns has had a folder of its own since 1.21. */
  private String ofKubeadm(String key, String repository, String tag) {
    return switch (key) {
      case "dns" -> {
        boolean isOwn = repository.equals("k8s.gcr.io") || repository.equals("registry.k8s.io");
        yield repository + (isOwn && isNewDns() ? "/coredns/coredns:" : "/coredns:") + tag;
      }
      case "etcd", "local" -> repository + "/etcd:" + tag;
      default -> repository + (tag.isEmpty() ? "" : ":" + tag);
    };
  }

  private boolean isNewDns() {
    Matcher numbers = Pattern.compile("(\\d+)\\.(\\d+)").matcher(kubernetes);
    return numbers.find()
        && (Integer.parseInt(numbers.group(1)) > 1 || Integer.parseInt(numbers.group(2)) >= 21);
  }

  private static @Nullable Object first(Map<?, ?> map, String... keys) {
    for (String key : keys) {
      if (Python.truth(map.get(key))) {
        return map.get(key);
      }
    }
    return null;
  }
}
