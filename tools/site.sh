#!/usr/bin/env bash
# Builds the documentation site into artifacts/site: the pages of docs, and the API from the assemblies of the packages. A warning, such as a
# link that leads nowhere, is an error. To look at it: dotnet docfx serve artifacts/site
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf artifacts/site artifacts/api
mkdir -p artifacts
for project in $(sed -n 's#.*"\(DeepDsl[A-Za-z.]*\)/bin/.*#\1#p' docfx.json); do
    dotnet build "src/$project" -c Release -v q -nodeReuse:false -p:RunAnalyzers=false
done
dotnet tool restore
dotnet docfx docfx.json | tee artifacts/site.log
# A link to a folder is one that the repository's host follows; the site has no page for it.
faults="$(grep -E "warning|error" artifacts/site.log | grep -vE "[0-9]+ (warning|error)\(s\)|^Build (succeeded|failed)" || true)"
while IFS= read -r fault; do
    folder="$(sed -n 's/.*InvalidFileLink: Invalid file link:(~\/\(.*\))\.$/\1/p' <<<"$fault")"
    if [ -n "$fault" ] && ! { [ -n "$folder" ] && [ -d "$folder" ]; }; then
        echo "The site is not sound: $fault" >&2
        exit 1
    fi
done <<<"$faults"
[ -f artifacts/site/index.html ] && [ -f artifacts/site/api/DeepDsl.Network.html ]
