#!/usr/bin/env bash
# Runs dealtrack validate with the inputs of action.yml, which come as INPUT_* in the environment. They are data: none
# becomes part of a command's text, and --option=value keeps one that begins with a dash from being taken for an option.
# It exits as dealtrack does: 0 clean, 1 findings, 2 usage. Kept to what the bash 3.2 of macOS understands.
set -euo pipefail

dealtrack="$RUNNER_TEMP/dealtrack-validate/bin/dealtrack"

fail() {
  echo "::error title=dealtrack::$1"
  exit 2
}

# A line break in a value could end up as a workflow command of its own in the log.
refuse_control_characters() {
  local input variable
  for input in book strict select ignore changed-since baseline format sarif-file; do
    variable="INPUT_$(printf '%s' "$input" | tr 'a-z-' 'A-Z_')"
    case "${!variable-}" in
      *[[:cntrl:]]*) fail "the input $input holds a line break or another control character" ;;
    esac
  done
}

# The working directory may be anybody's pull request: no folder of it counts as a repository, and nothing is fetched by
# what a configuration in it names.
careful_git() {
  GIT_NO_LAZY_FETCH=1 GIT_ALLOW_PROTOCOL=none git -c safe.bareRepository=explicit -c core.fsmonitor=false "$@"
}

# A checkout fetches one commit unless it is told otherwise; with that, nothing can be compared.
require_history() {
  [ "$(careful_git rev-parse --is-shallow-repository 2>/dev/null)" = true ] || return 0
  careful_git merge-base -- "$1" HEAD >/dev/null 2>&1 ||
    fail "changed-since needs the history that this checkout left out: give actions/checkout fetch-depth: 0"
}

refuse_control_characters
arguments=(validate)
[ -z "$INPUT_BOOK" ] || arguments+=("--book=$INPUT_BOOK")
case "$INPUT_STRICT" in
  true) arguments+=(--strict) ;;
  false | "") ;;
  *) fail "the input strict is true or false" ;;
esac
[ -z "$INPUT_SELECT" ] || arguments+=("--select=$INPUT_SELECT")
[ -z "$INPUT_IGNORE" ] || arguments+=("--ignore=$INPUT_IGNORE")
[ -z "$INPUT_BASELINE" ] || arguments+=("--baseline=$INPUT_BASELINE")
if [ -n "$INPUT_CHANGED_SINCE" ]; then
  require_history "$INPUT_CHANGED_SINCE"
  arguments+=("--changed-since=$INPUT_CHANGED_SINCE")
fi

if [ -n "$INPUT_SARIF_FILE" ]; then
  mkdir -p -- "$(dirname -- "$INPUT_SARIF_FILE")"
  status=0
  "$dealtrack" "${arguments[@]}" --format=sarif >"$INPUT_SARIF_FILE" || status=$?
  # Findings are told below, in the format asked for; with anything worse there is no report to upload.
  [ "$status" -le 1 ] || { rm -f -- "$INPUT_SARIF_FILE"; exit "$status"; }
fi
exec "$dealtrack" "${arguments[@]}" "--format=$INPUT_FORMAT"
