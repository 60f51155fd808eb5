import io.github.kubesprayoffline.testing.InvokedBuild

context.site.close()
new InvokedBuild(basedir).failedWith(
    'want sha256:00000000',
    'got sha256:',
    'GitHub may generate an archive again',
    '-Dkubespray.sourceSha256=')
true
