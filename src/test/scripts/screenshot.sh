#!/bin/sh
# Takes the picture of a served bundle that the docs show: builds the demonstration's bundle, serves it, and asks Chromium.
set -eu
cd "$(dirname "$0")/../../.."
picture=src/site/resources/images/serve.png
port=18080
work=$(mktemp -d)
serving=
finish() { [ -z "$serving" ] || kill "$serving" 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT

mvn -B -ntp -q -Pdemo verify
version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml)
project=$PWD
# Outside the project: the plugin's repository has all that the plugin needs, not what the project does.
(cd "$work" && exec mvn -o -B -ntp -q -Dmaven.repo.local="$project/target/local-repo" \
  "io.github.kubesprayoffline:kubespray-offline-maven-plugin:$version:serve" \
  -Dkubespray.bundle="$project/target/demo/offline-cluster/target/offline-cluster-1.0.0.tar.zst" \
  -Dkubespray.cache="$work/cache" -Dkubespray.hostNames=127.0.0.1 -Dkubespray.port="$port") &
serving=$!
for _ in $(seq 100); do
  if curl -fs "http://127.0.0.1:$port/" >/dev/null; then break; fi
  sleep 0.2
done
mkdir -p "$(dirname "$picture")"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/chromium" \
  --window-size=1100,1010 --screenshot="$picture" "http://127.0.0.1:$port/#q=calico"
