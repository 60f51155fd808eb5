import io.github.kubesprayoffline.id.ImageReference
import io.github.kubesprayoffline.testing.BundleListing
import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

hub = context.hub
hub.close()
context.site.close()
build = new InvokedBuild(basedir)

// Each is in the bundle under the name that it was given by, and in the registry with its digest.
assertThat(BundleListing.of(build.file('target/extra-images-1.0.tar.zst')).images()).containsAllEntriesOf(context.extra)
context.extra.each { name, digest ->
  ref = ImageReference.parse(name)
  assertThat(hub.manifest(ref.repository(), ref.tag() ?: digest).get().digest() as String).as(name).isEqualTo(digest)
  assertThat(hub.manifest(ref.repository(), digest)).as(name).isPresent()
}
assertThat(build.log()).contains('Pushed 14 images')
true
