import io.github.kubesprayoffline.testing.DemoSite

context.site = DemoSite.start(basedir)
context.userProperties.putAll(context.site.userProperties())
