#!/bin/bash
# The size of a delta between two Kubernetes patch releases with the same add-ons, and the time to apply it by its one
# command. The bytes are a model, for the real ones need the internet: what is selected is real, its sizes are estimates
# (delta.tsv), executables consist of this machine's own Go programs, all that is compressed already of random bytes.
#
#   benchmarks/delta.sh
#
# Needs tar, zstd, sha256sum, python3, some Go programs (Debian: containerd, docker-registry, skopeo), and the tests
# compiled (`mvn test-compile`).
set -euo pipefail

project=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/kubespray-offline-delta.XXXXXX")
trap 'rm -rf "$work"' EXIT

cd "$project"
mvn -o -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test
classes=$project/target/test-classes:$project/target/classes:$(cat "$work/classpath")
java=(java -Xmx256m -cp "$classes" io.github.kubesprayoffline.bundle.BundleBenchmark)

cat /usr/bin/containerd /usr/bin/ctr /usr/bin/docker-registry /usr/bin/skopeo > "$work/go"
python3 - "$project/benchmarks/delta.tsv" "$work" <<'PYTHON'
import os, random, sys
model, work = sys.argv[1:]
go = open(f"{work}/go", "rb").read()
for release in ("old", "new"):
    for folder in ("files", "layers"):
        os.makedirs(f"{work}/{release}/{folder}")
    for line in open(model):
        if line.startswith("#"):
            continue
        content, kind, name, size, lasts = line.split()
        version = release if lasts == "patch" else "same"
        length = int(size) * 100_000
        seeded = random.Random(name + version)
        if content == "go":  # another program begins elsewhere; a whole one has every part once
            start = seeded.randrange(len(go))
            data = (go[start:] + go)[:length]
        else:
            data = b"\x1f\x8b" + seeded.randbytes(length - 2)
        folder = "files" if kind == "file" else "layers"
        with open(f"{work}/{release}/{folder}/{name}-{version}", "wb") as file:
            file.write(data)
PYTHON

for release in old new; do
  "${java[@]}" lock "$work/$release"
  "${java[@]}" write "$work/$release"
done
"${java[@]}" delta "$work/new"

# At the site: the old tree lies there, the delta comes, one command.
mkdir "$work/site" "$work/whole"
mkdir "$work/site/old"
tar -xf "$work/old/out/release.tar.zst" -C "$work/site/old"
cd "$work/site"
begin=$(date +%s.%N)
tar -xf "$work/new/out/release.delta.tar.zst" && sh release/apply.sh old/release
end=$(date +%s.%N)
tar -xf "$work/new/out/release.tar.zst" -C "$work/whole"
diff -r "$work/whole/release" "$work/site/release"
(cd release && sha256sum --quiet -c SHA256SUMS)
"${java[@]}" verify "$work/site/release"

whole=$(stat -c %s "$work/new/out/release.tar.zst") delta=$(stat -c %s "$work/new/out/release.delta.tar.zst")
python3 - "$whole" "$delta" "$begin" "$end" <<'PYTHON'
import sys
whole, delta, begin, end = map(float, sys.argv[1:])
print("| whole, MB | delta, MB | delta / whole | goal | applied and checked in, s |\n|---:|---:|---:|---:|---:|")
print(f"| {whole / 1e6:.0f} | {delta / 1e6:.0f} | {delta / whole:.2f} | 0.40 | {end - begin:.1f} |")
PYTHON
