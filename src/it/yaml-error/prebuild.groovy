import io.github.kubesprayoffline.testing.DemoSite
import io.github.kubesprayoffline.testing.DemoTree

context.site = DemoSite.start(basedir, DemoTree.load()
    .replace('roles/kubespray_defaults/defaults/main/main.yml', 'bin_dir: /usr/local/bin', 'bin_dir: [/usr/local/bin'))
context.userProperties.putAll(context.site.userProperties())
