# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What packaging/run and packaging/test share. Everything they say goes to stderr: stdout belongs to Foray.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/release

say() { printf 'foray: %s\n' "$*" >&2; }

# What to do is on the last line; 3 is Foray's exit code for "the environment is at fault".
give_up() {
    say "$@"
    exit 3
}

# listed SECTION…: the lines of these sections of packages.txt.
listed() {
    local line section='' wanted=" $* "
    while IFS= read -r line; do
        case $line in
            '' | '#'*) ;;
            '['*']') section=${line#[} section=${section%]} ;;
            *) [[ $wanted == *" $section "* ]] && printf '%s\n' "$line" ;;
        esac
    done <"$root/packaging/packages.txt"
}

installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

# missing SECTION…: the alternatives (a|b) of which none is installed, one a line.
missing() {
    local names command name
    while read -r names command; do
        command=${command//[()]/}
        [[ -n $command ]] && command -v "$command" >/dev/null && continue
        for name in ${names//|/ }; do
            installed "$name" && continue 2
        done
        printf '%s\n' "$names"
    done < <(listed "$@")
}

# first_known a|b: the first alternative that apt knows, else the first.
first_known() {
    local name
    for name in ${1//|/ }; do
        [[ -n $(apt-cache madison "$name" 2>/dev/null) ]] && break
    done
    [[ -n $(apt-cache madison "$name" 2>/dev/null) ]] || name=${1%%|*}
    printf '%s\n' "$name"
}

install_missing() {
    local wanted as_root=() names=() choice
    mapfile -t wanted < <(missing "$@")
    ((${#wanted[@]})) || return 0
    command -v apt-get >/dev/null || give_up "needs ${wanted[*]}; install them, there is no apt-get to do it here"
    for choice in "${wanted[@]}"; do names+=("$(first_known "$choice")"); done
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null || ! sudo -v; then
            say "packages are missing, and installing them needs root. Please run:"
            printf '    apt-get update && apt-get install --no-install-recommends %s\n' "${names[*]}" >&2
            exit 3
        fi
        as_root=(sudo)
    fi
    say "installing ${names[*]}"
    "${as_root[@]}" apt-get update -qq >&2 || say "apt-get update failed; going on with the package lists there are"
    # A fresh machine may know its packages only now.
    names=()
    for choice in "${wanted[@]}"; do names+=("$(first_known "$choice")"); done
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${names[@]}" >&2 || give_up "apt-get could not install ${names[*]}"
}

# build_targets TARGET…: configures once (ninja does it again when a CMake file changes) and builds.
build_targets() {
    local launcher=() started=$SECONDS
    mkdir -p "$build"
    # Two of these at once would build the same files twice.
    exec 9>"$build/.lock"
    flock 9
    if [[ ! -f $build/build.ninja ]]; then
        say "configuring $build"
        command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
        (cd "$root" && cmake --preset release "${launcher[@]}") >"$build/configure.log" 2>&1 || {
            cat "$build/configure.log" >&2
            give_up "CMake could not configure; the reason stands above"
        }
    fi
    say "building $*"
    # Given a terminal, ninja redraws one line; else only what goes wrong is worth reading.
    if [[ -t 2 ]]; then
        cmake --build "$build" --target "$@" >&2 || exit 1
    else
        cmake --build "$build" --target "$@" >"$build/build.log" 2>&1 || {
            tail -n 100 "$build/build.log" >&2
            say "the build failed; all of it is in $build/build.log"
            exit 1
        }
    fi
    exec 9>&-
    say "built in $((SECONDS - started)) s"
}

# Chromium refuses to start its sandbox as root, and Foray never turns it off by itself; it warns of that.
allow_root() {
    ((EUID == 0)) || return 0
    export QTWEBENGINE_DISABLE_SANDBOX=1
}
