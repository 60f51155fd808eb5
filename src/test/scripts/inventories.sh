#!/bin/sh
# Prints what Ansible reads from each of src/test/resources/ansible/inventories, as <name>.json beside them.
# Needs Debian 12's ansible (ansible-core 2.14).
set -eu
cd "$(dirname "$0")/../resources/ansible/inventories"
PATH=/usr/bin:$PATH
for source in ini/hosts.ini yaml/hosts.yml folder; do
  ansible-inventory -i "$source" --list 2>/dev/null > "${source%%/*}.json"
done
