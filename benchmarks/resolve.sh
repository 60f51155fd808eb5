#!/bin/bash
# Times the whole process of the resolve goal against Kubespray's own contrib/offline/generate_list.sh, which
# runs Ansible, on the same tree; and the evaluation alone in a warm JVM.
# Paired: each round runs both once, one after the other; the table has medians and the ratio of medians.
#
#   benchmarks/resolve.sh <folder of a Kubespray tree> [rounds]
#
# Needs ansible-playbook, python3, GNU time, and a local repository that has built this project before.
# Nothing is installed: the plugin goes to a repository of links that is deleted in the end.
set -euo pipefail

tree=$(cd "$1" && pwd) rounds=${2:-7}
project=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/kubespray-offline-resolve.XXXXXX")
trap 'rm -rf "$work"' EXIT

cp -r "$tree" "$work/kubespray"
cp -rs "${MAVEN_REPOSITORY:-$HOME/.m2/repository}" "$work/repository"
maven=(mvn -o -q -B "-Dmaven.repo.local=$work/repository")

cd "$project"
cp -r pom.xml .mvn src "$work" && rm -rf "$work/src/it"
(cd "$work" && "${maven[@]}" -Dspotless.check.skip -DskipTests -Dinvoker.skip install)
(cd "$work" && "${maven[@]}" dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test)

timed() { # name, command...
  local name=$1
  shift
  /usr/bin/time -f "$name %e %M" -a -o "$work/times" "$@" > "$work/$name.log" 2>&1 \
    || { tail -20 "$work/$name.log" >&2; exit 1; }
}
mkdir "$work/empty"
plugin=io.github.kubesprayoffline:kubespray-offline-maven-plugin:0.1.0-SNAPSHOT
help=(env -C "$work/empty" "${maven[@]}" "$plugin:help")
goal=(env -C "$work/empty" "${maven[@]}" "$plugin:resolve"
  "-Dkubespray.source=$work/kubespray" "-Dkubespray.outputDirectory=$work/out" "-Dkubespray.cache=$work/cache")
for round in $(seq "$rounds"); do
  echo "round $round" >&2
  timed help "${help[@]}" # what Maven takes to get to a goal
  timed resolve "${goal[@]}"
  MAVEN_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" timed resolve-c1 "${goal[@]}"
  timed generate_list bash "$work/kubespray/contrib/offline/generate_list.sh"
done
java -cp "$work/target/test-classes:$work/target/classes:$(cat "$work/classpath")" org.openjdk.jmh.Main \
  ResolveBenchmark -p tree="$work/kubespray" -rf json -rff "$work/jmh.json" > "$work/jmh.log"
warm=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[0]["primaryMetric"]["scorePercentiles"]["50.0"])' "$work/jmh.json")

python3 - "$work/times" "$warm" <<'PYTHON'
import statistics, sys
seconds, memory = {}, {}
for line in open(sys.argv[1]):
    name, elapsed, kilobytes = line.split()
    seconds.setdefault(name, []).append(float(elapsed))
    memory.setdefault(name, []).append(int(kilobytes) / 1024)
median = lambda values: statistics.median(values)
print("| what | median seconds | MB |\n|---|---|---|")
for name in seconds:
    print(f"| {name} | {median(seconds[name]):.2f} | {median(memory[name]):.0f} |")
print(f"| resolve / generate_list | {median(seconds['resolve']) / median(seconds['generate_list']):.2f} | |")
print(f"| resolve-c1 / generate_list | {median(seconds['resolve-c1']) / median(seconds['generate_list']):.2f} | |")
print(f"| evaluation alone, warm | {float(sys.argv[2]) / 1000:.3f} | |")
PYTHON
