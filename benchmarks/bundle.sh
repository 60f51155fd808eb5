#!/bin/bash
# Times the writing and verifying of a bundle against tar, zstd, gzip and sha256sum on the same tree.
# Paired: each round runs every tool once, one after the other; the table has medians and ratios of medians.
#
#   benchmarks/bundle.sh [rounds] [megabytes of binaries] [megabytes of image layers]
#
# Needs tar, zstd, gzip, sha256sum, python3, GNU time, and the tests compiled (`mvn test-compile`).
# The binaries are this machine's own executables and libraries, the layers gzipped tars of them.
set -euo pipefail

rounds=${1:-5} binaries=${2:-500} layers=${3:-1000}
project=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/kubespray-offline-bundle.XXXXXX")
trap 'rm -rf "$work"' EXIT

cd "$project"
mvn -o -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test
cp -r "$project/target/classes" "$project/target/test-classes" "$work"
classes=$work/test-classes:$work/classes:$(cat "$work/classpath")
java=(java -Xmx128m -cp "$classes" io.github.kubesprayoffline.bundle.BundleBenchmark)

mkdir -p "$work/files" "$work/layers"
stream() { find /usr/lib /usr/bin -xdev -type f -size +64k 2>/dev/null | sort | xargs -d '\n' cat 2>/dev/null || true; }
stream | head -c "${binaries}M" | split -b 50M - "$work/files/binary-"
stream | tail -c +"$((binaries * 1048576))" | gzip -1 2>/dev/null | head -c "${layers}M" | split -b 40M - "$work/layers/layer-" || true
# Each piece begins as a layer does.
for layer in "$work"/layers/*; do gzip -1 -c /etc/hostname | cat - "$layer" > "$layer.gz"; rm "$layer"; done

"${java[@]}" lock "$work"
"${java[@]}" write "$work"
mkdir "$work/tree" && tar -xf "$work/out/release.tar.zst" -C "$work/tree"

timed() { # name, command...
  local name=$1
  shift
  /usr/bin/time -f "$name %e %M %U %S" -a -o "$work/times" "$@"
}
for round in $(seq "$rounds"); do
  echo "round $round" >&2
  rm -rf "$work/out"
  timed write "${java[@]}" write "$work"
  timed unchanged "${java[@]}" write "$work"
  timed tar-zstd sh -c "tar -C '$work/tree' -cf - release | zstd -q -f -T0 -3 -o '$work/theirs.zst'"
  timed verify "${java[@]}" verify "$work/out/release.tar.zst"
  timed zstd-sha256sum sh -c "zstd -dc '$work/out/release.tar.zst' | sha256sum >/dev/null"
  [ "$round" -gt 1 ] || timed tar-gzip sh -c "tar -C '$work/tree' -czf '$work/theirs.gz' release"
done

python3 - "$work" <<'PYTHON'
import os, statistics, sys
work = sys.argv[1]
times, memory, processor = {}, {}, {}
for line in open(f"{work}/times"):
    name, seconds, kilobytes, user, system = line.split()
    processor.setdefault(name, []).append(float(user) + float(system))
    times.setdefault(name, []).append(float(seconds))
    memory[name] = max(memory.get(name, 0), int(kilobytes) // 1024)
median = {name: statistics.median(values) for name, values in times.items()}
print("| process | seconds (median) | processor s | peak RSS, MB |\n|---|---:|---:|---:|")
for name, value in median.items():
    print(f"| {name} | {value:.2f} | {statistics.median(processor[name]):.2f} | {memory[name]} |")
ours, theirs = (os.path.getsize(f"{work}/{file}") for file in ("out/release.tar.zst", "theirs.zst"))
print("\n| ratio | |\n|---|---:|")
for a, b in (("write", "tar-zstd"), ("write", "tar-gzip"), ("verify", "zstd-sha256sum")):
    print(f"| {a} / {b} | {median[a] / median[b]:.2f} |")
print(f"| size / tar-zstd's ({ours // 1000000} MB / {theirs // 1000000} MB) | {ours / theirs:.3f} |")
PYTHON
