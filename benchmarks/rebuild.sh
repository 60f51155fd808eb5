#!/bin/bash
# Times `mvn package` where nothing has changed since the last one: whole Maven processes, about 1.5 GB in the bundle.
# Beside it stand the cold build, the same with `verify`, and `resolve` alone, so that one sees where the seconds are.
#
#   benchmarks/rebuild.sh [rounds]
#
# Needs docker-registry, python3, GNU time, and the plugin and its tests built (`mvn package -DskipTests`).
# Twelve files of 50 MB and 30 images of two platforms on three shared bases; the files come from a folder, the images
# from a docker-registry on loopback. Without a lock, a rebuild asks it once for each tag; with one, it asks nobody.
set -euo pipefail

rounds=${1:-5}
project=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=benchmarks/common.sh
source "$project/benchmarks/common.sh"
work=$(mktemp -d "${TMPDIR:-/tmp}/kubespray-offline-rebuild.XXXXXX")
registry=127.0.0.1:18591
export MAVEN_OPTS=${MAVEN_OPTS:--Xmx256m}

finish() {
  [ -n "${pid:-}" ] && kill "$pid"
  rm -rf "$work"
}
trap finish EXIT

corpus() {
  printf 'version: 0.1\nlog: {level: error}\nstorage:\n  filesystem: {rootdirectory: %s}\nhttp:\n  addr: %s\n' "$work/registry" "$registry" > "$work/registry.yml"
  docker-registry serve "$work/registry.yml" > "$work/registry.log" 2>&1 &
  pid=$!
  sleep 1
  (cd "$project" && mvn -o -q -B dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$work/classpath")
  java -cp "$project/target/test-classes:$project/target/classes:$(cat "$work/classpath")" \
    io.github.kubesprayoffline.benchmark.Images "$registry" "$work/corpus" > "$work/names"
  rm -rf "$work/corpus"
  mkdir "$work/www"
  for i in $(seq 12); do head -c 50M /dev/urandom > "$work/www/file-$i"; done
}

# A project with these files and images beside a Kubespray tree that asks for nothing.
make_project() {
  tree=$work/project/tree/roles/kubespray_defaults/defaults/main
  mkdir -p "$tree" "$work/project/tree/roles/download" "$work/project/tree/inventory/sample"
  echo 'downloads: {}' > "$tree/download.yml"
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>benchmark</groupId><artifactId>rebuild</artifactId><version>1</version><packaging>pom</packaging>'
    echo '<build><plugins><plugin><groupId>io.github.kubesprayoffline</groupId><artifactId>kubespray-offline-maven-plugin</artifactId>'
    echo '<version>0.1.0-SNAPSHOT</version>'
    echo '<executions><execution><goals><goal>bundle</goal><goal>verify</goal></goals></execution></executions><configuration>'
    # shellcheck disable=SC2016 # Maven's own variable.
    echo '<source>${project.basedir}/tree</source><includes><include>none</include></includes><architectures>amd64,arm64</architectures>'
    echo "<allowInsecureRegistries>true</allowInsecureRegistries><mirrors><mirror>https://files.example.com/=file://$work/www/</mirror></mirrors>"
    echo "<registryMirrors><registryMirror>hub.example.com=$registry</registryMirror></registryMirrors><extraFiles>"
    (cd "$work/www" && sha256sum ./* |
      sed 's|\(.*\)  ./\(.*\)|<extraFile><url>https://files.example.com/\2</url><checksum>sha256:\1</checksum></extraFile>|')
    echo '</extraFiles><extraImages>'
    sed 's|.*|<extraImage>hub.example.com/&</extraImage>|' "$work/names"
    echo '</extraImages></configuration></plugin></plugins></build></project>'
  } > "$work/project/pom.xml"
}

# timed <name> <phase>: appends seconds and KB to a file of that name.
timed() {
  name=$1
  shift
  /usr/bin/time -a -o "$work/times" -f "$name %e %M %U %S" \
    mvn -B -ntp -s "$work/settings.xml" -f "$work/project/pom.xml" "$@" -Dkubespray.cache="$work/store" > "$work/last.log" 2>&1 ||
    { tail -20 "$work/last.log"; exit 1; }
}

corpus
make_project
install_plugin
timed first package # fills the repository
rm -rf "$work/store" "$work/project/target"
timed cold package
size=$(stat -c %s "$work"/project/target/rebuild-1.tar.zst)
for _ in $(seq "$rounds"); do
  timed unchanged package
  timed resolve io.github.kubesprayoffline:kubespray-offline-maven-plugin:0.1.0-SNAPSHOT:resolve
  timed verify verify
done
timed lock io.github.kubesprayoffline:kubespray-offline-maven-plugin:0.1.0-SNAPSHOT:lock
timed locked package # what is stamped is the same bundle
for _ in $(seq "$rounds"); do timed locked package; done
timed stages package -Dorg.slf4j.simpleLogger.showDateTime=true -Dorg.slf4j.simpleLogger.dateTimeFormat=ss.SSS
grep -E 'Scanning|--- kubespray|---.*kubespray-offline|Bundle:|BUILD' "$work/last.log" | cut -c1-110

echo "$((size / 1000000)) MB, $rounds rounds, MAVEN_OPTS=$MAVEN_OPTS, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) at the end"
python3 - "$work/times" <<'PYTHON'
import statistics, sys
runs = {}
for line in open(sys.argv[1]):
    name, *values = line.split()
    runs.setdefault(name, []).append([float(value) for value in values])
print("| `mvn` | seconds (median) | processor s | peak RSS, MB |\n|---|---:|---:|---:|")
for name, title in (("cold", "package, empty store"), ("unchanged", "package, unchanged"), ("locked", "the same with a lock"),
                    ("verify", "verify, unchanged"), ("resolve", "resolve alone")):
    seconds, memory, user, system = zip(*runs[name])
    processor = statistics.median(u + s for u, s in zip(user, system))
    print(f"| {title} | {statistics.median(seconds):.2f} | {processor:.2f} | {max(memory) / 1024:.0f} |")
PYTHON
