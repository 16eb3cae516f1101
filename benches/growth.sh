#!/bin/sh
# Instructions that each adversarial generator costs at two sizes, and their ratio. Usage: benches/growth.sh BINARY [SIZE]
# BINARY is the built bench, target/release/deps/adversarial-… ; the start of the process is taken off first.
set -eu
binary=$1 size=${2:-65536}
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$binary" "$@" 2>&1 >/dev/null |
        sed -n 's/.*Collected *: *//p'
}
idle=$(count --names)
"$binary" --names | while read -r name; do
    once=$(count --once "$name" "$size") twice=$(count --once "$name" $((2 * size)))
    awk -v name="$name" -v idle="$idle" -v once="$once" -v twice="$twice" \
        'BEGIN { printf "%-24s %14d %14d %6.2f\n", name, once - idle, twice - idle, (twice - idle) / (once - idle) }'
done
