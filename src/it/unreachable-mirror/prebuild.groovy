import io.github.kubesprayoffline.testing.DemoSite

// A port that nothing listens on any more.
port = new ServerSocket(0).withCloseable { it.localPort }
context.site = DemoSite.start(basedir)
context.userProperties.putAll(context.site.userProperties())
context.userProperties.put('kubespray.source', "http://127.0.0.1:${port}/kubespray-9.1.0.tar.gz" as String)
