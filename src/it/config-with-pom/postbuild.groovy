import io.github.kubesprayoffline.testing.InvokedBuild

import static org.assertj.core.api.Assertions.assertThat

context.site.close()
config = new File(basedir, 'target/kubespray-offline/config')
assertThat(new File(config, 'inventory/group_vars/all/offline.yml').text)
    .contains('registry_host: "hub.example.com/k8s"', 'files_repo: "https://dl.example.com"')
    .contains('quay_image_repo: "{{ registry_host }}/quay.io"', 'github_url: "{{ files_repo }}/github.com"')
assertThat(new File(config, 'inventory/group_vars/all/all.yml').text).contains('helm_enabled: true')
assertThat(new File(config, 'inventory/group_vars/all.yml')).doesNotExist()
assertThat(new File(config, 'env.yml').text).contains('kube_version: "1.35.4"', 'helm_version:')
assertThat(new File(config, 'hosts.ini').text).contains('[kube_control_plane]')

// What the group says outranks the overlay, so extra vars say it again.
assertThat(new File(config, 'extra-vars/99-offline.yml').text)
    .contains('kube_image_repo: "{{ registry_host }}/registry.k8s.io"')
assertThat(new InvokedBuild(basedir).log())
    .contains('kube_image_repo (inventory/group_vars/k8s_cluster/mirror.yml:1)')
    .contains('takes its files from https://dl.example.com')
true
