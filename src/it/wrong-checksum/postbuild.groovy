import io.github.kubesprayoffline.testing.InvokedBuild

context.site.close()
new InvokedBuild(basedir).failedWith(
    'kubelet',
    'https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet',
    'got sha256:',
    'want sha256:7d27edd6699da96dbdb7eec58b2034bb5ed0b804501e301652edd2a56864e592')
true
