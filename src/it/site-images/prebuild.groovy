import io.github.kubesprayoffline.catalog.SiteImages
import io.github.kubesprayoffline.testing.DemoSite
import io.github.kubesprayoffline.testing.DemoTree

context.site = DemoSite.start(basedir)
context.userProperties.putAll(context.site.userProperties())
SiteImages.of(DemoTree.VERSION).each {
  context.site.registry().pushImage(it as String, 'linux/amd64', 'linux/arm64')
}
true
