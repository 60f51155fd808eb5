import io.github.kubesprayoffline.testing.DemoSite
import io.github.kubesprayoffline.testing.DemoTree

context.site = DemoSite.start(basedir, DemoTree.load()
    .replace('roles/kubespray_defaults/defaults/main/download.yml',
        'url: "{{ runc_download_url }}"',
        'url: "https://github.com/opencontainers/runc/releases/download/v{{ runc_version }}/runc.{{ image_arch }}"'))
context.userProperties.putAll(context.site.userProperties())
