#!/bin/bash
# Times `mvn kubespray-offline:pull` and `push` against loops of `skopeo copy --all` and `skopeo sync --all`, between
# real docker-registries on loopback: 30 images of two platforms on three shared bases, about 1 GB.
# Paired: each round runs every tool once, one after the other; the table has medians and the ratio of medians.
#
#   benchmarks/images.sh [rounds]
#
# Needs docker-registry, skopeo, nginx, python3, GNU time, and the plugin and its tests built (`mvn package -DskipTests`).
# "shaped" is the same registry behind an nginx that waits 50 ms before each answer and sends 20 MB/s a connection.
set -euo pipefail

rounds=${1:-5}
project=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=benchmarks/common.sh
source "$project/benchmarks/common.sh"
work=$(mktemp -d "${TMPDIR:-/tmp}/kubespray-offline-images.XXXXXX")
plain=127.0.0.1:18581 target=127.0.0.1:18582 shaped=127.0.0.1:18583 wait_port=18584
goals=io.github.kubesprayoffline:kubespray-offline-maven-plugin:0.1.0-SNAPSHOT
export MAVEN_OPTS=${MAVEN_OPTS:--Xmx256m}
pids=()

finish() {
  [ -f "$work/nginx.pid" ] && kill "$(cat "$work/nginx.pid")"
  for pid in "${pids[@]}" "${target_pid:-}"; do [ -n "$pid" ] && kill "$pid"; done
  rm -rf "$work"
}
trap finish EXIT

registry() { # registry <host:port> <folder>
  printf 'version: 0.1\nlog: {level: error}\nstorage:\n  filesystem: {rootdirectory: %s}\nhttp:\n  addr: %s\n' "$work/$2" "$1" > "$work/$2.yml"
  docker-registry serve "$work/$2.yml" > "$work/$2.log" 2>&1 &
}

empty_target() {
  if [ -n "${target_pid:-}" ]; then kill "$target_pid"; wait "$target_pid" || true; fi
  rm -rf "$work/target-registry"
  registry "$target" target-registry
  target_pid=$!
  sleep 1
}

