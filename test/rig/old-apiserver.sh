#!/bin/sh
# Builds the kube-apiserver of an old release from published Go modules, with a Go of its time, into a cache outside the
# checkout, and prints the directory that holds it (the only line on stdout).
#
#   test/rig/old-apiserver.sh 1.9            build 1.9.6 when it is missing (about three minutes on two cores, 2 GB of scratch disk)
#   test/rig/old-apiserver.sh 1.3            the same for 1.3.10; it reads etcd v2 only
#   test/rig/old-apiserver.sh 1.9 --check    print the directory when it is there, else fail; builds nothing
#
# SKEP_RIG_CACHE names another cache. Needs any Go from 1.19 on (the Debian package golang-1.19-go, or one on PATH), no root.
#
# A module holds no vendor folder, so the dependencies are gathered from their own modules: the revision that was vendored where
# it was published, else the nearest that compiles. What a scratch server has no use for is left out: the cloud providers, some
# authenticators and admission plugins, the OpenAPI document. The storage code, the schemas and the conversions are those of the
# release (1.3 decodes JSON by reflection, without the code that was generated for speed).
set -eu

case ${1:-} in
  1.9) RELEASE=1.9.6 ;;
  1.3) RELEASE=1.3.10 ;;
  *) echo 'old-apiserver.sh: which release? 1.3 or 1.9' >&2; exit 64 ;;
