import io.github.kubesprayoffline.testing.InvokedBuild

context.site.close()
new InvokedBuild(basedir).failedWith(
    'runc',
    'runc_release',
    'roles/kubespray_defaults/defaults/main/download.yml')
true
