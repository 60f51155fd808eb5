import io.github.kubesprayoffline.testing.DemoSite

context.site = DemoSite.start(basedir)
context.userProperties.put('kubespray.source', new File(basedir, 'something').path)
context.userProperties.putAll(context.site.userProperties())
