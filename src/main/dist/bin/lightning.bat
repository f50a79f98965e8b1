@echo off
rem Starts OpenClaw Lightning with LIGHTNING_JAVA, JAVA_HOME or the java in the path; it must be 17 or newer.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if defined LIGHTNING_JAVA set "JAVA=%LIGHTNING_JAVA%"
"%JAVA%" -XX:+UseSerialGC -Xms8m -Xmx64m -Xss512k -XX:ReservedCodeCacheSize=48m -XX:-UsePerfData ^
  -XX:+ExitOnOutOfMemoryError -Xlog:disable ^
  "-Dlightning.launcher=%~f0" %LIGHTNING_JAVA_OPTS% -jar "%~dp0..\lib\openclaw-lightning.jar" %*
exit /b %ERRORLEVEL%
