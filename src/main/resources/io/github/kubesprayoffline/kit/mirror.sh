#!/bin/sh
# The mirror of this bundle: checks it, serves its files and images, or pushes the images.
set -eu
LC_ALL=C
unset CDPATH
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH

case $0 in */*) bundle=${0%/*}/ ;; *) bundle=./ ;; esac
# With a mark at its end, which a name that ends in a new line survives.
bundle=$(cd -- "$bundle" && pwd -P && printf .)
bundle=${bundle%?.}
state=${MIRROR_STATE:-$bundle.mirror}
case $state in /*) ;; *) state=$PWD/$state ;; esac
overlay=inventory/group_vars/all/offline.yml

usage() {
  cat <<END
usage: mirror.sh <command>

  verify      checks every file of the bundle against SHA256SUMS
  up          checks, then serves files and images: by nginx and docker-registry if both are
              installed, else in containers, by the images that the bundle brings
                --unchecked                     starts without checking
                --with native|docker|podman|nerdctl
  down        stops both servers
  status      says whether they run; fails if one does not
  push [--insecure] <registry[/prefix]>
              copies all images into a registry that you have. Log in before by skopeo login.
                --insecure                      plain HTTP, or a certificate that nobody knows
  configure [--files <url>] [--registry [http[s]://]<host[:port][/prefix]>]
              tells the inventory where the mirror is, and with a scheme how containerd is to
              speak with the registry; without options, says what it is told
  tls --host <name or address> [--host ...]
              makes an authority and a certificate; the next up serves https, too
  tls --cert <file> --key <file>
              the same with a certificate of yours
  help        this text

No command needs root. What the servers need beside the bundle lies in
  $state
MIRROR_STATE in the environment names another folder. Ports and all else are set in deploy/nginx.conf
and deploy/registry/config.yml, which are yours to edit.
END
}

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() {
  warn "mirror.sh: $*"
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
value() { [ -n "${2-}" ] || die "$1 wants a value; see mirror.sh help"; }

# --- the bundle -----------------------------------------------------------------------------------

sums() {
  if have sha256sum; then
    sha256sum "$@"
  elif have shasum; then
    shasum -a 256 "$@"
  else
    die "neither sha256sum nor shasum is here; install coreutils"
  fi
}

listed() { cut -c 67- SHA256SUMS; }

# Fails if there are lines; the argument names the first of them.
require_none() {
  read -r first || return 0
  die "$1 $first"
}

# A list of which sha256sum would pass over a line, or that is not whole, proves nothing.
require_sums() {
  if [ -L SHA256SUMS ] || [ ! -s SHA256SUMS ]; then die "$bundle has no SHA256SUMS: unpack the whole bundle again"; fi
  damaged="SHA256SUMS is damaged; unpack the bundle again:"
  [ "$(tr -d '\n\040-\176\200-\377' <SHA256SUMS | wc -c)" -eq 0 ] || die "$damaged it has characters that no list has"
  [ "$(tail -c 1 SHA256SUMS | wc -l)" -eq 1 ] || die "$damaged it ends within a line"
  grep -Evn '^[0-9a-f]{64}  [A-Za-z0-9]' SHA256SUMS | cut -d : -f 1 | require_none "$damaged it cannot be read in line"
  grep -En '\\|/\.{0,2}(/|$)' SHA256SUMS | cut -d : -f 1 | require_none "$damaged no bundle has the path in line"
  listed | sort | uniq -d | require_none "$damaged it has twice:"
  for path in lock.json catalog.json sbom.cdx.json README.md mirror.sh images/index.json images/oci-layout \
    deploy/compose.yaml deploy/images.list deploy/listen-tls.conf deploy/nginx.conf deploy/registry/config.yml; do
    listed | grep -qxF "$path" || die "$damaged it has no line for $path"
  done
}

# What a site adds to a bundle: variables and keys of its own, and what servers that are started by hand need.
is_the_sites() {
  case $1 in
    config/* | extra-vars/* | inventory/* | tls/* | deploy/tls/* | deploy/tmp/*) return 0 ;;
  esac
  return 1
}

not_the_sites() { while IFS= read -r path; do is_the_sites "$path" || say "$path"; done; }
only_the_sites() { while IFS= read -r path; do if is_the_sites "$path"; then say "$path"; fi; done; }
below_here() { sed 's|^\./||'; }

# What is here and not in SHA256SUMS: all that is listed is there twice.
added() { { find . ! -type d | below_here && listed && listed && say SHA256SUMS && say SHA256SUMS; } | sort | uniq -u |
  while IFS= read -r path; do if [ -e "$path" ] || [ -L "$path" ]; then say "$path"; fi; done; }

# The servers would give away whatever a link leads to.
require_nothing_else() {
  if [ -f delta.list ]; then die "$bundle is a delta: run sh apply.sh <folder of the old bundle> first"; fi
  find . \( -name '*[[:cntrl:]]*' -o -name '*\\*' \) | tr -c '\040-\176\n\200-\377' '?' | require_none "no bundle has a name such as"
  find . ! -type d ! -type f | below_here | not_the_sites | require_none "no bundle has links or devices; remove"
  added | not_the_sites | require_none "not in SHA256SUMS, and so not of this bundle; remove"
  added | only_the_sites | grep -vE '^(tls|deploy)/' | sed 's/^/added here: /'
}

# Configuration is the site's to edit: what differs in it is said, and is no damage.
verify() {
  cd "$bundle"
  require_sums
  require_nothing_else
  say "Checking $(grep -c . SHA256SUMS) files in $bundle"
  status=0
  report=$(sums -c SHA256SUMS 2>/dev/null) || status=$?
  [ "$(say "$report" | grep -c .)" -eq "$(grep -c . SHA256SUMS)" ] || die "not every line of SHA256SUMS was checked; is the disk in order?"
  bad=$(say "$report" | grep -v ': OK$') || :
  if [ $status -eq 0 ] && [ -z "$bad" ]; then
    say "Every file is there and as it was built."
    return
  fi
  [ -n "$bad" ] || die "SHA256SUMS was not checked to its end; is the disk in order?"
  edited=$(edited) || :
  damaged=$(say "$bad" | grep -vxF -- "$edited") || :
  [ -z "$edited" ] || say "$edited" | sed 's/: FAILED$//; s/^/edited here: /'
  [ -z "$damaged" ] || {
    say "$damaged" >&2
    warn "Copy the archive again, compare it with what its builder says, and unpack it anew."
    warn "One that came in volumes: sha256sum -c *.sha256 && cat <archive>.??? | tar --zstd -x"
    die "the bundle is damaged in $(say "$damaged" | grep -c .) place(s), see above"
  }
  say "Every other file is there and as it was built."
}

# Busybox says of a missing file what it says of a changed one.
edited() {
  say "$bad" | grep -E '^(config|deploy|extra-vars|inventory)/.*: FAILED$' | while IFS= read -r line; do
    [ ! -f "${line%: FAILED}" ] || say "$line"
  done
}

# --- the servers ----------------------------------------------------------------------------------

registry_port() { sed -n 's/^  addr:.*:\([0-9]*\)$/\1/p' "$bundle/deploy/registry/config.yml"; }
ports() { sed -n 's/^ *listen \([^ ;]*:\)\{0,1\}\([0-9]\{1,\}\)[ ;].*/\2/p' "$state/nginx.conf" "$state"/tls/*.conf 2>/dev/null; }

