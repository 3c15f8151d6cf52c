# Sourced by the scripts that need a package of the system: install_package asks apt, as root or through sudo.

stop() { echo "$*" >&2; exit 1; }

# install_package WHAT MANUAL PACKAGE…: WHAT is missing and why; MANUAL says how to install it by hand. False with a sentence.
install_package() {
  local what="$1" manual="$2" root=()
  shift 2
  if ! command -v apt-get >/dev/null; then
    echo "$what: $manual" >&2
    return 1
  fi
  if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "$what, and installing it asks for root: $manual" >&2
      return 1
    fi
    root=(sudo -n)
  fi
  echo "Installing $* from the system's packages…" >&2
  "${root[@]}" apt-get update -qq >&2 || true  # a stale list may still do
  if ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; then
    echo "$* could not be installed from the system's packages: $manual" >&2
    return 1
  fi
}
