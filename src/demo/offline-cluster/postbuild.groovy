import io.github.kubesprayoffline.testing.BundleListing
import io.github.kubesprayoffline.testing.InvokedBuild

context.site.close()
new InvokedBuild(basedir).file('target/offline-cluster-1.0.0.tar.zst').with { bundle ->
  println ''
  println "The bundle is ${bundle}"
  println BundleListing.of(bundle).text()
}
true
