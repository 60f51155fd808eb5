package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.overlay.RegistryAccess.Scheme;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.junit.jupiter.api.Test;

/** Whether {@code push} and {@code publish} know where to send. */
@MojoTest
class TargetsTest {

  @Test
  @InjectMojo(goal = "push")
  @MojoParameter(name = "registry", value = "hub.example.com/k8s")
  void pushOnTheCommandLine_withoutATarget_namesTheParameter(PushMojo mojo) {
    refuses(mojo, "push", "push needs -Dkubespray.pushTo=host[:port][/prefix]");

    mojo.pushTo = " ";
    refuses(mojo, "push", "push needs -Dkubespray.pushTo=host[:port][/prefix]");
  }

  @Test
  @InjectMojo(goal = "publish")
  @MojoParameter(name = "filesRepo", value = "http://127.0.0.1:1/files")
  void publishOnTheCommandLine_withoutATarget_namesTheParameter(PublishMojo mojo) {
    refuses(
        mojo,
        "publish",
        "publish needs -Dkubespray.publishTo=file:///..., gs://... or https://...");
  }

  @Test
  @InjectMojo(goal = "push")
  @MojoParameter(name = "registry", value = "hub.example.com/k8s")
  void pushInTheLifecycle_withoutATarget_isLeftOut(PushMojo mojo) {
    mojo.execution = execution("push", MojoExecution.Source.LIFECYCLE);

    assertThatCode(mojo::execute).doesNotThrowAnyException();
  }

  @Test
  @InjectMojo(goal = "push")
  @MojoParameter(name = "pushTo", value = "https://hub.example.com")
  void targetWithAScheme_isRefusedNamingTheParameter(PushMojo mojo) {
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("-Dkubespray.pushTo=host[:port][/prefix]");
  }

  @Test
  @InjectMojo(goal = "config")
  @MojoParameter(name = "registry", value = "hub.example.com/k8s")
  @MojoParameter(name = "allowInsecureRegistries", value = "true")
  void mirrorsRegistry_isSpokenToByHttpsWhateverTheBuildMayDo(ConfigMojo mojo) {
    assertThat(mojo.mirror().access().scheme()).isEqualTo(Scheme.HTTPS);

    mojo.registry = null;
    assertThat(mojo.mirror().access().scheme()).isEqualTo(Scheme.HTTP);
  }

  @Test
  @InjectMojo(goal = "push")
  @MojoParameter(name = "registry", value = "mirror.example.com/k8s")
  @MojoParameter(name = "pushTo", value = "Hub.example.com:5000/k8s")
  @MojoParameter(name = "registryMirrors", value = "quay.io=quay.example.com/q")
  @MojoParameter(name = "allowInsecureRegistries", value = "true")
  void insecureHosts_areThoseThatTheBuildSpeaksWith(PushMojo mojo) {
    assertThat(mojo.insecureHosts())
        .containsExactlyInAnyOrder("hub.example.com:5000", "quay.example.com");
  }

  private static void refuses(AbstractOfflineMojo mojo, String goal, String message) {
    mojo.execution = execution(goal, MojoExecution.Source.CLI);
    assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class).hasMessage(message);
  }

  private static MojoExecution execution(String goal, MojoExecution.Source source) {
    MojoDescriptor descriptor = new MojoDescriptor();
    descriptor.setGoal(goal);
    return new MojoExecution(descriptor, "test", source);
  }
}
