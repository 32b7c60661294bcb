#!/usr/bin/env bash
# Prints for each package its files, lines and public types, then the ten longest files. ArchitectureTest checks cycles and floors.
set -euo pipefail
cd "$(dirname "$0")/../../.."

printf '%7s %7s %7s  package\n' files lines public
find src/main/java -type d | sort | while read -r dir; do
  files=("$dir"/*.java)
  [ -e "${files[0]}" ] || continue
  types=$(grep -hcE '^public (abstract |final |sealed )*(class|record|interface|enum) ' "${files[@]}" | awk '{ sum += $1 } END { print sum }')
  printf '%7d %7d %7d  %s\n' "${#files[@]}" "$(cat "${files[@]}" | wc -l)" "$types" "${dir#src/main/java/io/github/}"
done | awk '{ print; files += $1; lines += $2; types += $3 } END { printf "%7d %7d %7d  in all\n", files, lines, types }'

printf '\nThe ten longest files:\n'
find src/main/java -name '*.java' -exec wc -l {} + | grep -v ' total$' | sort -rn | sed -n '1,10p'
