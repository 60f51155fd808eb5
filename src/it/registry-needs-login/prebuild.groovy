import io.github.kubesprayoffline.testing.DemoSite

context.site = DemoSite.start(basedir)
context.site.registry().requireBasic('robot', 'secret')
context.userProperties.putAll(context.site.userProperties())
