#!/bin/sh
# Prints what Ansible makes of src/test/resources/ansible/expressions.yml, for expressions.json there.
# Needs Debian 12's ansible (ansible-core 2.14) with python3-netaddr, and jq.
#   src/test/scripts/expressions.sh > src/test/resources/ansible/expressions.json
set -eu
cases="$(dirname "$0")/../resources/ansible/expressions.yml"
PATH=/usr/bin:$PATH
export ANSIBLE_NOCOLOR=1 ANSIBLE_LOCALHOST_WARNING=False ANSIBLE_INVENTORY_UNPARSED_WARNING=False

debug() { ansible localhost -i localhost, -c local -m debug -e "@$cases" "$@" 2>/dev/null; }

templates=$(python3 -c '
import json, sys, yaml
document = yaml.safe_load(open(sys.argv[1]))
print(json.dumps({"cases": document["cases"], "failing": document["failing"]}))' "$cases")
values=$(debug -a var=cases | sed '1s/.*=> //')
refused=$(printf '%s' "$templates" | jq -c '.failing[]' | while read -r template; do
  if debug -a "{\"msg\": $template}" > /dev/null; then echo false; else echo true; fi
done | jq -s .)
TEMPLATES=$templates VALUES=$values REFUSED=$refused python3 -c '
import json, os
templates, values = json.loads(os.environ["TEMPLATES"]), json.loads(os.environ["VALUES"])
good = [{"template": t, "value": v} for t, v in zip(templates["cases"], values["cases"])]
refused = json.loads(os.environ["REFUSED"])
bad = [{"template": t, "fails": f} for t, f in zip(templates["failing"], refused)]
print("[\n" + ",\n".join(json.dumps(each) for each in good + bad) + "\n]")'
