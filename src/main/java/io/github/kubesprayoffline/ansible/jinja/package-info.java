/**
 * Templates as Ansible evaluates them. Jinjava reads and renders the statements and the text around
 * them; the expressions inside are read and evaluated here, by Python's rules.
 */
package io.github.kubesprayoffline.ansible.jinja;
