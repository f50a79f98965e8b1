#!/bin/sh
# PowerShell's own parser on the scripts for Windows: powershell.sh DISTRIBUTION
set -eu
command -v pwsh >/dev/null || { echo 'skipped: pwsh is not installed' && exit 77; }
for script in "$1"/windows/*.ps1; do
  pwsh -NoProfile -Command '
    $errors = $null
    [void][System.Management.Automation.Language.Parser]::ParseFile($args[0], [ref]$null, [ref]$errors)
    $errors | ForEach-Object { Write-Output $_.ToString() }
    exit $errors.Count' "$script"
done
echo '== all well'
