#!/bin/sh
# Encrypts the values of src/test/resources/ansible/vault with Debian's ansible-vault; the password is "correct horse".
set -eu
cd "$(dirname "$0")/../resources/ansible"
mkdir -p vault/group_vars/all
PATH=/usr/bin:$PATH
echo "correct horse" > vault/password
{
  echo "---"
  echo "plain: open"
  ansible-vault encrypt_string --vault-password-file vault/password --name secret "s3cr3t värde"
  echo
  ansible-vault encrypt_string --vault-id site@vault/password --name labelled "second"
  echo
} > vault/group_vars/all/values.yml 2>/dev/null
echo "whole: from an encrypted file" > vault/group_vars/all/whole.yml
ansible-vault encrypt --vault-password-file vault/password vault/group_vars/all/whole.yml