# The folder in which nginx runs.
lay_out() {
  mkdir -p "$state/tmp" "$state/bin" "$state/tls" "$state/log" || die "$state cannot be made; set MIRROR_STATE to a folder of yours"
  chmod 700 "$state/tls"
  cp "$bundle/deploy/nginx.conf" "$state/nginx.conf.new"
  mv -f "$state/nginx.conf.new" "$state/nginx.conf"
  rm -f "$state/files"
  ln -s "$bundle/files" "$state/files"
}

registry_program() {
  for program in docker-registry registry; do
    if have "$program"; then
      say "$program"
      return
    fi
  done
  return 1
}

engine() {
  for engine in docker podman nerdctl; do
    if have "$engine" && has_compose "$engine" && "$engine" info >/dev/null 2>&1; then
      say "$engine"
      return
    fi
  done
  return 1
}

choose() {
  if have nginx && registry_program >/dev/null; then
    say native
  else
    engine || die "neither nginx with docker-registry nor docker, podman or nerdctl with compose is here. Install the first two (Debian: nginx-light and docker-registry) or one of the others."
  fi
}

up() {
  check=yes
  how=
  while [ $# -gt 0 ]; do
    case $1 in
      --unchecked) check=no ;;
      --with)
        value "$@"
        how=$2
        shift
        ;;
      *) die "up does not know $1; see mirror.sh help" ;;
    esac
    shift
  done
  case $how in '' | native | docker | podman | nerdctl) ;; *) die "--with takes native, docker, podman or nerdctl" ;; esac
  before=$(how_it_runs)
  how=${how:-${before:-$(choose)}}
  [ -z "$before" ] || [ "$before" = "$how" ] || die "it is up by $before; mirror.sh down first"
  if [ $check = yes ]; then verify; fi
  lay_out
  if [ "$how" = native ]; then up_native; else up_in_containers "$how"; fi
  say "The mirror is up ($how). Files and images are both on the ports: $(ports | tr '\n' ' ')"
  next_steps
}

