import io.github.kubesprayoffline.testing.DemoSite
import io.github.kubesprayoffline.testing.FakeRegistry

context.site = DemoSite.start(basedir)
context.mirror = FakeRegistry.start()
context.userProperties.putAll(context.site.userProperties())
context.userProperties.put('mirror', context.mirror.host())
