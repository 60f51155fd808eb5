import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

build = new InvokedBuild(basedir)
online = build.file('target/online/offline-second-run-1.0.tar.zst')
offline = build.file('target/offline/offline-second-run-1.0.tar.zst')
assertThat(offline).hasSameBinaryContentAs(online)

assertThat(build.log()).contains(
    '2 problems:',
    'https://tools.example.com/crane.tar.gz',
    'quay.io/tools/absent:1')

// Every file came over the network once, in the first run.
fetched = context.site.origin().requests().findAll { it.path().endsWith('/kubelet') }
context.site.close()
assertThat(fetched).hasSize(1)
true
