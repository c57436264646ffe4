# Sourced by the scripts beside it: goes to an empty folder that is removed in the end. `$out` is the
# folder of the vectors; `term NAME` prints a plant.
set -euo pipefail
out=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
term() { python3 -c 'import json,sys;print(json.load(open(sys.argv[1]))[sys.argv[2]],end="")' "$out/terms.json" "$1"; }
ff() { ffmpeg -nostdin -v error -y -bitexact "$@"; }
