#!/usr/bin/env bash
# Repeats tests and prints a table of what failed how often. Exit code 1 if anything failed.
#
#   stress.sh suite TIMES                 the README's test command, on a clean clone of HEAD; prints the wall time of each run
#   stress.sh classes TIMES [REGEX]       each test class TIMES times in one warm JVM; REGEX selects classes by their full name
#
# Environment:
#   LOAD=4     busy loops beside the tests (default 0)
#   JVMS=3     with classes: JVMs that share the classes (default 1)
#   OUT=DIR    directory of the logs and results (default target/stress, emptied first)
set -euo pipefail
cd "$(dirname "$0")/../../.."

usage() {
  sed -n '2,10p' "$0" | cut -c 3- >&2
  exit 2
}

[[ "${1:-}" =~ ^(suite|classes)$ && "${2:-}" =~ ^[1-9][0-9]*$ ]] || usage
times=$2
regex=${3:-.}
load=${LOAD:-0}
out=${OUT:-target/stress}
rm -rf "$out"
mkdir -p "$out"
out=$(cd "$out" && pwd)
: > "$out/failures.tsv"
: > "$out/classes.tsv"

# ends the busy loops, and the JVMs of an interrupted run
trap 'kill $(jobs -p) 2> "$out/kill.log" || true' EXIT
for ((i = 0; i < load; i++)); do
  yes > /dev/null &
done

# One line "class<TAB>test<TAB>kind" for each failed test in the log of a run.
failures_of() {
  sed -nE 's/^\[ERROR\] (([a-z0-9_]+\.)+[A-Z][A-Za-z0-9_$]*)\.?(.*) -- Time elapsed: .* <<< (FAILURE|ERROR)!$/\1\t\3\t\4/p' "$1"
}

suite() {
  git clone -q . "$out/clone"
  for ((i = 1; i <= times; i++)); do
    begin=$(date +%s)
    (cd "$out/clone" && mvn -B -ntp clean verify -Dmaven.test.failure.ignore=true) > "$out/run-$i.log" 2>&1 || true
    seconds=$(($(date +%s) - begin))
    # a run that ends before its tests have no line of counts
    counts=$(grep -E '^\[(INFO|WARNING|ERROR)\] Tests run: [^,]*, Failures: [^,]*, Errors: [^,]*, Skipped: [0-9]+$' "$out/run-$i.log" \
      | tail -n 1 | cut -d ' ' -f 2-) || true
    printf 'run %d: %d s, %s\n' "$i" "$seconds" "${counts:-no test ran: see $out/run-$i.log}"
    [ -n "$counts" ] || printf 'build\trun %d\tno test ran\n' "$i" >> "$out/failures.tsv"
    failures_of "$out/run-$i.log" >> "$out/failures.tsv"
  done
}

classes() {
  mvn -B -ntp -q test-compile org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -DincludeScope=test -Dmdep.outputFile="$out/classpath" > "$out/compile.log"
  for ((i = 1; i <= ${JVMS:-1}; i++)); do
    java -Xmx1g -cp "target/test-classes:target/classes:$(cat "$out/classpath")" \
      io.github.camelhubspot.stress.RepeatedClasses "$times" target/test-classes "$regex" "$out" > "$out/jvm-$i.log" 2>&1 &
    jvms+=($!)
  done
  for jvm in "${jvms[@]}"; do
    wait "$jvm" || printf 'JVM\tprocess %d\tended with %d: see %s\n' "$jvm" $? "$out" >> "$out/failures.tsv"
  done
  awk -F '\t' '{ classes++; tests += $3; skipped += $4 }
    END { printf "%d classes, %d tests, %d skipped\n", classes, tests, skipped }' "$out/classes.tsv"
}

jvms=()
"$1"
if [ -s "$out/failures.tsv" ]; then
  printf '\n%7s  %s\n' failures test
  cut -f 1,2 "$out/failures.tsv" | sort | uniq -c | sort -rn | awk '{ count = $1; $1 = ""; printf "%7d %s\n", count, $0 }'
  printf '\nmessages: %s\n' "$out/failures.tsv"
  exit 1
fi
echo "no failure"
