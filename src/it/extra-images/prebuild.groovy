import io.github.kubesprayoffline.testing.DemoSite
import io.github.kubesprayoffline.testing.FakeRegistry
import io.github.kubesprayoffline.testing.TestImage

context.site = DemoSite.start(basedir)
context.hub = FakeRegistry.start()
registry = context.site.registry()
digest = { name -> registry.pushImage(name, 'linux/amd64', 'linux/arm64').digest() as String }

// By tag, by digest, and by both, of which the digest counts.
context.extra = [
    'quay.io/extra/tagged:1' : digest('quay.io/extra/tagged:1')]
pinned = digest('quay.io/extra/pinned:1')
context.extra['quay.io/extra/pinned@' + pinned] = pinned
both = digest('quay.io/extra/both:1')
context.extra['quay.io/extra/both:1@' + both] = both

// What is no image: a Helm chart.
CHART = 'quay.io/extra/chart'
blob = { text ->
  registry.putBlob(CHART, text.bytes)
  '"digest": "' + io.github.kubesprayoffline.id.Checksum.sha256Of(text.bytes) + '", "size": ' + text.bytes.length
}
MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
chart = new TestImage.Document(MANIFEST, """{"schemaVersion": 2, "mediaType": "${MANIFEST}",
    "config": {"mediaType": "application/vnd.cncf.helm.config.v1+json", ${blob('{"name": "chart"}')}},
    "layers": [{"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", ${blob('a chart')}}]}""".bytes)
registry.tag(CHART, '1', chart)
context.extra[CHART + ':1'] = chart.digest() as String

context.userProperties.putAll(context.site.userProperties())
context.userProperties.put('kubespray.extraImages', context.extra.keySet().join(','))
context.userProperties.put('kubespray.pushTo', context.hub.host())
true