shape() {
  cat > "$work/nginx.conf" <<CONF
pid $work/nginx.pid; error_log $work/error.log; worker_processes 2;
events { worker_connections 512; }
http {
  access_log off;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server {
    listen $shaped; limit_rate 20m;
    location / { auth_request /wait; proxy_pass http://$plain; proxy_buffering off; proxy_set_header Host \$http_host; }
    location = /wait { internal; limit_rate 0; proxy_pass http://127.0.0.1:$wait_port; }
  }
}
CONF
  nginx -c "$work/nginx.conf" -e "$work/error.log"
  answer_late "$wait_port"
  pids+=("$waiter")
}

corpus() {
  registry "$plain" upstream
  pids+=($!)
  sleep 1
  (cd "$project" && mvn -o -q -B dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$work/classpath")
  java -cp "$project/target/test-classes:$project/target/classes:$(cat "$work/classpath")" \
    io.github.kubesprayoffline.benchmark.Images "$plain" "$work/corpus" > "$work/names"
  rm -rf "$work/corpus"
}

# A project with the images as extra images beside a Kubespray tree that asks for nothing.
make_project() {
  tree=$work/project/tree/roles/kubespray_defaults/defaults/main
  mkdir -p "$tree" "$work/project/tree/roles/download" "$work/project/tree/inventory/sample"
  echo 'downloads: {}' > "$tree/download.yml"
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>benchmark</groupId><artifactId>images</artifactId><version>1</version><packaging>pom</packaging>'
    echo '<build><plugins><plugin><groupId>io.github.kubesprayoffline</groupId><artifactId>kubespray-offline-maven-plugin</artifactId>'
    # shellcheck disable=SC2016 # Maven's own variables.
    echo '<version>0.1.0-SNAPSHOT</version><configuration><source>${project.basedir}/tree</source><includes><include>none</include></includes>
      <architectures>amd64,arm64</architectures><allowInsecureRegistries>true</allowInsecureRegistries>
      <registryMirrors><registryMirror>hub.example.com=${from}</registryMirror></registryMirrors><extraImages>'
    sed 's|.*|<extraImage>hub.example.com/&</extraImage>|' "$work/names"
    echo '</extraImages></configuration></plugin></plugins></build></project>'
  } > "$work/project/pom.xml"
}

ours() { # ours <goal> <upstream>
  mvn -B -ntp -s "$work/settings.xml" -f "$work/project/pom.xml" "$goals:$1" -Dfrom="$2" -Dkubespray.cache="$work/store" \
    -Dkubespray.pushTo="$target" -Dkubespray.bundle="$work/project/target/kubespray-offline"
}

skopeo_pull() {
  rm -rf "$work/layout"
  while read -r name; do
    skopeo copy -q --all --src-tls-verify=false "docker://$1/$name" "oci:$work/layout:$name"
  done < "$work/names"
}

skopeo_push() {
  while read -r name; do
    skopeo copy -q --all --src-tls-verify=false --dest-tls-verify=false "docker://$plain/$name" "docker://$target/$name"
  done < "$work/names"
}

skopeo_sync() {
  { echo "$plain:"; echo "  tls-verify: false"; echo "  images:"; sed 's|\(.*\):\(.*\)|    \1: ["\2"]|' "$work/names"; } > "$work/sync.yml"
  skopeo sync --all --src yaml --dest docker --dest-tls-verify=false "$work/sync.yml" "$target/sync"
}

# timed <name> <function or command…>: appends seconds and KB to a file of that name.
timed() {
  name=$1; shift
  sync
  /usr/bin/time -a -o "$work/$name" -f '%e %M' bash "$work/run.sh" "$@" > "$work/last.log" 2>&1 || { tail -20 "$work/last.log"; exit 1; }
}

round() {
  for label in plain shaped; do
    rm -rf "$work/store" "$work/project/target"
    timed "pull-$label" ours pull "${!label}"
    timed "skopeo-pull-$label" skopeo_pull "${!label}"
  done
  empty_target
  timed push ours push "$plain"
  timed push-again ours push "$plain"
  empty_target
  timed skopeo-push skopeo_push
  empty_target
  timed skopeo-sync skopeo_sync
}

median() { sort -n -k1 "$work/$1" | awk '{v[NR]=$1} END {print (NR%2) ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }
peak() { sort -n -k2 "$work/$1" | tail -1 | awk '{printf "%d", $2/1024}'; }
row() { # row <title> <ours> <theirs>
  awk "BEGIN {printf \"| %s | %s | %s | %.2f | %s |\\n\", \"$1\", $(median "$2"), $(median "$3"), $(median "$2") / $(median "$3"), \"$(peak "$2")\"}"
}

corpus
make_project
install_plugin
ours pull "$plain" > "$work/first.log" 2>&1 || { tail -20 "$work/first.log"; exit 1; } # fills the repository
shape
{ declare -f ours skopeo_pull skopeo_push skopeo_sync; declare -p work project plain target goals; echo '"$@"'; } > "$work/run.sh"
for _ in $(seq "$rounds"); do round; done
echo "$rounds rounds, $(wc -l < "$work/names") images, $(du -sh "$work/layout" | cut -f1), MAVEN_OPTS=$MAVEN_OPTS, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) at the end"
echo "| | ours, s | skopeo, s | ours/skopeo | peak RSS, MB |"
echo "|---|---|---|---|---|"
row "pull / copy loop, loopback" pull-plain skopeo-pull-plain
row "pull / copy loop, 50 ms and 20 MB/s a connection" pull-shaped skopeo-pull-shaped
row "push / copy loop" push skopeo-push
row "push / sync" push skopeo-sync
row "second push / copy loop" push-again skopeo-push
