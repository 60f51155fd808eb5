import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
build = new InvokedBuild(basedir)
lock = new File(basedir, 'kubespray-offline.lock.json').text

// The builds followed the lock that the first one wrote.
assertThat(lock).contains('"schema": "kubespray-offline/lock/1"').contains('dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet')
assertThat(lock).doesNotContain('get.helm.sh')

// A delta to the same release has nothing but metadata and manifests.
whole = build.file('target/whole/lock-diff-delta-1.0.tar.zst').toFile()
delta = build.file('target/delta/lock-diff-delta-1.0.delta.tar.zst').toFile()
assertThat(delta.length()).isLessThan(whole.length())

// Volumes are the same archive, cut.
volumes = new File(basedir, 'target/volumes').listFiles().findAll { it.name =~ /\.\d{3}$/ }.sort { it.name }
assertThat(volumes.size()).isGreaterThan(1)
joined = new ByteArrayOutputStream()
volumes.each { joined.write(it.bytes) }
assertThat(joined.toByteArray()).isEqualTo(whole.bytes)
assertThat(new File(basedir, 'target/volumes').list().findAll { it.endsWith('.001.sha256') }).hasSize(1)

// The diff names what another inventory adds, and a build that drifts from its lock fails by that name.
assertThat(new File(basedir, 'target/diff.md').text).contains('| file | get.helm.sh/helm-')
assertThat(build.log()).contains('is not what').contains('get.helm.sh').contains('-Dkubespray.updateLock')
assertThat(new File(basedir, 'target/drift').list()?.findAll { it.endsWith('.tar.zst') } ?: []).isEmpty()
true
