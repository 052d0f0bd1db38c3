#!/bin/sh
# Installs what the integration tests use from Debian: etcd-server (the real server that written stores are given to)
# and etcd-client (etcdctl), openssl (certificates for the tests with TLS), and openssh-server and openssh-client (hosts by ssh). The servers that the packages would start are kept from starting: tests start their own.
# Needs root; says what it does; does nothing where both are there already.
set -eu

if command -v etcd >/dev/null 2>&1 && command -v etcdctl >/dev/null 2>&1 && command -v openssl >/dev/null 2>&1 &&
  [ -x /usr/sbin/sshd ] && command -v ssh-agent >/dev/null 2>&1; then
  echo "etcd, etcdctl, openssl and sshd are here: $(command -v etcd), $(command -v etcdctl), $(command -v openssl), /usr/sbin/sshd"
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo 'etcd, etcdctl, openssl, sshd or ssh is missing, and installing their packages needs root: the suites that use them are skipped' >&2
  exit 1
fi

echo 'installing the Debian packages etcd-server, etcd-client, openssl, openssh-server and openssh-client'
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -f "$policy"' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends etcd-server etcd-client openssl openssh-server openssh-client
etcd --version | head -n 1
