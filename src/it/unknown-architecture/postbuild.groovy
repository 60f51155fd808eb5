import io.github.kubesprayoffline.testing.InvokedBuild

context.site.close()
new InvokedBuild(basedir).failedWith(
    'amd46')
true
