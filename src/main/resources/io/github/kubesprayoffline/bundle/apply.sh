#!/bin/sh
# Completes this delta with what the old bundle has, and checks the result:
#   sh apply.sh <folder of the old bundle>
# Nothing is written before both lists have been read whole and found in order.
set -eu
LC_ALL=C
export LC_ALL
unset CDPATH
tab=$(printf '\t')

say() { printf '%s\n' "$*"; }
die() {
  say "apply.sh: $*" | tr -c '\040-\176\n\200-\377' '?' >&2
  exit 1
}

sums() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum "$@"
  elif command -v shasum >/dev/null 2>&1; then
    shasum -a 256 "$@"
  else
    die "neither sha256sum nor shasum is here; install coreutils"
  fi
}

# --- the lists ----------------------------------------------------------------------------------------

# Lines of printable text, the last one ended like all others.
require_lines() {
  if [ -L "$1" ] || [ ! -f "$1" ]; then die "there is no $1 here; unpack the delta again"; fi
  [ "$(tr -d '\n\t\040-\176\200-\377' <"$1" | wc -c)" -eq 0 ] || die "$1 has characters that no list has"
  [ ! -s "$1" ] || [ "$(tail -c 1 "$1" | wc -l)" -eq 1 ] || die "$1 ends within a line"
}

# A list, and the extended expressions that every line, and no line of it matches.
require_grammar() {
  wrong=$(grep -Evn -- "$2" "$1" | head -n 1)
  [ -z "$wrong" ] || die "$1 cannot be read in line ${wrong%%:*}"
  wrong=$(grep -En -- "$3" "$1" | head -n 1)
  [ -z "$wrong" ] || die "$1 has a path in line ${wrong%%:*} that no bundle has"
}

# Fails with its first argument if there are lines; the second names the first of them.
require_none() {
  read -r first || return 0
  die "$1 $first"
}

listed() { cut -c 67- SHA256SUMS; }
targets() { cut -f 3 delta.list; }
sources() { grep "^new$tab" delta.list | cut -f 2 | sort -u; }

# What is in the first list and not in the second: all of the second are there twice.
without() { { "$1" && "$2" && "$2"; } | sort | uniq -u; }

require_sums() {
  require_lines SHA256SUMS
  require_grammar SHA256SUMS '^[0-9a-f]{64}  [A-Za-z0-9]' "[\\\\$tab]|/\\.{0,2}(/|\$)"
  listed | sort | uniq -d | require_none "SHA256SUMS has twice:"
  for path in lock.json images/index.json images/oci-layout; do
    listed | grep -qxF "$path" || die "SHA256SUMS has no line for $path"
  done
}

require_list() {
  require_lines delta.list
  path="(files|images/blobs|registry|kubespray)/[^$tab]+"
  require_grammar delta.list "^(old|new)$tab$path$tab$path\$" "\\\\|[/$tab]\\.{0,2}([/$tab]|\$)"
  targets | sort | uniq -d | require_none "delta.list has twice:"
  without targets listed | require_none "delta.list brings what is not in SHA256SUMS:"
  without sources listed | require_none "delta.list takes from here what is not in SHA256SUMS:"
}

# --- the files ----------------------------------------------------------------------------------------

# A link could lead anywhere, and so could one in the place of a folder on the way.
require_no_link() {
  at=$1
  rest=$2
  while :; do
    at=$at/${rest%%/*}
    [ ! -L "$at" ] || die "$at is a symbolic link, which no bundle has"
    case $rest in
      */*) rest=${rest#*/} ;;
      *) return 0 ;;
    esac
  done
}

require_place() {
  require_no_link . "$to"
  [ ! -d "$to" ] || die "$to is a folder, and delta.list has a file there"
  case $where in
    old)
      require_no_link "$old" "$from"
      [ -f "$old/$from" ] || die "the old bundle is another one than the delta was made for: it has no $from"
      ;;
    new) require_no_link . "$from" ;;
  esac
}

# A file that is there already may be one with the old bundle's: it is replaced, and not written to.
bring() {
  mkdir -p "./${to%/*}"
  rm -f "./$to"
  case $where in
    old) ln "$old/$from" "./$to" 2>/dev/null || cp "$old/$from" "./$to" ;;
    new) ln "./$from" "./$to" ;;
  esac
}

present() { find . ! -type d | sed 's|^\./||'; }
accounted() { listed && printf '%s\n' SHA256SUMS apply.sh delta.list; }

require_regular() {
  find . \( -name '*[[:cntrl:]]*' -o -name '*\\*' \) | require_none "no bundle has a name such as"
  find . ! -type d ! -type f | require_none "no bundle has links or devices:"
}

require_whole() {
  require_regular
  without present accounted | require_none "not in SHA256SUMS:"
  status=0
  report=$(sums -c SHA256SUMS 2>/dev/null) || status=$?
  if [ $status -ne 0 ] || [ "$(say "$report" | grep -c ': OK$')" -ne "$(listed | wc -l)" ]; then
    say "$report" | grep -v ': OK$' >&2 || :
    die "the old bundle is damaged, or it is another one than the delta was made for"
  fi
}

# --- all of it ----------------------------------------------------------------------------------------

[ $# -eq 1 ] || die "usage: sh apply.sh <folder of the old bundle>"
case $1 in
  /*) old=$1 ;;
  *) old=$PWD/$1 ;;
esac
case $0 in
  */*) cd -P -- "${0%/*}/" ;;
esac
[ -f "$old/SHA256SUMS" ] || die "$old is no unpacked bundle: it has no SHA256SUMS"
require_regular
require_sums
require_list
while IFS=$tab read -r where from to; do require_place; done <delta.list
while IFS=$tab read -r where from to; do bring; done <delta.list
require_whole
rm delta.list apply.sh
say "complete: $PWD"
