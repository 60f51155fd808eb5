import io.github.kubesprayoffline.testing.InvokedBuild

context.site.close()
new InvokedBuild(basedir).failedWith('filesRepo', '-Dkubespray.filesRepo=http://dl.example.com')
true
