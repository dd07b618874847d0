#!/bin/sh
# Tries the distribution as a stranger gets it: unpacked into a folder that is made read-only, far from the sources, with
# nothing but the variables that a login gives. Fails at the first thing that is not as it should be.
#   try.sh ZIP FOLDER     the folder is deleted first
set -eu
zip=$1
work=$2

chmod -R u+w "$work" 2>/dev/null || true
rm -rf "$work"
mkdir -p "$work/here" "$work/home" "$work/no-java"
work=$(cd "$work" && pwd -P)
fail() { echo "distribution: $*" >&2; exit 1; }

# The JDK that Maven's toolchain chose is the only Java that is known to be there.
(cd "$work" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" --extract --file "$zip" 2>/dev/null) || unzip -q "$zip" -d "$work" || fail "the zip cannot be unpacked"
home=$(echo "$work"/jet-*)
[ -f "$home/jet" ] || fail "there is no launcher in it"
chmod u+x "$home/jet" # the jar tool does not restore modes
chmod -R a-w "$home"
listing() { (cd "$home" && find . -exec ls -ld {} + | sort); }
listing >"$work/before"

jet() { # arguments; runs in a folder of its own
    (cd "$work/here" && env -i PATH="$PATH" HOME="$work/home" ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} "$home/jet" "$@")
}

jet --help >"$work/help" || fail "jet --help ends with $?"
grep -q conformance "$work/help" || fail "jet --help does not name conformance: $(cat "$work/help")"
jet conformance --version >/dev/null || fail "jet conformance --version ends with $?"

jet conformance -k 'hdr-*,prog-jumps-*' --time-scale 10 --color never >"$work/run" 2>&1 || fail "a run ends with $?: $(cat "$work/run")"
[ -f "$work/here/jet-conformance/report.json" ] || fail "there is no report: $(cat "$work/run")"
jet conformance explain HDR-03 | grep -q 'last run' || fail "explain does not find the report"

printf '.module "hello"\n.entry main\n.function main\n    CONST ("hello")\n    PRINT\n    NIL\n    RETURN\n.end\n' >"$work/here/hello.jasm"
[ "$(jet run hello.jasm)" = hello ] || fail "a program does not run"

jet check-history "$home/histories/deque.jsonl" >"$work/history" || fail "a history that is linearizable is not: $(cat "$work/history")"
status=0; jet check-history "$home/histories/register-stale.edn" --model register >"$work/history" || status=$?
[ $status = 1 ] || fail "check-history of a wrong history ends with $status, not 1: $(cat "$work/history")"

status=0; jet spec >"$work/spec" 2>&1 || status=$?
[ $status = 64 ] || fail "jet spec ends with $status, not 64: $(cat "$work/spec")"

for each in book/index.html book/jet-specification.pdf agents/c/agent.c schema/request.schema.json histories/index.json LICENSE; do
    [ -s "$home/$each" ] || fail "$each is missing"
done

# Without a JDK 25: a path with the tools of the launcher only.
for tool in sh dirname readlink grep cat; do ln -s "$(command -v $tool)" "$work/no-java/$tool"; done
status=0; env -i PATH="$work/no-java" HOME="$work/home" JET_NO_JVM_FOLDERS=1 "$home/jet" --help 2>"$work/no" || status=$?
[ $status = 69 ] || fail "without a JDK 25 jet ends with $status, not 69: $(cat "$work/no")"
grep -q 'no JDK 25' "$work/no" || fail "without a JDK 25 jet says: $(cat "$work/no")"

listing >"$work/after"
cmp -s "$work/before" "$work/after" || fail "something was written into the folder: $(diff "$work/before" "$work/after")"
chmod -R u+w "$home"
echo "distribution: $(wc -c <"$zip") bytes, runs from a read-only folder; $(tail -n 2 "$work/run" | head -n 1)"
