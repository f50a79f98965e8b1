#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Stops and removes the OpenClaw Lightning service; program, settings and data stay.
#>
[CmdletBinding()]
param([switch] $Quiet)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$name = 'OpenClawLightning'
if (-not (Get-Service $name -ErrorAction SilentlyContinue)) {
    if (-not $Quiet) { Write-Output 'no service is installed' }
    return
}
Stop-Service $name
# Both wrappers register the service with Windows itself, so Windows itself can forget it.
& sc.exe delete $name | Out-Null
if ($LASTEXITCODE -ne 0) { throw "sc.exe delete $name failed with $LASTEXITCODE" }
if (-not $Quiet) { Write-Output "stopped and removed the service $name" }
