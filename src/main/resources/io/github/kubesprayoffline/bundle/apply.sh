#!/bin/sh
# Completes this delta with what the old bundle has, and checks the result:
#   sh apply.sh <folder of the old bundle>
set -eu
old=$(cd "${1:?usage: sh apply.sh <folder of the old bundle>}" && pwd)
cd "$(dirname "$0")"
tab=$(printf '\t')
while IFS="$tab" read -r where from to; do
  mkdir -p "$(dirname "$to")"
  case $where in
    old) ln -f "$old/$from" "$to" 2>/dev/null || cp -f "$old/$from" "$to" ;;
    new) ln -f "$from" "$to" ;;
  esac
done <delta.list
if ! sha256sum -c SHA256SUMS >apply.log; then
  grep -v ': OK$' apply.log >&2
  rm apply.log
  echo "the old bundle is damaged, or it is another one than the delta was made for" >&2
  exit 1
fi
rm apply.log delta.list apply.sh
echo "complete: $(pwd)"
