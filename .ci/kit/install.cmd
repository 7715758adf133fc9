@echo off
rem Installs visiontrack without internet, from the wheels beside this file.
rem The folder that gets .venv is the first argument; without one it is %LOCALAPPDATA%\visiontrack.
setlocal
set "kit=%~dp0"
set "target=%~1"
if not defined target set "target=%LOCALAPPDATA%\visiontrack"
set "python="
set "fits=import sys, sysconfig; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14) or sysconfig.get_platform() != 'win-amd64')"
for %%v in (3.14 3.13 3.12 3.11) do call :try py -%%v
call :try python
if not defined python goto nopython

echo visiontrack を "%target%\.venv" に入れます。
%python% -m venv "%target%\.venv"
if errorlevel 1 goto failed
set "environment=%target%\.venv\Scripts"
"%environment%\python.exe" -m pip install --disable-pip-version-check --no-index --find-links "%kit%wheels" --require-hashes --requirement "%kit%requirements.txt"
if errorlevel 1 goto failed
for %%w in ("%kit%visiontrack_pdca-*.whl") do set "wheel=%%w"
"%environment%\python.exe" -m pip install --disable-pip-version-check --no-index --no-deps --force-reinstall "%wheel%"
if errorlevel 1 goto failed
"%environment%\visiontrack.exe" --version
if errorlevel 1 goto failed
echo 終わりました。次のように使います。
echo   "%environment%\visiontrack.exe" status
if "%~1"=="" pause
exit /b 0

:try
if defined python exit /b 0
%* -c "%fits%" >nul 2>nul
if not errorlevel 1 set "python=%*"
exit /b 0

:nopython
echo 64ビットの Python 3.11 から 3.14 が見つかりません。入れてから、もう一度実行してください。
if "%~1"=="" pause
exit /b 1

:failed
echo 入れられませんでした。上のメッセージを見てください。
if "%~1"=="" pause
exit /b 1