next_steps() {
  cat <<END
Next: let the nodes find this machine under the name that the inventory has
$(told | sed 's/^/  /')
by DNS or their /etc/hosts, or tell it another: mirror.sh configure --files <url> --registry <host:port>
END
}

how_it_runs() { [ ! -f "$state/how" ] || cat "$state/how"; }

up_native() {
  program=$(registry_program) || die "docker-registry is not here; install it, or use --with docker"
  have nginx || die "nginx is not here; install it, or use --with docker"
  port=$(registry_port)
  nginx -t -q -p "$state/" -c nginx.conf || die "nginx refuses $state/nginx.conf, a copy of deploy/nginx.conf"
  trap 'stop nginx; stop registry; rm -f "$state/how"' EXIT
  trap 'exit 1' HUP INT TERM
  say native >"$state/how"
  cd "$bundle"
  start registry "http://127.0.0.1:$port/v2/" "$program" serve "$bundle/deploy/registry/config.yml"
  if runs nginx; then kill -HUP "$(pid nginx)"; fi
  url=http://127.0.0.1:$(ports | head -n 1)
  start nginx "$url/v2/" nginx -p "$state/" -c nginx.conf
  answers "$url/" || die "nginx may not read $bundle/files: unpack the bundle where everybody may read, or run mirror.sh as the user whose it is"
  trap - EXIT HUP INT TERM
}

# Starts a server and waits until it answers; one of ours that runs already goes on.
start() {
  name=$1
  url_of_it=$2
  shift 2
  if ! runs "$name"; then
    if can_ask && answers "$url_of_it"; then die "something else answers at $url_of_it; stop it, or change the port in deploy/"; fi
    launch "$@"
  fi
  await "$name" "$url_of_it"
}

launch() {
  nohup "$@" >>"$state/log/$name.log" 2>&1 </dev/null &
  printf '%s\n' "$!" >"$state/$name.pid"
}

pid() { cat "$state/$1.pid"; }

# Whether the process of that number is still the one that was started, and not a later one.
runs() {
  [ -f "$state/$1.pid" ] || return 1
  case $1 in
    nginx) mark=$state/ ;;
    *) mark=$bundle/deploy/registry/config.yml ;;
  esac
  arguments "$(pid "$1")" | grep -qF -- "$mark"
}

arguments() {
  if [ -d /proc/self ]; then
    tr '\000' ' ' 2>/dev/null <"/proc/$1/cmdline" || :
  else
    ps -ww -p "$1" -o args= || :
  fi
}

await() {
  tries=0
  until answers "$2"; do
    tries=$((tries + 1))
    if [ $tries -gt 60 ] || ! runs "$1"; then give_up "$1"; fi
    pause
  done
  runs "$1" || give_up "$1"
}

give_up() {
  tail -n 5 "$state/log/$1.log" >&2
  die "$1 does not answer; the last it said is above, all of it in $state/log/$1.log"
}

can_ask() { have curl || have wget || have python3; }

# POSIX knows whole seconds only.
pause() { sleep 0.5 2>/dev/null || sleep 1; }

answers() {
  if have curl; then
    curl -fs --noproxy '*' --max-time 5 -o /dev/null "$1" 2>/dev/null
  elif have wget; then
    no_proxy='*' wget -q -T 5 -O /dev/null "$1" 2>/dev/null
  elif have python3; then
    python3 -c 'import sys, urllib.request as r; r.build_opener(r.ProxyHandler({})).open(sys.argv[1], timeout=5)' "$1" 2>/dev/null
  else
    sleep 1
  fi
}

