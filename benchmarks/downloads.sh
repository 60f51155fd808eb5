#!/bin/bash
# Times `mvn kubespray-offline:download` against wget and aria2c, all three fetching the same files from a real nginx.
# Paired: each round runs every tool once, one after the other; the table has medians and the ratio of medians.
#
#   benchmarks/downloads.sh [rounds] [files] [bytes per file]
#
# Needs nginx, wget, aria2c, python3, GNU time, and the plugin built (target/*.jar, by `mvn package`).
# Three servers on loopback: plain; limited to 20 MB/s a connection with 50 ms before each answer; and one that nobody asks.
set -euo pipefail

rounds=${1:-5} files=${2:-24} size=${3:-44739243}
project=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=benchmarks/common.sh
source "$project/benchmarks/common.sh"
work=$(mktemp -d "${TMPDIR:-/tmp}/kubespray-offline-downloads.XXXXXX")
plain=http://127.0.0.1:18480 shaped=http://127.0.0.1:18481 wait_port=18482
goal=io.github.kubesprayoffline:kubespray-offline-maven-plugin:0.1.0-SNAPSHOT:download
export MAVEN_OPTS=${MAVEN_OPTS:--Xmx256m}

finish() {
  [ -f "$work/nginx.pid" ] && kill "$(cat "$work/nginx.pid")"
  [ -n "${waiter:-}" ] && kill "$waiter"
  rm -rf "$work"
}
trap finish EXIT
chmod 755 "$work" # nginx's workers are another user

serve() {
  mkdir "$work/www"
  for i in $(seq "$files"); do head -c "$size" /dev/urandom > "$work/www/file-$i"; done
  cat > "$work/nginx.conf" <<CONF
pid $work/nginx.pid; error_log $work/error.log; worker_processes 2;
events { worker_connections 512; }
http {
  access_log $work/access.log; sendfile on;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:18480; root $work/www; }
  server {
    listen 127.0.0.1:18481; root $work/www; limit_rate 20m;
    location / { auth_request /wait; }
    location = /wait { internal; limit_rate 0; proxy_pass http://127.0.0.1:$wait_port; }
  }
}
CONF
  nginx -c "$work/nginx.conf" -e "$work/error.log"
  answer_late "$wait_port"
  sleep 1
}

# A project with the files as extra files beside a Kubespray tree that asks for nothing.
make_project() {
  tree=$work/project/tree/roles/kubespray_defaults/defaults/main
  mkdir -p "$tree" "$work/project/tree/roles/download" "$work/project/tree/inventory/sample"
  echo 'downloads: {}' > "$tree/download.yml"
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>benchmark</groupId><artifactId>downloads</artifactId><version>1</version><packaging>pom</packaging>'
    echo '<build><plugins><plugin><groupId>io.github.kubesprayoffline</groupId><artifactId>kubespray-offline-maven-plugin</artifactId>'
    # shellcheck disable=SC2016 # Maven's own variable.
    echo '<version>0.1.0-SNAPSHOT</version><configuration><source>${project.basedir}/tree</source><includes><include>none</include></includes><extraFiles>'
    (cd "$work/www" && sha256sum file-*) | while read -r sum name; do
      echo "<extraFile><url>\${base}/$name</url><checksum>sha256:$sum</checksum></extraFile>"
    done
    echo '</extraFiles></configuration></plugin></plugins></build></project>'
  } > "$work/project/pom.xml"
  for base in "$plain" "$shaped"; do
    for i in $(seq "$files"); do echo "$base/file-$i"; done > "$work/urls-${base##*:}"
  done
  install_plugin
  ours "$plain" > "$work/first.log" 2>&1 || { tail -20 "$work/first.log"; exit 1; } # fills the repository
}

ours() {
  mvn -B -ntp -s "$work/settings.xml" -f "$work/project/pom.xml" -Dbase="$1" -Dkubespray.cache="$work/store" "$goal"
}

# timed <name> <command…>: appends seconds, KB, and processor seconds to a file of that name.
timed() {
  name=$1; shift
  sync
  /usr/bin/time -a -o "$work/$name" -f '%e %M %U %S' "$@" > "$work/last.log" 2>&1 || { tail -20 "$work/last.log"; exit 1; }
}

timed_ours() {
  timed "$1" mvn -B -ntp -s "$work/settings.xml" -f "$work/project/pom.xml" -Dbase="$2" -Dkubespray.cache="$work/store" "$goal"
}

round() {
  label=$1 base=$2
  rm -rf "$work/store" "$work/project/target"
  timed_ours "ours-$label" "$base"
  requests=$(wc -l < "$work/access.log")
  timed_ours "warm-$label" "$base"
  [ "$(wc -l < "$work/access.log")" = "$requests" ] || { echo "the warm run asked the server"; exit 1; }
  rm -rf "$work/wget"; mkdir "$work/wget"
  timed "wget-$label" wget -q -x -P "$work/wget" -i "$work/urls-${base##*:}"
  rm -rf "$work/aria2c"
  timed "aria2c-$label" aria2c -q -j4 -x4 -d "$work/aria2c" -i "$work/urls-${base##*:}"
}

median() { sort -n -k1 "$work/$1" | awk '{v[NR]=$1} END {print (NR%2) ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }
peak() { sort -n -k2 "$work/$1" | tail -1 | awk '{printf "%d", $2/1024}'; }
processor() { awk '{print $3+$4}' "$work/$1" | sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
ratio() { awk "BEGIN {printf \"%.2f\", $(median "$1") / $(median "$2")}"; }

table() {
  echo "| server | ours, s | wget, s | aria2c, s | warm, s | ours/wget | ours/aria2c | warm/ours | processor s: ours, warm, wget, aria2c | peak RSS, MB |"
  echo "|---|---|---|---|---|---|---|---|---|---|"
  for label in plain shaped; do
    echo "| $label | $(median ours-$label) | $(median wget-$label) | $(median aria2c-$label) | $(median warm-$label) |" \
      "$(ratio ours-$label wget-$label) | $(ratio ours-$label aria2c-$label) | $(ratio warm-$label ours-$label) |" \
      "$(processor ours-$label), $(processor warm-$label), $(processor wget-$label), $(processor aria2c-$label) | $(peak ours-$label) |"
  done
}

serve
make_project
for _ in $(seq "$rounds"); do
  round plain "$plain"
  round shaped "$shaped"
done
echo "$rounds rounds, $files files of $size bytes, MAVEN_OPTS=$MAVEN_OPTS, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) at the end"
table
