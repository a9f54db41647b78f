#!/usr/bin/env bash
# run.sh DOCS [RUNS]: what the crate of DOCS costs, and the same types with serde derive; one line a measurement:
# what|CPU seconds|peak memory in KiB. See README.md.
set -euo pipefail
docs=$(realpath "$1") runs=${2:-1}
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
work=$here/target/work
export CARGO_TERM_QUIET=true
cd "$here"
cargo build --release
bench=${CARGO_TARGET_DIR:-target}/release/bench
"$bench" json "$work/json"
for variant in derive derive-kept derive-same; do
    "$bench" "$variant" "$docs" "$work/$variant"
done
(cd ../.. && cargo run --release -p generator -- --quiet --docs "$docs" --api-version v1.0 --out "$work/table")
unset CARGO_TARGET_DIR
export CARGO_INCREMENTAL=0

# measure NAME COMMAND…: the compiler of one crate, its dependencies being built
measure() {
    /usr/bin/time -f "%U %S %M" -o "$work/time" "${@:2}"
    awk -v what="$1" '{ printf "%s|%.1f|%d\n", what, $1 + $2, $3 }' "$work/time"
}

for variant in derive derive-kept derive-same table; do
    program=$work/program-$variant
    mkdir -p "$program/src"
    cp program/src/main.rs "$program/src/"
    printf '[workspace]\n[package]\nname = "program"\nversion = "0.0.0"\nedition = "2024"\n[features]\nderive = []\nsame = ["derive"]\n[dependencies]\nserde_json = "1"\nmsgraph = { path = "../%s" }\n' \
        "$variant" > "$program/Cargo.toml"
    for mode in check build "build --release"; do
        cd "$work/$variant"
        # shellcheck disable=SC2086
        cargo $mode
        for _ in $(seq "$runs"); do
            touch src/lib.rs
            # shellcheck disable=SC2086
            measure "$variant|$mode" cargo $mode
        done
    done
    cd "$program"
    case $variant in
        table) features=() ;;
        derive-same) features=(--features same) ;;
        *) features=(--features derive) ;;
    esac
    cargo build --release "${features[@]}"
    for _ in $(seq "$runs"); do
        touch src/main.rs
        measure "$variant|program" cargo build --release "${features[@]}"
    done
    # where the loops of serde_json come to stand is luck, and makes a third of the speed of writing, so all are aligned;
    # and freed memory stays with the program: when glibc gives it back is luck as well, and costs more than reading does
    RUSTFLAGS="-C llvm-args=-align-all-nofallthru-blocks=6 -C llvm-args=-align-loops=64" \
        cargo build --release --target-dir target/aligned "${features[@]}"
    MALLOC_TRIM_THRESHOLD_=1073741824 MALLOC_MMAP_THRESHOLD_=1073741824 target/aligned/release/program "$work/json" |
        sed "s/^/$variant|/"
    cd "$here"
done
