import io.github.kubesprayoffline.testing.InvokedBuild
import io.github.kubesprayoffline.testing.Programs
import java.nio.file.Files

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
assertThat(delta.length()).isLessThan(whole.length().intdiv(10))

// It was verified, and is in the repositories under a classifier of its own.
assertThat(build.log()).contains('lock-diff-delta-1.0.delta.tar.zst is sound')
[new File(basedir, 'target/repository'), localRepositoryPath].each {
  assertThat(new File(it, 'com/example/lock-diff-delta/1.0/lock-diff-delta-1.0-offline-delta.tar.zst'))
      .hasSameBinaryContentAs(delta)
}

// At the site, the documented command gives the whole tree.
site = Files.createDirectories(basedir.toPath().resolve('target/site'))
Files.createDirectories(site.resolve('old'))
Programs.runIn(site, 'tar', '-xf', whole as String, '-C', 'old')
Programs.runIn(site, 'sh', '-c',
    "tar -xf '${delta}' && sh lock-diff-delta-1.0/apply.sh old/lock-diff-delta-1.0" as String)
Programs.runIn(site, 'diff', '-r', 'old/lock-diff-delta-1.0', 'lock-diff-delta-1.0')

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
