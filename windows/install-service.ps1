#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Runs OpenClaw Lightning as a Windows service, with NSSM (https://nssm.cc) or WinSW (https://github.com/winsw/winsw).
.DESCRIPTION
First put a wrapper into the path or beside this script: nssm.exe or WinSW-x64.exe. The service runs as LocalService, an
account with few rights. Afterwards only that account, the system and you can read the data folder. Run the script again
to update the service.
.EXAMPLE
.\install-service.ps1 -DataFolder $HOME\.openclaw\lightning
#>
[CmdletBinding()]
param(
    [string] $DataFolder = (Join-Path $HOME '.openclaw\lightning'),
    [string] $Java = '',
    [ValidateSet('auto', 'nssm', 'winsw')] [string] $Wrapper = 'auto',
    [switch] $NoStart
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$name = 'OpenClawLightning'
$program = Split-Path -Parent $PSScriptRoot

function Find-Program([string[]] $names) {
    foreach ($candidate in $names) {
        $beside = Join-Path $PSScriptRoot $candidate
        if (Test-Path $beside) { return $beside }
        $found = Get-Command $candidate -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
        if ($found) { return $found.Source }
    }
    return ''
}

function Invoke-Program([string] $file, [string[]] $words) {
    & $file @words | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "$file $words failed with $LASTEXITCODE" }
}

# The Java that was named, the program's own, or the one in the path.
if (-not $Java) {
    $own = Join-Path $program 'runtime\bin\java.exe'
    $Java = if (Test-Path $own) { $own } else { Find-Program @('java.exe') }
}
if ($Java -and -not (Test-Path $Java) -and (Test-Path "$Java.exe")) { $Java = "$Java.exe" }
if (-not $Java -or -not (Test-Path $Java)) { throw 'no Java found; install JDK 17 or newer, or name one with -Java' }

$nssm = if ($Wrapper -ne 'winsw') { Find-Program @('nssm.exe') } else { '' }
$winsw = if ($Wrapper -ne 'nssm') { Find-Program @('WinSW-x64.exe', 'WinSW.exe') } else { '' }
if (-not $nssm -and -not $winsw) {
    throw "neither nssm.exe nor WinSW-x64.exe was found; put one of them into $PSScriptRoot"
}

& (Join-Path $PSScriptRoot 'uninstall-service.ps1') -Quiet

# Only the system (S-1-5-18), the service's account (S-1-5-19) and this user may read the traces.
New-Item -ItemType Directory -Force -Path (Join-Path $DataFolder 'logs') | Out-Null
$user = [Security.Principal.WindowsIdentity]::GetCurrent().User.Value
Invoke-Program 'icacls.exe' @($DataFolder, '/inheritance:r', '/grant:r',
    '*S-1-5-18:(OI)(CI)F', '*S-1-5-19:(OI)(CI)M', "*${user}:(OI)(CI)F", '/Q')
Invoke-Program 'icacls.exe' @($program, '/grant', '*S-1-5-19:(OI)(CI)RX', '/Q')

if ($nssm) {
    # The environment and the working folder hold the paths, so that none needs quotes.
    Invoke-Program $nssm @('install', $name, $Java, '@bin\java.flags', '-jar', 'lib\openclaw-lightning.jar', 'run')
    Invoke-Program $nssm @('set', $name, 'AppDirectory', $program)
    Invoke-Program $nssm @('set', $name, 'AppEnvironmentExtra',
        "LIGHTNING_HOME=$DataFolder", 'LIGHTNING_LOGGING_FILE_ENABLED=true')
    Invoke-Program $nssm @('set', $name, 'DisplayName', 'OpenClaw Lightning')
    Invoke-Program $nssm @('set', $name, 'ObjectName', 'LocalService')
    Invoke-Program $nssm @('set', $name, 'Start', 'SERVICE_DELAYED_AUTO_START')
    Invoke-Program $nssm @('set', $name, 'AppStdout', (Join-Path $DataFolder 'logs\service.log'))
    Invoke-Program $nssm @('set', $name, 'AppStderr', (Join-Path $DataFolder 'logs\service.log'))
    Invoke-Program $nssm @('set', $name, 'AppRotateFiles', '1')
    Invoke-Program $nssm @('set', $name, 'AppRotateBytes', '1048576')
    # Ctrl-C lets the bridge store what it answered; only after this time NSSM kills it.
    Invoke-Program $nssm @('set', $name, 'AppStopMethodConsole', '90000')
    Invoke-Program $nssm @('set', $name, 'AppRestartDelay', '10000')
    Invoke-Program $nssm @('set', $name, 'AppExit', 'Default', 'Restart')
    Invoke-Program $nssm @('set', $name, 'AppExit', '0', 'Exit')
    Invoke-Program $nssm @('set', $name, 'AppExit', '2', 'Exit')
    Write-Output "installed the service $name by NSSM"
} else {
    $folder = Join-Path $DataFolder 'service'
    New-Item -ItemType Directory -Force -Path $folder | Out-Null
    $wrapped = Join-Path $folder 'openclaw-lightning.exe'
    Copy-Item -Force $winsw $wrapped
    $definition = [IO.File]::ReadAllText((Join-Path $PSScriptRoot 'openclaw-lightning.xml'))
    foreach ($pair in @(@('@JAVA@', $Java), @('@PROGRAM@', $program), @('@DATA@', $DataFolder))) {
        $definition = $definition.Replace($pair[0], [Security.SecurityElement]::Escape($pair[1]))
    }
    [IO.File]::WriteAllText((Join-Path $folder 'openclaw-lightning.xml'), $definition)
    Invoke-Program $wrapped @('install')
    Write-Output "installed the service $name by WinSW"
}

if ($NoStart) {
    Write-Output "to start it: Start-Service $name"
} else {
    Start-Service $name
    Write-Output "started $name; it starts with Windows from now on"
}
Write-Output "its log: $(Join-Path $DataFolder 'logs\bridge.log')"