stop() {
  if runs "$1"; then
    stopping=$(pid "$1")
    kill "$stopping"
    tries=0
    while runs "$1" && [ $tries -lt 20 ]; do
      tries=$((tries + 1))
      pause
    done
    if runs "$1"; then kill -9 "$stopping"; fi
  fi
  rm -f "$state/$1.pid"
}

has_compose() { "$1" compose version >/dev/null 2>&1 || have "$1-compose"; }

# As a part of the engine, or as a program of its own.
compose() {
  MIRROR_STATE=$state
  export MIRROR_STATE
  runner=$1
  shift
  if "$runner" compose version >/dev/null 2>&1; then
    "$runner" compose -f deploy/compose.yaml "$@"
  else
    "$runner-compose" -f deploy/compose.yaml "$@"
  fi
}

up_in_containers() {
  if ! have "$1" || ! has_compose "$1"; then die "$1 or its compose is not here; install both, or use another --with"; fi
  cd "$bundle"
  sed -n 's/^ *image: //p' deploy/compose.yaml >"$state/tmp/images"
  while read -r image; do
    "$1" image inspect "$image" >/dev/null 2>&1 || load "$1" "$image" </dev/null
  done <"$state/tmp/images"
  say "$1" >"$state/how"
  compose "$1" up -d || die "$1 compose failed; its message is above"
  url=http://127.0.0.1:$(ports | head -n 1)/v2/
  tries=0
  until answers "$url"; do
    tries=$((tries + 1))
    [ $tries -le 60 ] || die "nothing answers at $url; ask $1 for the logs of its containers, or mirror.sh down"
    pause
  done
}

load() {
  grep -q "^$2	" deploy/images.list || die "the bundle has no $2 (it was built without siteImages). Install nginx and docker-registry, or load that image yourself."
  say "Loading $2"
  case $1 in
    docker)
      find_skopeo
      "$skopeo" --insecure-policy copy -q "oci:images:$2" "docker-daemon:$2"
      ;;
    podman) id=$(podman pull -q "oci:images:$2") && podman tag "$id" "$2" ;;
    nerdctl)
      find_skopeo
      rm -f "$state/tmp/image.tar"
      "$skopeo" --insecure-policy copy -q "oci:images:$2" "oci-archive:$state/tmp/image.tar:$2" &&
        nerdctl load -i "$state/tmp/image.tar" && rm -f "$state/tmp/image.tar"
      ;;
  esac || die "$2 cannot be loaded into $1; the message is above"
}

down() {
  how=$(how_it_runs)
  case $how in
    '' | native)
      stop nginx
      stop registry
      ;;
    *) (cd "$bundle" && compose "$how" down) || die "$how compose failed; its message is above" ;;
  esac
  rm -f "$state/how"
  say "The mirror is down."
}

status() {
  how=$(how_it_runs)
  case $how in
    '' | native)
      for name in registry nginx; do
        if runs "$name"; then say "$name: up, process $(pid "$name")"; else say "$name: down"; fi
      done
      if ! runs registry || ! runs nginx; then die "not up; mirror.sh up starts it"; fi
      ;;
    *) (cd "$bundle" && compose "$how" ps) ;;
  esac
}

# --- images into another registry -------------------------------------------------------------------

machine() {
  case $(uname -m) in
    x86_64) say amd64 ;;
    aarch64) say arm64 ;;
    armv7l) say arm ;;
    *) uname -m ;;
  esac
}

# The bundled one first; the files of a bundle are not executable, so a copy of it is used.
find_skopeo() {
  found=$(find "$bundle/files" -type f -name "skopeo*$(machine)" | sort | tail -n 1)
  if [ -n "$found" ]; then
    cp "$found" "$state/bin/skopeo.new"
    chmod 755 "$state/bin/skopeo.new"
    mv -f "$state/bin/skopeo.new" "$state/bin/skopeo"
    skopeo=$state/bin/skopeo
    if "$skopeo" --version >/dev/null 2>&1; then return; fi
  fi
  have skopeo || die "no skopeo for this machine: the bundle has none that runs here (build it with siteImages), and none is installed"
  skopeo=skopeo
}

