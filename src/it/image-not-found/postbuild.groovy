import io.github.kubesprayoffline.testing.InvokedBuild

context.site.close()
new InvokedBuild(basedir).failedWith(
    'registry.k8s.io/pause:3.10.1')
true
