import static org.assertj.core.api.Assertions.assertThat

context.site.close()
config = new File(basedir, 'target/kubespray-offline/config')
assertThat(new File(config, 'inventory/group_vars/all/offline.yml').text)
    .contains('registry_host: "mirror.kubespray.internal:5000"')
    .contains('files_repo: "http://mirror.kubespray.internal:8080"')
assertThat(new File(config, 'inventory/group_vars/k8s_cluster/k8s-cluster.yml')).exists()
assertThat(new File(config, 'extra-vars')).doesNotExist()
assertThat(new File(basedir, '${project.build.directory}')).doesNotExist()
true
