import io.github.kubesprayoffline.testing.InvokedBuild

context.site.close()
new InvokedBuild(basedir).failedWith(
    '127.0.0.1',
    'kubespray-9.1.0.tar.gz')
true
