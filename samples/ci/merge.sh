#!/bin/sh
# The joint report of all shards, and the exit status of the run: merge.sh COUNT [options of jet conformance merge]
set -eu
count=$1
shift
reports=
index=1
while [ "$index" -le "$count" ]; do
    reports="$reports ${JET_SHARDS:-shards}/$index"
    index=$((index + 1))
done
# shellcheck disable=SC2086  # a list of folders without blanks
"${JET:-./jet}" conformance merge --out "${JET_SHARDS:-shards}/all" "$@" $reports
