import io.github.kubesprayoffline.testing.DemoSite
import io.github.kubesprayoffline.testing.DemoTree

context.site = DemoSite.start(basedir, DemoTree.load()
    .replace('roles/kubespray_defaults/defaults/main/download.yml', '{{ get_helm_url }}/helm', '{{ get_helm_url | shout }}/helm'))
context.userProperties.putAll(context.site.userProperties())
