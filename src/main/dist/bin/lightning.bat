@echo off
rem Starts OpenClaw Lightning with LIGHTNING_JAVA, its own Java where it brings one, JAVA_HOME or the java in the path;
rem it must be 17 or newer, and a JAVA_HOME that names an older one is passed over. windows\*.ps1 and
rem windows\openclaw-lightning.xml start it the same way, as a service.
setlocal
set "JAVA=java"
if not defined JAVA_HOME goto own
if not exist "%JAVA_HOME%\release" goto home
findstr /r /c:"^JAVA_VERSION=.1\." /c:"^JAVA_VERSION=.9" /c:"^JAVA_VERSION=.1[0-6]" "%JAVA_HOME%\release" >nul
if not errorlevel 1 goto own
:home
set "JAVA=%JAVA_HOME%\bin\java"
:own
if exist "%~dp0..\runtime\bin\java.exe" set "JAVA=%~dp0..\runtime\bin\java"
if defined LIGHTNING_JAVA set "JAVA=%LIGHTNING_JAVA%"
"%JAVA%" "@%~dp0java.flags" "-Dlightning.launcher=%~f0" %LIGHTNING_JAVA_OPTS% -jar "%~dp0..\lib\openclaw-lightning.jar" %*
exit /b %ERRORLEVEL%
