/**
 * Gives an inventory and role variables the values that Ansible would give them. Knows nothing of
 * Kubespray.
 */
package io.github.kubesprayoffline.ansible;
