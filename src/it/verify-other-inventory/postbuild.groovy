import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
assertThat(new InvokedBuild(basedir).log())
    .contains('is sound', 'Its inventory asks for nothing else.')
    .contains('was made for another inventory than', 'hosts.ini differs', 'BUILD FAILURE')
    .doesNotContain('Caused by:')
true
