import io.github.kubesprayoffline.testing.DemoSite
import io.github.kubesprayoffline.testing.DemoTree

context.site = DemoSite.start(basedir, DemoTree.load()
    .replace('roles/kubespray_defaults/defaults/main/download.yml', 'v{{ runc_version }}/runc', 'v{{ runc_release }}/runc'))
context.userProperties.putAll(context.site.userProperties())
