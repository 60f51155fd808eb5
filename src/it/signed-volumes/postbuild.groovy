import io.github.kubesprayoffline.testing.InvokedBuild
import io.github.kubesprayoffline.testing.Programs

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
build = new InvokedBuild(basedir)
assertThat(build.log()).contains('signed-volumes-1.0.tar.zst.001 is sound')

// Every volume and its checksum is in the repository, and in the local one.
deployed = new File(basedir, 'target/repository/com/example/signed-volumes/1.0')
installed = new File(localRepositoryPath, 'com/example/signed-volumes/1.0')
volumes = deployed.list().findAll { it =~ /\.tar\.zst\.\d{3}$/ }.sort()
assertThat(volumes.size()).isGreaterThan(2)
volumes.each {
  assertThat(installed.list()).contains(it, "${it}.sha256" as String)
  Programs.runIn(deployed.toPath(), 'sha256sum', '--strict', '-c', "${it}.sha256" as String)
}
joined = new ByteArrayOutputStream()
volumes.each { joined.write(new File(deployed, it).bytes) }
assertThat(joined.toByteArray()).startsWith(0x28, 0xB5, 0x2F, 0xFD)

// Signed by the key of this build: the volumes, the bill of materials and the POM.
try {
  (volumes + ['signed-volumes-1.0-cyclonedx.json', 'signed-volumes-1.0.pom']).each {
    said = Programs.runIn(deployed.toPath(),
        'gpg', '--homedir', context.keys as String, '--verify', "${it}.asc" as String, it as String)
    assertThat(said).contains('Good signature from "Release <release@example.com>"')
  }
} finally {
  Programs.run('gpgconf', '--homedir', context.keys as String, '--kill', 'gpg-agent')
  context.keys.toFile().deleteDir()
}
true
