import io.github.kubesprayoffline.testing.DemoSite
import io.github.kubesprayoffline.testing.Programs
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

context.site = DemoSite.start(basedir)
context.userProperties.putAll(context.site.userProperties())

// A key for this build alone. Its agent's socket needs a short path.
context.keys = Files.createTempDirectory(
    'gpg', PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString('rwx------')))
Programs.run('gpg', '--homedir', context.keys as String, '--batch', '--passphrase', '',
    '--quick-generate-key', 'Release <release@example.com>', 'default', 'default', 'never')
context.userProperties.put('gpg.homedir', context.keys as String)
true
