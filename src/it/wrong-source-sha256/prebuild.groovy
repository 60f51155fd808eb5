import io.github.kubesprayoffline.testing.DemoSite

context.site = DemoSite.start(basedir)
context.userProperties.put('kubespray.sourceSha256', '0000000000000000000000000000000000000000000000000000000000000042')
context.userProperties.putAll(context.site.userProperties())
