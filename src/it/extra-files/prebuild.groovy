import io.github.kubesprayoffline.testing.DemoSite

context.site = DemoSite.start(basedir)
context.site.origin().serve('/tools/crane.tar.gz', 'an extra file\n'.bytes)
context.userProperties.put('origin', context.site.origin().url())
context.userProperties.putAll(context.site.userProperties())
