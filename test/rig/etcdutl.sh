#!/bin/sh
# Builds a later etcdutl than Debian's etcd 3.4 and prints the path of the binary. Usage: etcdutl.sh [VERSION]
# It needs Go and the Go module proxy; the result is cached outside the checkout, so that a second call costs nothing.
# `go install` refuses the module, because its go.mod has replace directives: hence the scratch module around it.
set -eu
version="${1:-v3.6.4}"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/skep-rig/etcdutl-$version"
if [ ! -x "$cache/etcdutl" ]; then
  work="$(mktemp -d)"
  trap 'rm -rf "$work"' EXIT
  cd "$work"
  {
    go mod init etcdutl-rig
    go get "go.etcd.io/etcd/etcdutl/v3@$version"
    CGO_ENABLED=0 go build -o etcdutl go.etcd.io/etcd/etcdutl/v3
  } >&2
  mkdir -p "$cache"
  mv etcdutl "$cache/etcdutl"
fi
echo "$cache/etcdutl"
