package io.github.kubesprayoffline.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser makes it. */
@RequiresProgram("chromium")
class PageIT {

  private static final Pattern ROW = Pattern.compile("<tr( hidden=\"\")?><td>.*?</tr>");
  private static final Pattern LOADED = Pattern.compile("(?:src|href|action)=\"([^\"]*)\"");

  @TempDir Path folder;
  private Served served;

  @BeforeEach
  void serve() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    Path work = Files.createDirectories(folder.resolve("work"));
    served = Served.of(Served.archive(SampleBundle.in(work), out), folder.resolve("cache"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void pageWithoutSearch_showsAll() {
    assertThat(shown(dom("/"))).hasSize(5 + 3);
  }

  @Test
  void searchInTheLink_leavesWhatMatches() {
    String dom = dom("/#q=calico+NODE");

    assertThat(shown(dom)).singleElement().asString().contains("quay.io/calico/node:v3.31.5");
    assertThat(dom).contains("No file matches.", "1 found");
    assertThat(dom).contains("<span class=\"shown\">1</span>", "<span class=\"shown\">0</span>");
  }

  @Test
  void searchByQuery_becomesTheSame_andTheRestIsStillThere() {
    String dom = dom("/?q=kubectl");

    assertThat(shown(dom)).singleElement().asString().contains("/amd64/kubectl");
    assertThat(rows(dom)).hasSize(5 + 3);
  }

  @Test
  void searchWithoutScript_isTheServers() {
    assertThat(shown(served.text("/?q=calico"))).hasSize(2);
    assertThat(served.text("/?q=calico")).contains("value=\"calico\"", "href=\"/\">Show all");
    assertThat(shown(served.text("/"))).hasSize(5 + 3);
  }

  @Test
  void everythingComesFromThisServer() {
    String dom = dom("/");

    assertThat(LOADED.matcher(dom).results().map(found -> found.group(1)))
        .isNotEmpty()
        .allMatch(link -> link.matches("/(?!/).*|/|#.*"));
    for (String asset : List.of("/-/page.css", "/-/page.js", "/-/icon.svg")) {
      assertThat(served.text(asset)).doesNotContain("https:", "@import", "url(");
    }
  }

  private String dom(String path) {
    String output =
        Programs.run(
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--enable-logging=stderr",
            "--user-data-dir=" + folder.resolve("chromium"),
            "--virtual-time-budget=3000",
            "--dump-dom",
            "http://" + served.host() + path);
    assertThat(output.lines().filter(line -> line.contains("CONSOLE"))).isEmpty();
    return output;
  }

  private static List<String> rows(String html) {
    return ROW.matcher(html).results().map(MatchResult::group).toList();
  }

  private static List<String> shown(String html) {
    return rows(html).stream().filter(row -> !row.startsWith("<tr hidden")).toList();
  }
}