push() {
  tls=true
  registry=
  for argument in "$@"; do
    case $argument in
      --insecure) tls=false ;;
      -*) die "push does not know $argument; see mirror.sh help" ;;
      *://*) die "a registry has no scheme: ${argument#*://}" ;;
      *) registry=${argument%/} ;;
    esac
  done
  [ -n "$registry" ] || die "push where? mirror.sh push hub.example.com/k8s"
  mkdir -p "$state/tmp" "$state/bin" || die "$state cannot be made; set MIRROR_STATE to a folder of yours"
  find_skopeo
  cd "$bundle"
  all=$(grep -c . deploy/images.list)
  number=0
  while read -r ref name digest platforms; do
    number=$((number + 1))
    push_image </dev/null || die "$ref cannot be pushed to $registry; the message is above. What is there stays: mend it, and push again."
  done <deploy/images.list
  say "All $all images are in $registry."
}

push_image() {
  case $name in *:*) to=docker://$registry/$name ;; *) to=docker://$registry/$name@$digest ;; esac
  there=$(digest_of "$to")
  case " $digest $platforms " in
    *[\ =]"${there:-none}"\ *)
      say "[$number/$all] $name is there"
      return
      ;;
  esac
  say "[$number/$all] $name"
  if is_whole; then
    copy all "oci:images:$ref" "$to"
  else
    push_platforms
  fi
}

digest_of() {
  "$skopeo" --insecure-policy inspect --raw --tls-verify="$tls" "$1" >"$state/tmp/manifest" 2>/dev/null || return 0
  printf 'sha256:%s' "$(sums <"$state/tmp/manifest" | cut -d ' ' -f 1)"
}

# Whether all that the top document names is in the bundle.
is_whole() {
  grep -o 'sha256:[0-9a-f]\{64\}' "images/blobs/sha256/${digest#*:}" >"$state/tmp/blobs"
  while read -r blob; do
    [ -f "images/blobs/sha256/${blob#*:}" ] || return 1
  done <"$state/tmp/blobs"
}

# An index that lists more than the bundle has: what is here, then the index. A registry that wants
# every platform of an index gets an index of those that are here, or the manifest of the only one.
push_platforms() {
  reduce
  if [ "$there" = "$reduced" ]; then return; fi
  for platform in $platforms; do
    copy_platform "$platform" "docker://$registry/${name%:*}@${platform#*=}" || return 1
  done
  if copy index-only "oci:images:$ref" "$to" 2>/dev/null; then return; fi
  case $platforms in
    *' '*) (cd "$state/tmp/reduced" && copy index-only oci:images:reduced "$to") ;;
    *) copy_platform "$platforms" "$to" ;;
  esac
}

# Makes that index, as the one document of an image layout.
reduce() {
  layout=$state/tmp/reduced/images
  rm -rf "$layout"
  mkdir -p "$layout/blobs/sha256"
  entries=
  for platform in $platforms; do
    entries="$entries${entries:+,}$(entry)"
  done
  index=application/vnd.oci.image.index.v1+json
  printf '{"schemaVersion":2,"mediaType":"%s","manifests":[%s]}' "$index" "$entries" >"$layout/document"
  reduced=sha256:$(sums <"$layout/document" | cut -d ' ' -f 1)
  printf '{"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"reduced"}}]}' \
    "$index" "$reduced" "$(wc -c <"$layout/document")" >"$layout/index.json"
  mv "$layout/document" "$layout/blobs/sha256/${reduced#*:}"
  printf '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
}

