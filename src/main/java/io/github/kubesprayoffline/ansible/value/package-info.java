/** Python's values as Ansible sees them: truth, text, order, and what is undefined. */
package io.github.kubesprayoffline.ansible.value;
