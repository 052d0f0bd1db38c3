#!/bin/sh
# Builds kube-apiserver and kube-controller-manager 1.20.2 from Debian's source package `kubernetes` into a cache outside
# the checkout, and prints the directory that holds them (the only line on stdout; what it does is told on stderr).
#
#   test/rig/apiserver.sh            build what is missing (about six minutes on two cores, 3 GB of scratch disk)
#   test/rig/apiserver.sh --check    print the directory when both binaries are there, else fail; builds nothing
#
# SKEP_RIG_CACHE names another cache (default: skep-rig below $XDG_CACHE_HOME or ~/.cache). Root is needed only to install
# missing Debian packages. It may be run again, twice at once, or after an interruption: a lock serialises the runs, and the
# binaries are renamed into place only when they answer --version.
set -eu

RELEASE=1.20.2
BINARIES='kube-apiserver kube-controller-manager'
PACKAGES='golang-1.19-go golang-github-modern-go-reflect2-dev dpkg-dev jq rsync make'
GO_ROOT=/usr/lib/go-1.19
REFLECT2=/usr/share/gocode/src/github.com/modern-go/reflect2

cache=${SKEP_RIG_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/skep-rig}
final=$cache/kubernetes-$RELEASE
build=$cache/kubernetes-$RELEASE.build
started=$(date +%s)

say() { echo "apiserver.sh: $* [$(($(date +%s) - started)) s]" >&2; }
fail() { echo "apiserver.sh: $*" >&2; exit 1; }

complete() {
  for binary in $BINARIES; do
    [ -x "$final/$binary" ] || return 1
  done
}

if complete; then
  echo "$final"
  exit 0
fi
[ "${1:-}" != --check ] || fail "no kube-apiserver $RELEASE in $final: run test/rig/apiserver.sh"

mkdir -p "$cache"
exec 9>"$cache/kubernetes-$RELEASE.lock"
flock -n 9 || { say "another run is building; waiting for it"; flock 9; }
if complete; then
  echo "$final"
  exit 0
fi

missing=
for package in $PACKAGES; do
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
if [ -n "$missing" ]; then
  [ "$(id -u)" = 0 ] || fail "needs the Debian packages$missing: install them as root (apt-get install$missing) and run this again"
  say "installing$missing"
  apt-get update -q >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2
fi

rm -rf "$build/apt" "$build/source" "$build/out"
mkdir -p "$build/apt/lists/partial" "$build/apt/archives/partial" "$build/apt/parts" "$build/source" "$build/out"

# A package index of this run's own, so that the machine's apt configuration stays as it is: the machine's binary entries for
# its own release, turned into source entries (with their keyring, or apt refuses).
codename=$(. /etc/os-release; echo "${VERSION_CODENAME:-}")
for file in /etc/apt/sources.list.d/*.sources; do
  [ -f "$file" ] && awk -v suite="$codename" 'BEGIN { RS = ""; ORS = "\n\n" }
    match($0, /(^|\n)Suites:[^\n]*/) {
      count = split(substr($0, RSTART, RLENGTH), words, /[ \t\n]+/)
      for (i = 1; i <= count; i++) if (words[i] == suite) { sub(/(^|\n)Types:[^\n]*/, "\nTypes: deb-src"); print; break }
    }' "$file"
done >"$build/apt/parts/source.sources"
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
  [ -f "$file" ] && awk -v suite="$codename" '$1 == "deb" {
      for (i = 2; i <= NF; i++) if ($i == suite) { sub(/^deb/, "deb-src"); print; break }
    }' "$file"
done >"$build/apt/parts/source.list" || true
apt="-q -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts=$build/apt/parts -o Dir::State::Lists=$build/apt/lists
  -o Dir::Cache=$build/apt -o Dir::Cache::archives=$build/apt/archives -o APT::Sandbox::User="

say "reading the index of Debian's source packages ($codename)"
apt-get $apt update >&2
version=$(apt-cache $apt showsrc --only-source kubernetes 2>/dev/null | awk '$1 == "Version:" { print $2 }' | grep -F "really$RELEASE-" | head -n 1) ||
  true
[ -n "$version" ] || fail "Debian $codename has no source package kubernetes with release $RELEASE (bookworm has it)"

say "downloading the source package kubernetes $version"
(cd "$build/source" && apt-get $apt source --download-only "kubernetes=$version" >&2)
(cd "$build/source" && dpkg-source --no-check -x kubernetes_*.dsc tree >&2)
tree=$build/source/tree

# The vendored reflect2 1.0.1 reads the type tables of Go before 1.18; built with Go 1.19 it ends the server with a memory fault
# on the first LIST of custom resources.
rm -f "$tree"/vendor/github.com/modern-go/reflect2/*.go "$tree"/vendor/github.com/modern-go/reflect2/*.s
cp "$REFLECT2"/*.go "$REFLECT2"/*.s "$tree/vendor/github.com/modern-go/reflect2/"

mkdir -p "$tree/.go/src/k8s.io"
ln -sfn "$tree" "$tree/.go/src/k8s.io/kubernetes"
cd "$tree/.go/src/k8s.io/kubernetes"

# The build's own environment, so that a Go that is installed elsewhere on the machine has no say in it.
unset GOROOT GOFLAGS GOBIN GOOS GOARCH MAKEFLAGS || true
export GOPATH="$tree/.go" GOCACHE="$build/go-cache" GO111MODULE=auto CGO_ENABLED=0 GOTOOLCHAIN=local
export PATH="$GO_ROOT/bin:$PATH"
export KUBE_GIT_VERSION=v$RELEASE KUBE_GIT_MAJOR=1 KUBE_GIT_MINOR=20 KUBE_GIT_TREE_STATE=clean
export KUBE_GIT_COMMIT=0000000000000000000000000000000000000000 SOURCE_DATE_EPOCH=1610496000

what=
for binary in $BINARIES; do what="$what cmd/$binary"; done
say "generating code (make generated_files)"
nice -n 10 make generated_files >"$build/make.log" 2>&1 || { tail -n 30 "$build/make.log" >&2; fail "make generated_files failed, see $build/make.log"; }
say "compiling$what"
nice -n 10 make WHAT="${what# }" >>"$build/make.log" 2>&1 || { tail -n 30 "$build/make.log" >&2; fail "make failed, see $build/make.log"; }

for binary in $BINARIES; do
  cp "$tree/_output/bin/$binary" "$build/out/$binary"
  "$build/out/$binary" --version | grep -qx "Kubernetes v$RELEASE" || fail "$binary does not answer as release $RELEASE"
done
rm -rf "$final"
mv "$build/out" "$final"
chmod -R u+w "$build" 2>/dev/null || true
rm -rf "$build"
say "built in $final"
echo "$final"
