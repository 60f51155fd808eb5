import io.github.kubesprayoffline.testing.DemoSite
import io.github.kubesprayoffline.testing.DemoTree

context.site = DemoSite.start(basedir, DemoTree.load()
    .replace('roles/kubespray_defaults/vars/main/checksums.yml', 'runc_checksums:', 'runc_sums_of_old:')
    .with('roles/kubespray_defaults/vars/main/runc.yml', 'runc_checksums: {amd64: {1.4.0: 0}}\n'))
context.userProperties.putAll(context.site.userProperties())
