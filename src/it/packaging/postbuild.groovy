import io.github.kubesprayoffline.testing.BundleListing
import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
build = new InvokedBuild(basedir)
assertThat(BundleListing.of(build.file('target/packaging-1.0.tar.zst')).sizes().keySet()).contains('lock.json')
['resolve', 'download', 'pull', 'bundle'].each { assertThat(build.log()).contains(":${it} (default-${it})" as String) }
true
