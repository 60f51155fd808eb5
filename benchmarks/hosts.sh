#!/bin/bash
# Times the whole process of the resolve goal for inventories of 10, 1,000, 5,000 and 20,000 hosts, with a heap of 256 MB.
# The hosts have addresses of their own, lie in forty racks that are groups with variables, and every seventh is arm64.
#
#   mvn -DskipTests package && benchmarks/hosts.sh <archive or folder of a Kubespray tree> [rounds]
#
# Needs python3 and GNU time. Nothing is installed: the plugin goes to a local repository that is deleted in the end.
set -euo pipefail

tree=$(realpath "$1") rounds=${2:-3}
project=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/kubespray-offline-hosts.XXXXXX")
trap 'rm -rf "$work"' EXIT
. "$project/benchmarks/common.sh"
install_plugin

inventory() { # inventory <hosts>
  python3 - "$1" <<'PYTHON'
import sys
count = int(sys.argv[1])
names = [f"node{i:05d}" for i in range(count)]
def section(title, lines):
    print(f"[{title}]", *lines, "", sep="\n")
section("all", (f"{name} ansible_host=10.{i >> 16}.{i >> 8 & 255}.{i & 255} ip=10.{i >> 16}.{i >> 8 & 255}.{i & 255}"
                f" ansible_architecture={'aarch64' if i % 7 == 0 else 'x86_64'}" for i, name in enumerate(names)))
section("kube_control_plane", names[:3])
section("etcd", names[:3])
section("kube_node", names[3:])
for rack in range(min(40, count)):
    section(f"rack{rack}", names[rack::40])
    section(f"rack{rack}:vars", [f"rack=r{rack}"])
section("k8s_cluster:children", ["kube_control_plane", "kube_node"])
PYTHON
}

mkdir "$work/empty"
plugin=io.github.kubesprayoffline:kubespray-offline-maven-plugin:0.1.0-SNAPSHOT
export MAVEN_OPTS=-Xmx256m
for hosts in 10 1000 5000 20000; do
  mkdir "$work/$hosts"
  inventory "$hosts" > "$work/$hosts/hosts.ini"
done
for round in $(seq "$rounds"); do
  echo "round $round" >&2
  for hosts in 10 1000 5000 20000; do
    (cd "$work/empty" && /usr/bin/time -f "$hosts %e %U %S %M" -a -o "$work/times" mvn -q -B -s "$work/settings.xml" "$plugin:resolve" \
      "-Dkubespray.source=$tree" "-Dkubespray.inventory=$work/$hosts/hosts.ini" \
      "-Dkubespray.outputDirectory=$work/out/$hosts" "-Dkubespray.cache=$work/cache") > "$work/log" 2>&1 || { tail -20 "$work/log" >&2; exit 1; }
  done
done

python3 - "$work/times" <<'PYTHON'
import statistics, sys
runs = {}
for line in open(sys.argv[1]):
    hosts, elapsed, user, system, kilobytes = line.split()
    runs.setdefault(int(hosts), []).append((float(elapsed), float(user) + float(system), int(kilobytes) / 1024))
print("| hosts | seconds (median) | of ten hosts | processor s | peak RSS, MB |\n|---:|---:|---:|---:|---:|")
median = {hosts: [statistics.median(column) for column in zip(*each)] for hosts, each in runs.items()}
for hosts, (elapsed, processor, memory) in median.items():
    print(f"| {hosts:,} | {elapsed:.2f} | {elapsed / median[10][0]:.2f} | {processor:.2f} | {memory:.0f} |")
PYTHON
