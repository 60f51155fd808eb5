/** Hosts and groups as Ansible reads them from INI and YAML files and folders of them. */
package io.github.kubesprayoffline.ansible.inventory;