esac
MINOR=${1#1.}
TOOLCHAIN=v0.0.1-go1.9.7.linux-amd64
MODULES='
github.com/NYTimes/gziphandler v0.0.0-20170623195520-56545f4a5d46
github.com/PuerkitoBio/purell v1.0.0
github.com/PuerkitoBio/urlesc v0.0.0-20170810143723-de5bf2ad4578
github.com/asaskevich/govalidator v0.0.0-20180720115003-f9ffefc3facf
github.com/beorn7/perks v0.0.0-20180321164747-3a771d992973
github.com/coreos/etcd v3.1.11+incompatible
github.com/coreos/go-systemd v0.0.0-20180511133405-39ca1b05acc7
github.com/coreos/pkg v0.0.0-20180108230652-97fdf19511ea
github.com/davecgh/go-spew v1.1.1
github.com/dgrijalva/jwt-go v0.0.0-20160705203006-01aeca54ebda
github.com/docker/distribution v0.0.0-20170726174610-edc3ab29cdff
github.com/docker/spdystream v0.0.0-20160310174837-449fdfce4d96
github.com/elazarl/go-bindata-assetfs v1.0.0
github.com/emicklei/go-restful v0.0.0-20170410110728-ff4f55a20633
github.com/emicklei/go-restful-swagger12 v0.0.0-20170926063155-7524189396c6
github.com/evanphx/json-patch v0.0.0-20190203023257-5858425f7550
github.com/fatih/camelcase v0.0.0-20160318181535-f6a740d52f96
github.com/ghodss/yaml v1.0.0
github.com/globalsign/mgo v0.0.0-20181015135952-eeefdecb41b8
github.com/go-openapi/analysis v0.17.2
github.com/go-openapi/errors v0.17.2
github.com/go-openapi/jsonpointer v0.19.0
github.com/go-openapi/jsonreference v0.19.0
github.com/go-openapi/loads v0.17.2
github.com/go-openapi/runtime v0.17.2
github.com/go-openapi/spec v0.17.2
github.com/go-openapi/strfmt v0.17.0
github.com/go-openapi/swag v0.17.2
github.com/go-openapi/validate v0.18.0
github.com/gogo/protobuf v0.0.0-20171007142547-342cbe0a0415
github.com/golang/glog v0.0.0-20160126235308-23def4e6c14b
github.com/golang/groupcache v0.0.0-20160516000752-02826c3e7903
github.com/golang/protobuf v1.2.0
github.com/google/btree v0.0.0-20160524151835-7d79101e329e
github.com/google/gofuzz v0.0.0-20170612174753-24818f796faf
github.com/google/uuid v1.0.0
github.com/googleapis/gnostic v0.0.0-20170729233727-0c5108395e2d
github.com/gregjones/httpcache v0.0.0-20170728041850-787624de3eb7
github.com/grpc-ecosystem/go-grpc-prometheus v0.0.0-20170330212424-2500245aa611
github.com/hashicorp/golang-lru v0.5.0
github.com/howeyc/gopass v0.0.0-20170109162249-bf9dde6d0d2c
github.com/imdario/mergo v0.3.5
github.com/json-iterator/go v0.0.0-20180701071628-ab8a2e0c74be
github.com/juju/ratelimit v1.0.1
github.com/mailru/easyjson v0.0.0-20180823135443-60711f1a8329
github.com/matttproud/golang_protobuf_extensions v1.0.1
github.com/mitchellh/mapstructure v1.1.2
github.com/modern-go/concurrent v0.0.0-20180306012644-bacd9c7ef1dd
github.com/modern-go/reflect2 v1.0.1
github.com/munnerz/goautoneg v0.0.0-20120707110453-a547fc61f48d
github.com/mxk/go-flowrate v0.0.0-20140419014527-cca7078d478f
github.com/opencontainers/go-digest v0.0.0-20170106003457-a6d0ee40d420
github.com/pborman/uuid v1.2.0
github.com/peterbourgon/diskv v2.0.1+incompatible
github.com/prometheus/client_golang v0.9.2
github.com/prometheus/client_model v0.0.0-20180712105110-5c3871d89910
github.com/prometheus/common v0.0.0-20181126121408-4724e9255275
github.com/prometheus/procfs v0.0.0-20181204211112-1dc9a6cbc91a
github.com/robfig/cron v0.0.0-20170309132418-df38d32658d8
github.com/spf13/cobra v0.0.0-20180319062004-c439c4fa0937
github.com/spf13/pflag v1.0.1
github.com/ugorji/go v1.1.1
golang.org/x/crypto v0.0.0-20181025213731-e84da0312774
golang.org/x/net v0.0.0-20190812203447-cdfb69ac37fc
golang.org/x/sys v0.0.0-20190209173611-3b5209105503
golang.org/x/text v0.3.1-0.20181227161524-e6919f6577db
golang.org/x/tools v0.0.0-20190313210603-aa82965741a9
google.golang.org/genproto v0.0.0-20170731182057-09f6ed296fc6
google.golang.org/grpc v1.3.0
gopkg.in/inf.v0 v0.9.0
gopkg.in/natefinch/lumberjack.v2 v2.0.0-20150622162204-20b71e5b60d7
gopkg.in/yaml.v2 v2.2.8
k8s.io/kube-openapi v0.0.0-20190228160746-b3a7cee44a30
k8s.io/utils v0.0.0-20190221042446-c2654d5206da
'
# Instead of or besides those.
MODULES_1_3='
github.com/blang/semver v3.5.0+incompatible
github.com/dgrijalva/jwt-go v2.7.0+incompatible
k8s.io/heapster v1.2.0-beta.1
'

cache=${SKEP_RIG_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/skep-rig}
final=$cache/kubernetes-$RELEASE
build=$cache/kubernetes-$RELEASE.build
started=$(date +%s)

say() { echo "old-apiserver.sh: $* [$(($(date +%s) - started)) s]" >&2; }
fail() { echo "old-apiserver.sh: $*" >&2; exit 1; }
complete() { [ -x "$final/kube-apiserver" ]; }

if complete; then
  echo "$final"
  exit 0
fi
[ "${2:-}" != --check ] || fail "no kube-apiserver $RELEASE in $final: run test/rig/old-apiserver.sh 1.$MINOR"
[ "$(uname -sm)" = 'Linux x86_64' ] || fail "this Go toolchain is for Linux on x86_64"
go=/usr/lib/go-1.19/bin/go
[ -x "$go" ] || go=$(command -v go) || fail "needs a Go from 1.19 on: the Debian package golang-1.19-go, for example"

mkdir -p "$cache"
exec 9>"$cache/kubernetes-$RELEASE.lock"
flock -n 9 || { say "another run is building; waiting for it"; flock 9; }
if complete; then
  echo "$final"
  exit 0
fi

chmod -R u+w "$build" 2>/dev/null || true
rm -rf "$build"
mkdir -p "$build/fetch" "$build/go/src/k8s.io" "$build/out"
unset GOROOT GOFLAGS GOBIN GOOS GOARCH || true

say "fetching the modules"
# A module of its own around the fetch: outside of one, go refuses versions without a go.mod of their own.
printf 'module rig\n\ngo 1.19\n' >"$build/fetch/go.mod"
# Prints the folder of a fetched module. $1: path, $2: version
fetch() {
  (cd "$build/fetch" && GOPATH="$build/modules" GOFLAGS=-mod=mod "$go" mod download -json "$1@$2") |
    sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p'
}
# $1: path, $2: version, $3: where to
place() {
  from=$(fetch "$1" "$2")
  [ -n "$from" ] || fail "the module $1@$2 cannot be had"
  mkdir -p "$(dirname "$3")"
  rm -rf "$3"
  cp -R "$from" "$3"
  chmod -R u+w "$3"
}
tree=$build/go/src/k8s.io/kubernetes
place golang.org/toolchain "$TOOLCHAIN" "$build/goroot"
place k8s.io/kubernetes "v$RELEASE" "$tree"
[ "$MINOR" = 9 ] || MODULES=$MODULES$MODULES_1_3
echo "$MODULES" | while read -r path version; do
  [ -z "$path" ] || place "$path" "$version" "$tree/vendor/$path"
done
chmod +x "$build"/goroot/bin/* "$build"/goroot/pkg/tool/*/*
for staged in "$tree"/staging/src/k8s.io/*/; do
  [ -d "$staged" ] || continue
  ln -sfn "../../staging/src/k8s.io/$(basename "$staged")" "$tree/vendor/k8s.io/$(basename "$staged")"
done
mkdir -p "$tree/vendor/bitbucket.org/ww"
cp -R "$tree/vendor/github.com/munnerz/goautoneg" "$tree/vendor/bitbucket.org/ww/goautoneg"

say "leaving out what a scratch server has no use for"
cd "$tree"
rm -f vendor/github.com/coreos/etcd/etcdserver/etcdserverpb/*.pb.gw.go vendor/github.com/coreos/etcd/client/keys.generated.go
echo 'package cloudprovider' >pkg/cloudprovider/providers/providers.go

leave_out_of_1_9() {
sed -i '/credentialprovider\/aws/d' cmd/kube-apiserver/app/server.go
sed -i '/initialresources/d' cmd/kube-apiserver/app/options/plugins.go
cat >plugin/pkg/admission/persistentvolume/label/admission.go <<'GO'
package label

import (
	"io"

	"k8s.io/apiserver/pkg/admission"
)

func Register(plugins *admission.Plugins) {
	plugins.Register("PersistentVolumeLabel", func(io.Reader) (admission.Interface, error) {
		return admission.NewHandler(admission.Create), nil
	})
}
GO
sed -i -e '/authenticator\/password\/keystone"/d' -e '/authenticator\/token\/oidc"/d' -e '/client\/auth\/\(gcp\|oidc\)"/d' \
  -e 's/^import (/import (\n\t"errors"/' \
  -e '/^func newAuthenticatorFromOIDCIssuerURL(/,/^}/c func newAuthenticatorFromOIDCIssuerURL(_, _, _, _, _, _, _ string) (authenticator.Token, error) {\n\treturn nil, errors.New("left out")\n}' \
  -e '/^func newAuthenticatorFromKeystoneURL(/,/^}/c func newAuthenticatorFromKeystoneURL(_, _ string) (authenticator.Request, error) {\n\treturn nil, errors.New("left out")\n}' \
  pkg/kubeapiserver/authenticator/config.go
cat >pkg/generated/openapi/zz_generated.openapi.go <<'GO'
package openapi

import "k8s.io/kube-openapi/pkg/common"

func GetOpenAPIDefinitions(common.ReferenceCallback) map[string]common.OpenAPIDefinition {
	return nil
}
GO
cat >vendor/k8s.io/apiserver/pkg/server/routes/openapi.go <<'GO'
package routes

import (
	"github.com/emicklei/go-restful"
	"k8s.io/apiserver/pkg/server/mux"
	"k8s.io/kube-openapi/pkg/common"
)

type OpenAPI struct {
	Config *common.Config
}

func (OpenAPI) Install(*restful.Container, *mux.PathRecorderMux) {}
GO
sed -i -e '/openapicontroller "/d' -e '/openAPIAggregationController  *\*/d' -e '/openApiConfig := /d' \
  -e '/^\tif openApiConfig != nil {/,/^\t}/d' \
  -e '/^\tif s\.openAPIAggregationController != nil {/,/^\t}/d' \
  -e '/^\t\tif s\.openAPIAggregationController != nil {/,/^\t\t}/d' \
  vendor/k8s.io/kube-aggregator/pkg/apiserver/apiserver.go
}

