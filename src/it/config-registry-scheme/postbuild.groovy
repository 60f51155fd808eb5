import io.github.kubesprayoffline.testing.InvokedBuild

context.site.close()
new InvokedBuild(basedir).failedWith('image names have no scheme', '-Dkubespray.registry=hub.example.com/k8s')
true
