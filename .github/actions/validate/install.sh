#!/usr/bin/env bash
# Installs dealtrack into an environment of its own below RUNNER_TEMP, where run.sh looks for it.
set -euo pipefail

environment="$RUNNER_TEMP/dealtrack-validate"
# -I, because the working directory may be anybody's pull request: a venv.py or a pip/ in it must not run.
"$PYTHON" -I -m venv "$environment"
"$environment/bin/python" -I -m pip install --quiet --disable-pip-version-check \
  -- "${INPUT_DEALTRACK:-$GITHUB_ACTION_PATH/../../..}"
