#!/bin/sh
# Builds kube-apiserver 1.34.1 from published Go modules into a cache outside the checkout, and prints the directory that holds it
# (the only line on stdout). For nightly runs: about seven minutes on two cores with nothing else to do.
#
#   test/rig/new-apiserver.sh            build it when it is missing
#   test/rig/new-apiserver.sh --check    print the directory when it is there, else fail; builds nothing
#
# SKEP_RIG_CACHE names another cache. Needs Go 1.24 or later on PATH, no root.
set -eu

RELEASE=1.34.1
cache=${SKEP_RIG_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/skep-rig}
final=$cache/kubernetes-$RELEASE
build=$cache/kubernetes-$RELEASE.build
started=$(date +%s)

say() { echo "new-apiserver.sh: $* [$(($(date +%s) - started)) s]" >&2; }
fail() { echo "new-apiserver.sh: $*" >&2; exit 1; }

if [ -x "$final/kube-apiserver" ]; then
  echo "$final"
  exit 0
fi
[ "${1:-}" != --check ] || fail "no kube-apiserver $RELEASE in $final: run test/rig/new-apiserver.sh"
command -v go >/dev/null || fail 'needs Go 1.24 or later on PATH'

mkdir -p "$cache"
exec 9>"$cache/kubernetes-$RELEASE.lock"
flock -n 9 || { say "another run is building; waiting for it"; flock 9; }
if [ -x "$final/kube-apiserver" ]; then
  echo "$final"
  exit 0
fi
rm -rf "$build"
mkdir -p "$build/out"
cd "$build"
unset GOROOT GOBIN GOOS GOARCH || true
export GOFLAGS=-mod=mod GOTOOLCHAIN=local CGO_ENABLED=0

# A module's own replacements (its staging folders) hold only where it is the main module: here its parts come as published.
printf 'module rig\n\ngo 1.24.0\n\nrequire k8s.io/kubernetes v%s\n' "$RELEASE" >go.mod
own=$(go mod download -json "k8s.io/kubernetes@v$RELEASE" | sed -n 's/^[[:space:]]*"GoMod": "\(.*\)",*$/\1/p')
[ -n "$own" ] || fail "the module k8s.io/kubernetes@v$RELEASE cannot be had"
sed -n "s#^[[:space:]]*\(k8s.io/[a-z-]*\) => ./staging.*#replace \1 => \1 v0.${RELEASE#1.}#p" "$own" >>go.mod
printf 'package main\n\nimport _ "k8s.io/kubernetes/cmd/kube-apiserver/app"\n\nfunc main() {}\n' >main.go

say "compiling kube-apiserver"
flags="-s -w -X k8s.io/component-base/version.gitVersion=v$RELEASE"
nice -n 10 go build -ldflags "$flags" -o out/kube-apiserver k8s.io/kubernetes/cmd/kube-apiserver >build.log 2>&1 ||
  { tail -n 30 build.log >&2; fail "go build failed, see $build/build.log"; }
out/kube-apiserver --version | grep -qxF "Kubernetes v$RELEASE" || fail "it does not answer as release $RELEASE"
rm -rf "$final"
mv out "$final"
cd "$cache"
rm -rf "$build"
say "built in $final"
echo "$final"
