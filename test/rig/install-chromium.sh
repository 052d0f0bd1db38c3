#!/bin/sh
# Installs Debian's chromium, in which the HTML report is tested. Needs root; does nothing where it is there already.
set -eu

if command -v chromium >/dev/null 2>&1; then
  echo "chromium is here: $(command -v chromium)"
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo 'chromium is missing, and installing it needs root: the report is not tested in a browser' >&2
  exit 1
fi
echo 'installing the Debian package chromium'
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium
