import io.github.kubesprayoffline.testing.BundleListing
import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
build = new InvokedBuild(basedir)
bundle = BundleListing.of(build.file('target/bundle-with-pom-1.0.tar.zst'))

// Both architectures; what an extra variable and what the inventory's group_vars turn on.
assertThat(bundle.sizes().keySet())
    .contains('catalog.json', 'lock.json', 'SHA256SUMS', 'README.md', 'sbom.cdx.json')
    .contains('kubespray/kubespray-9.1.0.tar.gz', 'inventory/hosts.yml')
    .contains('inventory/group_vars/k8s_cluster/addons.yml', 'images/oci-layout', 'images/index.json')
    .contains('files/dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet')
    .contains('files/dl.k8s.io/release/v1.35.4/bin/linux/arm64/kubelet')
    .contains('files/get.helm.sh/helm-v3.19.2-linux-amd64.tar.gz')
assertThat(bundle.texts().get('images/index.json'))
    .contains('registry.k8s.io/metrics-server/metrics-server:v0.8.0')

// Each goal did its own part, once.
log = build.log()
['amd64', 'arm64'].each { arch ->
  assertThat(log.count("kubelet dl.k8s.io/release/v1.35.4/bin/linux/${arch}/kubelet (" as String)).isEqualTo(1)
}
assertThat(log).contains('is sound')
assertThat(new File(basedir, 'target/kubespray-offline/files.list').readLines())
    .contains('https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet')
true
