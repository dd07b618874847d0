#!/bin/sh
# One shard of a run: shard.sh INDEX COUNT [options of jet conformance]
#
# INDEX counts from 1. A Kubernetes indexed job counts from 0 and says so in JOB_COMPLETION_INDEX; if that is set, give
# "-" as INDEX. All shards of a run take the same seed from JET_SEED. The report goes to JET_SHARDS/INDEX, by default
# shards/INDEX. Failures of cases end it with status 0: they are in the report, and the merge of all shards decides.
set -eu
index=$1
count=$2
shift 2
[ "$index" != - ] || index=$((JOB_COMPLETION_INDEX + 1))
status=0
"${JET:-./jet}" conformance --shard "$index/$count" --seed "${JET_SEED:?all shards take the same seed}" \
    --out "${JET_SHARDS:-shards}/$index" "$@" || status=$?
# 1 failures, 2 inconclusive: the merge reports these again. With any other status there is no report to merge.
case $status in
    0 | 1 | 2) exit 0 ;;
    *) exit "$status" ;;
esac
