import io.github.kubesprayoffline.testing.InvokedBuild

new InvokedBuild(basedir).failedWith('letter.txt')
true
