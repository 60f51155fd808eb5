import io.github.kubesprayoffline.testing.BundleListing
import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

build = new InvokedBuild(basedir)
bundle = BundleListing.of(build.file('target/push-publish-1.0.tar.zst'))

// Every image is in the registry, under its own path and with its upstream digest.
bundle.images().each { ref, digest ->
  (repository, tag) = ref.substring(ref.indexOf('/') + 1).split(':')
  pushed = context.hub.manifest("k8s/${repository}" as String, tag)
  assertThat(pushed).isPresent()
  assertThat(pushed.get().digest().toString()).isEqualTo(digest)
}
uploads = context.hub.count('PUT .*/blobs/uploads/.*')
context.hub.close()
context.site.close()
assertThat(bundle.images()).hasSize(10)

// Every file is where the file server looks for it.
bundle.sizes().findAll { path, size -> path.startsWith('files/') }.each { path, size ->
  assertThat(new File(basedir, 'target/mirror/' + path.substring('files/'.length()))).hasSize(size)
}

// The second run sent nothing.
assertThat(build.log())
    .contains('Pushed 10 images', '10 were there already; 0 blobs (0 B) sent')
    .containsPattern(/Published 0 files \(0 B\) to file:.*; 10 were there already/)
true
