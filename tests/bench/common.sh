# What the scripts that measure konbit beside its peers share; sourced by them. They set bench_dir,
# konbit, log and failed_rows.

# rows INPUT RUNS --command LABEL LINE OUTPUT TARGET …
rows() {
    local input=$1 count=$2
    shift 2
    echo "$(basename -- "$0"): $input, $count runs of $(($# / 5)) commands" >&2
    python3 "$bench_dir/cpu_time.py" --input "$input" --runs "$count" --konbit "$konbit" \
        --log "$log" "$@" || failed_rows=$((failed_rows + 1))
}

head_of_table() { python3 "$bench_dir/cpu_time.py" --header; }
version_of() { "$@" 2>/dev/null | head -n 1 || true; }

about_this_run() {
    local compiler build_dir os_name
    build_dir=$(dirname -- "$(dirname -- "$konbit")")
    os_name=$(sed -n 's/^PRETTY_NAME="\(.*\)"$/\1/p' /etc/os-release)
    compiler=$(readelf -p .comment "$konbit" 2>/dev/null | sed -n 's/^ *\[ *[0-9a-f]*\] *//p' | paste -sd ';')
    echo "Measured on $(date +%F), $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)," \
        "$(nproc) cores, $(awk '/^MemTotal/ {printf "%.0f GB", $2 / 1e6}' /proc/meminfo) of memory," \
        "Linux $(uname -r) $(uname -m), ${os_name:-unknown system}."
    echo "Compiler: ${compiler:-unknown}; build type:" \
        "$(sed -n 's/^CMAKE_BUILD_TYPE:[A-Z]*=//p' "$build_dir/CMakeCache.txt" 2>/dev/null | grep . || echo unknown)."
    echo "Peer: $1." \
        "konbit: $(version_of "$konbit" --version | grep . || echo 'did not run')" \
        "(sources $(git -C "$bench_dir" describe --always --dirty 2>/dev/null || echo unknown))."
    echo "Load when it began: $(cut -d ' ' -f 1-3 /proc/loadavg)."
    echo "User plus system seconds of whole processes, all threads; the commands of an input take" \
        "turns in one run, so read the ratios. Anonymous memory is the highest RssAnon seen while" \
        "the warm-up ran; 'the first' is the first command of the input."
}
