# shellcheck shell=bash
# What the benchmarks of whole Maven processes share. They set work, the folder they work in, and project, this one's.
# shellcheck disable=SC2034,SC2154

# The plugin goes to a local repository of its own, which is filled from the user's.
install_plugin() {
  user_repo=${MAVEN_REPO:-$HOME/.m2/repository}
  cat > "$work/settings.xml" <<XML
<settings><localRepository>$work/repo</localRepository><profiles><profile><id>local</id>
<repositories><repository><id>central</id><url>file://$user_repo</url><releases><checksumPolicy>ignore</checksumPolicy></releases></repository></repositories>
<pluginRepositories><pluginRepository><id>central</id><url>file://$user_repo</url><releases><checksumPolicy>ignore</checksumPolicy></releases></pluginRepository></pluginRepositories>
</profile></profiles><activeProfiles><activeProfile>local</activeProfile></activeProfiles></settings>
XML
  jar=$(ls "$project"/target/kubespray-offline-maven-plugin-*-SNAPSHOT.jar)
  place=$work/repo/io/github/kubesprayoffline/kubespray-offline-maven-plugin/0.1.0-SNAPSHOT
  mkdir -p "$place"
  cp "$jar" "$place/"
  cp "$project/target/published-pom.xml" "$place/kubespray-offline-maven-plugin-0.1.0-SNAPSHOT.pom"
}

# Answers every request after 50 ms, for nginx to wait for by auth_request; sets waiter to the process.
answer_late() { # answer_late <port>
  python3 - "$1" <<'PYTHON' &
import asyncio, sys
async def answer(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    await asyncio.sleep(0.05)
    writer.write(b"HTTP/1.0 204 No Content\r\n\r\n")
    await writer.drain()
    writer.close()
async def main():
    async with await asyncio.start_server(answer, "127.0.0.1", int(sys.argv[1])) as server:
        await server.serve_forever()
asyncio.run(main())
PYTHON
  waiter=$!
}
