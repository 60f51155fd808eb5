import groovy.json.JsonSlurper
import io.github.kubesprayoffline.catalog.SiteImages
import io.github.kubesprayoffline.testing.BundleListing
import io.github.kubesprayoffline.testing.DemoTree
import io.github.kubesprayoffline.testing.InvokedBuild
import io.github.kubesprayoffline.testing.Programs
import java.nio.file.Files

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
build = new InvokedBuild(basedir)
RUNNER = 'hub.example.com/kubespray-runner:1'
bundle = build.file('target/first/site-images-1.0.tar.zst')
images = BundleListing.of(bundle).images()
site = SiteImages.of(DemoTree.VERSION).collect { it as String }

// The registry, the file server and Kubespray's own image come along, and the runner that is built on the last.
assertThat(images.keySet()).containsAll(site).contains(RUNNER, 'quay.io/calico/node:v3.31.5')

// Nobody was asked for the runner, and building it elsewhere gave the same.
assertThat(context.site.registry().count('.*kubespray-runner.*')).isZero()
assertThat(build.file('target/second/site-images-1.0.tar.zst')).hasSameBinaryContentAs(bundle)

// On each platform it has the layers of its base, then the tree, then the inventory and what was generated.
place = Files.createDirectories(basedir.toPath().resolve('target/site'))
Programs.runIn(place, 'tar', '-xf', bundle as String)
blobs = place.resolve('site-images-1.0/images/blobs/sha256')
blob = { digest -> blobs.resolve(digest.substring('sha256:'.length())) }
json = { digest -> new JsonSlurper().parse(blob(digest).toFile()) }
manifests = { ref ->
  json(images[ref]).manifests.collectEntries { [it.platform.architecture, json(it.digest)] }
}
runner = manifests(RUNNER)
base = manifests('quay.io/kubespray/kubespray:' + DemoTree.VERSION)
assertThat(runner.keySet()).containsExactlyInAnyOrder('amd64', 'arm64')
runner.each { architecture, manifest ->
  inherited = base[architecture].layers*.digest
  assertThat(manifest.layers*.digest.take(inherited.size())).isEqualTo(inherited)
  own = manifest.layers.drop(inherited.size()).collect {
    Programs.run('tar', '-tzf', blob(it.digest) as String).readLines()
  }
  assertThat(own).hasSize(2)
  assertThat(own[0]).contains('kubespray/galaxy.yml')
  assertThat(own[1]).contains('inventory/hosts.yml', 'inventory/group_vars/all/all.yml',
      'kubespray-offline/catalog.json')
  assertThat(json(manifest.config.digest).architecture).isEqualTo(architecture)
}
true
