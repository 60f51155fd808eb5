import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

build = new InvokedBuild(basedir)
requests = context.mirror.count('.*')
context.mirror.close()
context.site.close()

// Deployed, and the overlay names the mirror; but nobody spoke to it.
build.file('target/repository/com/example/deploy-air-gapped/1.0/deploy-air-gapped-1.0.tar.zst')
assertThat(new File(basedir, 'target/kubespray-offline/config/inventory/group_vars/all/offline.yml').text)
    .contains("registry_host: \"${context.mirror.host()}/k8s\"" as String, "files_repo: \"http://${context.mirror.host()}/files\"" as String)
assertThat(requests).as('requests that the mirror got').isZero()
assertThat(build.log())
    .contains('Skipping push: pushTo is not set', 'Skipping publish: publishTo is not set')
    .doesNotContain('Pushed ', 'Published ')
true
