import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
new InvokedBuild(basedir).failedWith('runc (amd64): it asks for https://github.com/opencontainers/runc', 'No variable leads there')
assertThat(new File(basedir, 'target/kubespray-offline/config')).doesNotExist()
assertThat(new File(basedir, 'target').listFiles().findAll { it.name.endsWith('.tar.zst') }).isEmpty()
true
