/** YAML 1.1 as PyYAML and Ansible read it, with the place of every value kept. */
package io.github.kubesprayoffline.ansible.yaml;