# The platform's line in an index.
entry() {
  manifest=images/blobs/sha256/${platform##*:}
  type=application/vnd.oci.image.manifest.v1+json
  if grep -q 'application/vnd.docker.distribution.manifest.v2+json' "$manifest"; then
    type=application/vnd.docker.distribution.manifest.v2+json
  fi
  split_platform "$platform"
  printf '{"mediaType":"%s","digest":"%s","size":%d,"platform":{"architecture":"%s","os":"%s"%s}}' \
    "$type" "${platform#*=}" "$(wc -c <"$manifest")" "$architecture" "$os" "${variant:+,\"variant\":\"$variant\"}"
}

# linux/arm/v7=sha256:...
split_platform() {
  os=${1%%/*}
  architecture=${1#*/}
  architecture=${architecture%=*}
  variant=
  case $architecture in
    */*)
      variant=${architecture#*/}
      architecture=${architecture%%/*}
      ;;
  esac
}

copy_platform() {
  split_platform "$1"
  "$skopeo" --insecure-policy --override-os "$os" --override-arch "$architecture" ${variant:+--override-variant "$variant"} \
    copy -q --preserve-digests --dest-tls-verify="$tls" "oci:images:$ref" "$2"
}

copy() {
  "$skopeo" --insecure-policy copy -q --preserve-digests --dest-tls-verify="$tls" --multi-arch "$1" "$2" "$3"
}

# --- what the inventory is told ---------------------------------------------------------------------

told() { grep -E '^(files_repo|registry_host):' "$bundle/$overlay" 2>/dev/null || say "(no $overlay)"; }

configure() {
  files=
  registry=
  scheme=
  while [ $# -gt 0 ]; do
    value "$@"
    case $1 in
      --files) files=${2%/} ;;
      --registry) registry=${2%/} ;;
      *) die "configure does not know $1; see mirror.sh help" ;;
    esac
    shift 2
  done
  case $files in '' | http://?* | https://?*) ;; *) die "--files wants a URL: http://$files" ;; esac
  case $registry in
    http://?* | https://?*)
      scheme=${registry%%://*}
      registry=${registry#*://}
      ;;
  esac
  case $files$registry in *[!A-Za-z0-9._~:/@%+-]*) die "a URL or a host has no such characters: $files $registry" ;; esac
  cd "$bundle"
  if ! grep -q '^files_repo:' "$overlay" 2>/dev/null || ! grep -q '^registry_host:' "$overlay"; then
    die "$bundle/$overlay has no lines files_repo: and registry_host: to set; unpack it anew"
  fi
  [ -z "$files$registry" ] || tell
  told
}

# Sets the lines of the overlay, which is replaced only once it is complete.
tell() {
  set --
  [ -z "$files" ] || set -- "$@" -e "s|^files_repo:.*|files_repo: \"$files\"|"
  [ -z "$registry" ] || set -- "$@" -e "s|^registry_host:.*|registry_host: \"$registry\"|"
  case $scheme in
    http) speak http true "$@" ;;
    https) speak https false "$@" ;;
    *) sed "$@" "$overlay" >"$overlay.new" ;;
  esac
  mv -f "$overlay.new" "$overlay"
}

# What the nodes' container engines speak with the registry, too.
speak() {
  scheme=$1
  unverified=$2
  shift 2
  sed "$@" -e "s|https\{0,1\}://{{ registry_host|$scheme://{{ registry_host|" \
    -e "s|'https\{0,1\}://' ~ registry_host|'$scheme://' ~ registry_host|" \
    -e "/{{ registry_host }}/,/skip_verify:/ s|skip_verify: [a-z]*|skip_verify: $unverified|" "$overlay" >"$overlay.new"
}

# --- certificates -----------------------------------------------------------------------------------

tls() {
  names=
  cert=
  key=
  while [ $# -gt 0 ]; do
    value "$@"
    case $1 in
      --host) names="$names $2" ;;
      --cert) cert=$2 ;;
      --key) key=$2 ;;
      *) die "tls does not know $1; see mirror.sh help" ;;
    esac
    shift 2
  done
  have openssl || die "openssl is not here; install it"
  case $names in *[!A-Za-z0-9.:\ -]*) die "not a host name or an address:$names" ;; esac
  if [ -n "$cert" ] && [ -n "$key" ]; then
    own_certificate
  elif [ -n "$names" ] && [ -z "$cert$key" ]; then
    new_certificate
  else
    die "tls wants either --host <name> or --cert <file> --key <file>"
  fi
  install_certificate
}

own_certificate() {
  if [ ! -r "$cert" ] || [ ! -r "$key" ]; then die "$cert or $key cannot be read"; fi
  prepare_tls
  cp "$cert" "$fresh/server.pem"
  cp "$key" "$fresh/server.key"
}

# The authority stays when a certificate is made anew, so that nobody has to trust another one.
new_certificate() {
  prepare_tls
  if [ -f "$state/tls/ca.key" ]; then
    cp -p "$state/tls/ca.key" "$state/tls/ca.pem" "$fresh/"
  else
    openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 -subj "/CN=Kubespray mirror authority" \
      -keyout "$fresh/ca.key" -out "$fresh/ca.pem" 2>"$fresh/log" || die "openssl made no authority: $(cat "$fresh/log")"
  fi
  {
    say "basicConstraints=critical,CA:FALSE"
    say "keyUsage=critical,digitalSignature,keyEncipherment"
    say "extendedKeyUsage=serverAuth"
    say "subjectAltName=$(alternative_names)"
  } >"$fresh/extensions"
  openssl req -new -newkey rsa:2048 -nodes -sha256 -subj "/CN=Kubespray mirror" \
    -keyout "$fresh/server.key" -out "$fresh/request" 2>"$fresh/log" || die "openssl made no key: $(cat "$fresh/log")"
  openssl x509 -req -in "$fresh/request" -days 820 -sha256 -CA "$fresh/ca.pem" -CAkey "$fresh/ca.key" \
    -set_serial "0x$(openssl rand -hex 16)" -extfile "$fresh/extensions" -out "$fresh/server.pem" 2>"$fresh/log" ||
    die "openssl made no certificate: $(cat "$fresh/log")"
}

alternative_names() {
  list=
  for host in $names; do
    case $host in
      *:*) kind=IP ;;
      *[!0-9.]*) kind=DNS ;;
      *) kind=IP ;;
    esac
    list="$list${list:+,}$kind:$host"
  done
  say "$list"
}

prepare_tls() {
  fresh=$state/tls.new
  rm -rf "$fresh"
  mkdir -p "$state/tls" || die "$state cannot be made; set MIRROR_STATE to a folder of yours"
  chmod 700 "$state/tls"
  (umask 077 && mkdir "$fresh")
  umask 077
  trap 'rm -rf "$fresh"' EXIT
}

install_certificate() {
  of_cert=$(openssl x509 -in "$fresh/server.pem" -noout -pubkey 2>/dev/null) || die "$cert is no certificate in PEM"
  of_key=$(openssl pkey -in "$fresh/server.key" -pubout -passin pass: 2>/dev/null) || die "$key is no unencrypted key in PEM"
  [ "$of_cert" = "$of_key" ] || die "$key is not the key of $cert"
  openssl x509 -in "$fresh/server.pem" -noout -checkend 0 >/dev/null || die "$cert has expired"
  cp "$bundle/deploy/listen-tls.conf" "$fresh/listen.conf"
  rm -f "$fresh/request" "$fresh/extensions" "$fresh/log"
  for file in "$fresh"/*; do mv -f "$file" "$state/tls/"; done
  trust
}

trust() {
  port=$(sed -n 's/^listen \([0-9]*\).*/\1/p' "$state/tls/listen.conf")
  host=$(printf '%s' "${names:- <its name>}" | cut -d ' ' -f 2)
  cat <<END
The certificate lies in $state/tls. Next:
  mirror.sh up
  mirror.sh configure --files https://$host:$port --registry https://$host:$port
END
  [ -z "$cert" ] || return 0
  cat <<END
Every node must trust $state/tls/ca.pem:
  Debian, Ubuntu    /usr/local/share/ca-certificates/kubespray-mirror.crt, then update-ca-certificates
  RHEL, Fedora      /etc/pki/ca-trust/source/anchors/kubespray-mirror.pem, then update-ca-trust
  SUSE              /etc/pki/trust/anchors/kubespray-mirror.pem, then update-ca-certificates
  containerd        /etc/containerd/certs.d/$host:$port/hosts.toml: ca = "<that file>"
  docker, podman    /etc/docker/certs.d/$host:$port/ca.crt
END
}

case $state/ in "$bundle"/*) die "MIRROR_STATE names $state, which is in the bundle; name a folder outside of it" ;; esac
command=${1:-help}
[ $# -eq 0 ] || shift
case $command in
  verify | down | status)
    [ $# -eq 0 ] || die "$command takes no arguments"
    "$command"
    ;;
  up | push | configure | tls) "$command" "$@" ;;
  help | -h | --help) usage ;;
  *)
    usage >&2
    die "no command $command"
    ;;
esac
