import io.github.kubesprayoffline.testing.DemoSite

context.site = DemoSite.start(basedir)
context.site.origin().serve('/dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet', 'not the kubelet'.bytes)
context.userProperties.putAll(context.site.userProperties())
