import io.github.kubesprayoffline.testing.DemoSite
import io.github.kubesprayoffline.testing.FakeRegistry

context.site = DemoSite.start(basedir)
context.hub = FakeRegistry.start()
context.userProperties.putAll(context.site.userProperties())
context.userProperties.put('kubespray.pushTo', context.hub.host() + '/k8s')
