# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later

# What the tools share. Sourced with the repository's root as working directory.
set -eu -o pipefail
export CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}

say() { printf '%s\n' "$*" >&2; }

# The packages of the given groups in tools/packages, of alternatives (a|b) the
# one that is installed, else the first that apt knows.
packages_missing() {
    local wanted installed choice name found
    wanted=$(for group in "$@"; do sed -n "s/^$group: //p" tools/packages; done)
    # One call for all names: it costs some milliseconds. It fails where one of
    # them is unknown, and still prints the others.
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' ${wanted//|/ } 2>/dev/null |
        sed -n 's/^installed //p') || true
    for choice in $wanted; do
        found=
        for name in ${choice//|/ }; do
            if grep -qxF "$name" <<<"$installed"; then found=$name; break; fi
        done
        if [ -z "$found" ]; then echo "$choice"; fi
    done
}

# Installs what is missing of the given groups; a second call does nothing.
need() {
    local missing choice name names=() root=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "This is neither Debian nor Ubuntu: packages are not installed, see tools/packages."
        return
    fi
    missing=$(packages_missing "$@")
    if [ -z "$missing" ]; then return; fi

    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "These packages are missing: ${missing//$'\n'/ }"
            say "There is no sudo here: install them as root, then call this again."
            exit 1
        fi
        root=(sudo)
    fi
    say "Installing ${missing//$'\n'/ }"
    "${root[@]}" apt-get update -q >&2
    for choice in $missing; do
        for name in ${choice//|/ }; do
            if apt-cache show "$name" >/dev/null 2>&1; then break; fi
        done
        names+=("$name")
    done
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${names[@]}" >&2 </dev/null
}

# build PRESET [TARGET…]: configures where that has not been done (Ninja notices
# later changes by itself) and builds; all its output goes to stderr.
build() {
    local preset=$1 launcher=()
    shift
    if ! [ -f "build/$preset/build.ninja" ]; then
        if command -v ccache >/dev/null; then
            launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
        fi
        cmake --preset "$preset" "${launcher[@]}" >&2
    fi
    cmake --build --preset "$preset" ${1:+--target "$@"} >&2
}
