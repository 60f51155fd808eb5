import io.github.kubesprayoffline.testing.BundleListing
import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
bundle = new InvokedBuild(basedir).file('target/kubespray-offline-9.1.0.tar.zst')
assertThat(BundleListing.of(bundle).sizes().keySet())
    .contains('lock.json', 'files/dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubectl')
    .doesNotContain('files/get.helm.sh/helm-v3.19.2-linux-amd64.tar.gz')
assertThat(new File(basedir, '${project.build.directory}')).doesNotExist()
true
