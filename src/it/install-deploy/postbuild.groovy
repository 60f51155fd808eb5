import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
build = new InvokedBuild(basedir)
built = build.file('target/install-deploy-1.0.tar.zst')
deployed = build.file('target/repository/com/example/install-deploy/1.0/install-deploy-1.0-offline.tar.zst')
installed = new File(localRepositoryPath, 'com/example/install-deploy/1.0/install-deploy-1.0-offline.tar.zst')
build.file('target/repository/com/example/install-deploy/1.0/install-deploy-1.0-cyclonedx.json')
assertThat(deployed).hasSameBinaryContentAs(built)
assertThat(installed).hasSameBinaryContentAs(built.toFile())
true
