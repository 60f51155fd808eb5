package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImageCheckTest {

  private static final String REF = "quay.io/a/b:1";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final Map<Checksum, byte[]> documents = new HashMap<>();
  private final TreeMap<Platform, Checksum> manifests = new TreeMap<>();
  private final TreeMap<Checksum, Long> blobs = new TreeMap<>();
  private TestImage image;

  @BeforeEach
  void lockAll() {
    image = TestImages.named("a").attested().build();
    image.platforms().forEach((platform, each) -> manifests.put(platform, each.digest()));
    image.documents().values().forEach(each -> document(each.bytes()));
    image.blobs().forEach((digest, each) -> blobs.put(digest, (long) each.length));
  }

  @Test
  void imageThatTheLockHasWhole_isSound() {
    ImageCheck check = check(image.digest(), image.top().mediaType());

    assertThat(check.problems()).isEmpty();
    assertThat(check.documents()).isEqualTo(image.documents().keySet());
  }

  @Test
  void blobThatTheLockLacks_isNamed() {
    Checksum blob = image.blobs().keySet().iterator().next();
    blobs.remove(blob);

    assertThat(problems())
        .containsExactly(REF + ": it needs " + blob + ", and the lock does not have it");
  }

  @Test
  void blobThatNothingNeeds_isNamed() {
    Checksum stray = Checksum.sha256("ab".repeat(32));
    blobs.put(stray, 1L);

    assertThat(problems())
        .containsExactly(REF + ": the lock gives it " + stray + ", and nothing in it needs that");
  }

  @Test
  void blobOfAnotherSizeInTheLock_isNamed() {
    Checksum blob = image.blobs().keySet().iterator().next();
    blobs.merge(blob, 1L, Long::sum);

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith(REF + ": " + blob + " has " + blobs.get(blob) + " bytes in the lock");
  }

  @Test
  void platformThatTheIndexDoesNotList_isNamed() {
    Checksum layer = image.blobs().keySet().iterator().next();
    manifests.put(Platform.parse("linux/s390x"), layer);

    assertThat(problems())
        .containsExactly(REF + ": its index does not list " + layer + " for linux/s390x");
  }

  @Test
  void manifestThatTheIndexListsAsSomethingElse_isNamed() {
    Checksum manifest = image.platforms().get(image.platforms().firstKey()).digest();
    String top = new String(image.top().bytes(), StandardCharsets.UTF_8);
    Checksum index =
        document(
            bytes(
                top.replaceAll(
                    "\\{ \"mediaType\": \"[^\"]+\"(, \"size\": \\d+, \"digest\": \""
                        + manifest
                        + "\")",
                    "{ \"mediaType\": \"application/x\"$1")));
    blobs.remove(image.digest());

    assertThat(check(index, INDEX).problems())
        .contains(
            REF
                + ": its index does not list %s for %s"
                    .formatted(manifest, image.platforms().firstKey()));
  }

  @Test
  void missingManifest_isLeftToWhoeverLooksForFiles() {
    Checksum missing = manifests.firstEntry().getValue();
    documents.remove(missing);

    ImageCheck check = check(image.digest(), image.top().mediaType());

    assertThat(check.problems()).isEmpty();
    assertThat(check.documents()).contains(missing);
  }

  @Test
  void indexThatSomeClientsReadAsAManifest_isNamed() {
    Checksum both =
        document(bytes("{\"mediaType\":\"" + INDEX + "\",\"manifests\":[],\"layers\":[]}"));

    assertThat(check(both, INDEX).problems())
        .singleElement()
        .asString()
        .contains(REF, "it claims to be both");
  }

  @Test
  void indexesWithoutAnEnd_areNamed() {
    Checksum top = image.digest();
    long size = image.top().bytes().length;
    for (int level = 0; level < 10_000; level++) {
      byte[] outer =
          bytes(
              "{\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}]}"
                  .formatted(INDEX, top, size));
      top = document(outer);
      size = outer.length;
    }

    assertThat(check(top, INDEX).problems())
        .singleElement()
        .asString()
        .contains(REF, "more than 4 deep");
  }

  private List<String> problems() {
    return check(image.digest(), image.top().mediaType()).problems();
  }

  private ImageCheck check(Checksum top, String mediaType) {
    return ImageCheck.of(
        new LockedImage(ImageReference.parse(REF), top, mediaType, manifests, blobs),
        digest -> Optional.ofNullable(documents.get(digest)));
  }

  private Checksum document(byte[] content) {
    Checksum digest = Checksum.sha256Of(content);
    documents.put(digest, content);
    blobs.put(digest, (long) content.length);
    return digest;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
