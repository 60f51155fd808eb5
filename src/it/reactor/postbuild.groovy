import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

log = new InvokedBuild(basedir).log()
assertThat(log.count('BUILD SUCCESS')).isEqualTo(3)
['The store ', ' of them new', 'The certificate is good until '].each {
  assertThat(log.count(it)).as(it).isEqualTo(1)
}
assertThat(new File(basedir, 'kubespray-offline-certificates/ca.pem')).exists()
['one', 'two'].each { assertThat(new File(basedir, it).list()).containsExactly('pom.xml') }
true
