# Shared by ./start, ./check and .ci/run: installs what is missing, builds a preset.
# Sourced by bash from the root of the repository.

die() {
    echo "konbit: $*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# packages_of GROUP…: the names under [GROUP] in .ci/packages.txt
packages_of() {
    local group
    for group in "$@"; do
        awk -v group="[$group]" '/^#/ || NF == 0 {next} /^\[/ {on = ($0 == group); next} on' \
            .ci/packages.txt
    done
}

# install_packages GROUP…: says what is missing and installs it; quiet and quick if nothing is.
install_packages() {
    local missing=() name
    for name in $(packages_of "$@"); do
        dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed ||
            missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    command -v apt-get >/dev/null ||
        die "Packages are missing (${missing[*]}): this is not a Debian system. Install them by hand."
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        die "Packages are missing (${missing[*]}): neither root nor sudo is here. Install them as root."
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq ||
        echo "konbit: The package lists could not be refreshed; trying with those that are here." >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        "${missing[@]}" </dev/null >/tmp/konbit-apt.$$ 2>&1 ||
        { tail -n 20 "/tmp/konbit-apt.$$" >&2; die "Installing packages failed (apt-get): see above. Check the network or the package source."; }
    rm -f "/tmp/konbit-apt.$$"
}

# build_preset PRESET [TARGET…] with CONFIGURE_OPTIONS: configures and builds; prints on failure.
build_preset() {
    local preset=$1 log
    shift
    log=$(mktemp)
    # A stale cache of another checkout or compiler is no reason to fail: configure anew.
    if ! cmake --preset "$preset" ${CONFIGURE_OPTIONS:-} >"$log" 2>&1 &&
        ! cmake --preset "$preset" --fresh ${CONFIGURE_OPTIONS:-} >"$log" 2>&1; then
        cat "$log" >&2
        die "Configuring failed (preset $preset): see above."
    fi
    if [ $# -gt 0 ]; then set -- --target "$@"; fi
    if ! cmake --build --preset "$preset" "$@" >"$log" 2>&1; then
        grep -vE '^\[[0-9]+/[0-9]+\] (Building|Linking)' "$log" | tail -n 60 >&2
        die "Building failed (preset $preset): see above."
    fi
    rm -f "$log"
}
