package io.github.kubesprayoffline.play.ask;

import io.github.kubesprayoffline.play.walk.Answer;
import io.github.kubesprayoffline.play.walk.Call;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that name a program that fetches, or an address. */
final class CommandModules implements Collector.Family {

  /** Programs that fetch, with the words that make them do so. */
  private static final String FETCHERS =
      String.join(
          "|",
          "curl",
          "wget",
          "pull",
          "git clone",
          "pip3? install",
          "pip-?\\S* install",
          "apt-get",
          "aptitude",
          "dnf",
          "yum",
          "zypper",
          "microdnf",
          "rpm-ostree",
          "amazon-linux-extras",
          "subscription-manager",
          "helm",
          "cilium (install|upgrade|version|status)",
          "kubeadm (init|join|upgrade|config images)",
          "skopeo",
          "plugin",
          "easy_install");

  private static final Pattern NETWORK = Pattern.compile("\\b(?:" + FETCHERS + ")\\b|https?://");

  private static final Pattern KUBECTL = Pattern.compile("^\\s*\\S*kubectl\\b");
  private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>`,;)\\\\]+");
  private static final Pattern SECRET_HEX = Pattern.compile("\\b[0-9a-f]{64}\\b");
  private static final Pattern TOKEN = Pattern.compile("\\b[a-z0-9]{6}\\.[a-z0-9]{16}\\b");

  private final Addresses addresses;

  CommandModules(Addresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public void read(Call call, Answer answer, Consumer<Ask> found) {
    String command = call.command();
    if (command.isEmpty()) {
      return;
    }
    Set<String> inScript = new TreeSet<>();
    if (call.module().equals("script")) {
      answer.content().ifPresent(content -> addUrls(content.text(), inScript));
    }
    if (!inScript.isEmpty()) {
      found.accept(new Ask.Command(call.module(), plain(command), List.copyOf(inScript)));
    }
    if (reachesOut(command)) {
      found.accept(new Ask.Command(call.module(), plain(command), List.of()));
    }
  }

  private static void addUrls(String text, Set<String> urls) {
    Matcher url = URL.matcher(text);
    while (url.find()) {
      urls.add(url.group());
    }
  }

  /** A command that speaks to the cluster alone does not leave it. */
  private boolean reachesOut(String command) {
    String abroad = withoutLocal(command);
    boolean isOfCluster = KUBECTL.matcher(abroad).find() && addresses.outside(abroad).isEmpty();
    return NETWORK.matcher(abroad).find() && !isOfCluster;
  }

  private String withoutLocal(String command) {
    Matcher url = URL.matcher(command);
    return url.replaceAll(
        each ->
            Matcher.quoteReplacement(addresses.isOutside(each.group()) ? each.group() : "<local>"));
  }

  /** On one line, without keys and tokens. */
  private static String plain(String command) {
    String line = command.replaceAll("\\s+", " ").strip();
    return TOKEN.matcher(SECRET_HEX.matcher(line).replaceAll("<hex>")).replaceAll("<token>");
  }
}
