@echo off
rem Starts OpenClaw Lightning with LIGHTNING_JAVA, its own Java where it brings one, JAVA_HOME or the java in the path;
rem it must be 17 or newer. windows\*.ps1 and windows\openclaw-lightning.xml start it the same way, as a service.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if exist "%~dp0..\runtime\bin\java.exe" set "JAVA=%~dp0..\runtime\bin\java"
if defined LIGHTNING_JAVA set "JAVA=%LIGHTNING_JAVA%"
"%JAVA%" "@%~dp0java.flags" "-Dlightning.launcher=%~f0" %LIGHTNING_JAVA_OPTS% -jar "%~dp0..\lib\openclaw-lightning.jar" %*
exit /b %ERRORLEVEL%
