import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
// The entry, and each variable that it came from, with file and line.
assertThat(new InvokedBuild(basedir).log())
    .contains('runc', 'https://github.com/opencontainers/runc/releases/download/v1.4.0/runc.amd64')
    .containsPattern(/runc_download_url.*roles\/kubespray_defaults\/defaults\/main\/download\.yml:\d+/)
true
