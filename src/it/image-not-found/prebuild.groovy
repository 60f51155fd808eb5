import io.github.kubesprayoffline.testing.DemoSite
import io.github.kubesprayoffline.testing.Fault

context.site = DemoSite.start(basedir)
context.site.registry().misbehave(Fault.status('.*registry.k8s.io/pause/manifests/.*', 99, 404, [:]))
context.userProperties.putAll(context.site.userProperties())