leave_out_of_1_3() {
rm -rf vendor/github.com/emicklei/go-restful/swagger
cp -R vendor/github.com/emicklei/go-restful-swagger12 vendor/github.com/emicklei/go-restful/swagger
# Generated for another release of the codec; without it the codec reflects.
find . -path ./vendor -prune -o -name types.generated.go -exec rm -f {} +
# What brings in Docker, cadvisor and runc.
rm -f pkg/securitycontext/provider.go pkg/securitycontext/fake.go pkg/securitycontext/types.go pkg/client/unversioned/containerinfo.go
rm -f pkg/util/resource_container_linux.go
sed -i '/+build !linux/d' pkg/util/resource_container_unsupported.go
mkdir -p vendor/github.com/docker/engine-api/types
cat >vendor/github.com/docker/engine-api/types/types.go <<'GO'
package types

type AuthConfig struct {
	Username, Password, Auth, Email, ServerAddress string
}
GO
sed -i -e '/initialresources"/d' -e '/persistentvolume\/label"/d' -e '/security\/podsecuritypolicy"/d' cmd/kube-apiserver/app/plugins.go
echo 'package auth' >plugin/pkg/client/auth/plugins.go
sed -i -e '/password\/keystone"/d' -e '/token\/oidc"/d' -e 's/^import (/import (\n\t"errors"/' \
  -e '/^func newAuthenticatorFromOIDCIssuerURL(/,/^}/c func newAuthenticatorFromOIDCIssuerURL(_, _, _, _, _ string) (authenticator.Request, error) {\n\treturn nil, errors.New("left out")\n}' \
  -e '/^func newAuthenticatorFromKeystoneURL(/,/^}/c func newAuthenticatorFromKeystoneURL(_ string) (authenticator.Request, error) {\n\treturn nil, errors.New("left out")\n}' \
  pkg/apiserver/authenticator/authn.go
cat >pkg/storage/storagebackend/factory/etcd3.go <<'GO'
package factory

import (
	"errors"

	"k8s.io/kubernetes/pkg/runtime"
	"k8s.io/kubernetes/pkg/storage"
	"k8s.io/kubernetes/pkg/storage/storagebackend"
)

func newETCD3Storage(storagebackend.Config, runtime.Codec) (storage.Interface, error) {
	return nil, errors.New("left out")
}
GO
sed -i '/cache\(Hit\|Miss\|Entry\)Counter\.Set(/d' pkg/storage/etcd/metrics/metrics.go
sed -i 's/err := systemd.SdNotify("READY=1\\n"); err != nil && err != systemd.SdNotifyNoSocket/_, err := systemd.SdNotify(false, "READY=1\\n"); err != nil/' \
  pkg/genericapiserver/genericapiserver.go
}

leave_out_of_1_$MINOR

say "compiling kube-apiserver"
flags='-s -w'
for package in k8s.io/kubernetes/pkg/version k8s.io/kubernetes/vendor/k8s.io/client-go/pkg/version; do
  flags="$flags -X $package.gitVersion=v$RELEASE -X $package.gitMajor=1 -X $package.gitMinor=$MINOR -X $package.gitTreeState=clean"
done
PATH="$build/goroot/bin:$PATH" GOROOT="$build/goroot" GOPATH="$build/go" CGO_ENABLED=0 \
  nice -n 10 go build -ldflags "$flags" -o "$build/out/kube-apiserver" k8s.io/kubernetes/cmd/kube-apiserver >"$build/build.log" 2>&1 ||
  { tail -n 30 "$build/build.log" >&2; fail "go build failed, see $build/build.log"; }
"$build/out/kube-apiserver" --version | grep -qxF "Kubernetes v$RELEASE" || fail "it does not answer as release $RELEASE"
rm -rf "$final"
mv "$build/out" "$final"
cd "$cache"
chmod -R u+w "$build"
rm -rf "$build"
say "built in $final"
echo "$final"
