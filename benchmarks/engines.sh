#!/bin/bash
# Times what plain HTTP takes by either of our two clients: Apache HttpClient, which it goes by, and the JDK's, which TLS goes by.
# Paired: each round runs both, one after the other, in JVMs of their own; the table has medians and the ratio of medians.
#
#   benchmarks/engines.sh [rounds] [files] [bytes per file] [small requests]
#
# Needs nginx, python3, GNU time, and the tests compiled (`mvn test-compile`). One nginx on loopback.
set -euo pipefail

rounds=${1:-7} files=${2:-24} size=${3:-44739243} small=${4:-2000}
project=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/kubespray-offline-engines.XXXXXX")
base=http://127.0.0.1:18483
finish() {
  [ -f "$work/nginx.pid" ] && kill "$(cat "$work/nginx.pid")"
  rm -rf "$work"
}
trap finish EXIT
chmod 755 "$work" # nginx's workers are another user

(cd "$project" && mvn -o -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test)
cp -r "$project/target/classes" "$project/target/test-classes" "$work"
classes=$work/test-classes:$work/classes:$(cat "$work/classpath")

mkdir -p "$work/www/small"
for i in $(seq "$files"); do head -c "$size" /dev/urandom > "$work/www/file-$i"; done
for i in $(seq "$small"); do head -c 1000 /dev/zero > "$work/www/small/$i"; done
cat > "$work/nginx.conf" <<CONF
pid $work/nginx.pid; error_log $work/error.log; worker_processes 2;
events { worker_connections 512; }
http {
  access_log off; sendfile on; keepalive_requests 100000;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:18483; root $work/www; }
}
CONF
nginx -c "$work/nginx.conf" -e "$work/error.log"
sleep 1

# timed <task> <engine> <url> <count>: appends seconds, KB and processor seconds, and checks what came.
timed() {
  /usr/bin/time -a -o "$work/times" -f "$1 $2 %e %M %U %S" \
    java -Xmx256m -cp "$classes" io.github.kubesprayoffline.http.ClientBenchmark "$2" "$3" "$4" > "$work/got-$1-$2"
}
for round in $(seq "$rounds"); do
  echo "round $round" >&2
  # Who is first has the colder machine: they take turns.
  if [ $((round % 2)) = 0 ]; then engines="apache jdk"; else engines="jdk apache"; fi
  for engine in $engines; do
    timed large "$engine" "$base/file-" "$files"
    timed small "$engine" "$base/small/" "$small"
    timed one "$engine" "$base/small/" 1
  done
done
for task in large small one; do cmp "$work/got-$task-apache" "$work/got-$task-jdk"; done

echo "$rounds rounds, $files files of $size bytes, $small of 1000, -Xmx256m, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) at the end"
python3 - "$work/times" <<'PYTHON'
import statistics, sys
runs = {}
for line in open(sys.argv[1]):
    task, engine, *figures = line.split()
    runs.setdefault((task, engine), []).append([float(each) for each in figures])
def median(task, engine, figure):
    return statistics.median(figure(run) for run in runs[task, engine])
print("| task | Apache, s | JDK, s | JDK/Apache | processor s: Apache, JDK | peak RSS, MB: Apache, JDK |\n|---|---:|---:|---:|---:|---:|")
for task in ("large", "small", "one"):
    seconds, processor, peak = ([median(task, engine, figure) for engine in ("apache", "jdk")] for figure in (
        lambda run: run[0], lambda run: run[2] + run[3], lambda run: run[1] / 1024))
    print(f"| {task} | {seconds[0]:.2f} | {seconds[1]:.2f} | {seconds[1] / seconds[0]:.2f} |"
          f" {processor[0]:.2f}, {processor[1]:.2f} | {peak[0]:.0f}, {peak[1]:.0f} |")
PYTHON
