import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
build = new InvokedBuild(basedir)
assertThat(build.log()).contains(
    'this extraFile has no checksum',
    '<checksums><crane.tar.gz>sha256:',
    '-Dkubespray.trustOnFirstUse=true')
assertThat(new File(basedir, 'target/refused/extra-files-1.0.tar.zst')).doesNotExist()

['known', 'trusted', 'held'].each { run ->
    assertThat(build.file("target/${run}/kubespray-offline/files/127.0.0.1:${context.site.origin().url().split(':')[2]}/tools/crane.tar.gz" as String))
        .hasContent('an extra file\n')
    build.file("target/${run}/kubespray-offline/files/localhost/local.sh" as String)
    build.file("target/${run}/extra-files-1.0.tar.zst" as String)
}
assertThat(build.file('kubespray-offline.lock.json'))
    .content()
    .contains('9d9cbd44959bff5bcc7232bd47aa86bb3b0a503d40eb85f628c5459598ee47c3', '"file:///local.sh"')
    .doesNotContain(basedir.path)
assertThat(build.log()).doesNotContain('geheim')
true
