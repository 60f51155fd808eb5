import io.github.kubesprayoffline.testing.InvokedBuild

context.site.close()
new InvokedBuild(basedir).failedWith(
    'shout',
    'helm_download_url')
true
