#!/usr/bin/env bash
# The services that `npm run test:real` needs, from Debian's packages: run it once, as root. The tests start them themselves,
# each in a folder of its own and on a port of its own, since they kill them too.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=()
command -v redis-server >/dev/null || command -v valkey-server >/dev/null || wanted+=(redis-server)
command -v ip >/dev/null || wanted+=(iproute2)
command -v softhsm2-util >/dev/null || wanted+=(softhsm2)
command -v pkcs11-tool >/dev/null || wanted+=(opensc)
# The example of a PKCS#11 signer compiles its binding.
command -v g++ >/dev/null || wanted+=(g++)
command -v make >/dev/null || wanted+=(make)
command -v python3 >/dev/null || wanted+=(python3)

if ((${#wanted[@]} > 0)); then
  if [[ $(id -u) != 0 ]]; then
    echo "ci-services: ${wanted[*]} must be installed, which only root can do" >&2
    exit 1
  fi
  # Nothing starts by itself: a service of the system would hold the usual port.
  policy=/usr/sbin/policy-rc.d
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
fi

# The headers of this Node, where it brings them: nothing is downloaded then.
prefix=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
[[ -e $prefix/include/node/node.h ]] && export npm_config_nodedir=$prefix
npm ci --silent --no-fund --no-audit --prefix examples/signers/pkcs11
