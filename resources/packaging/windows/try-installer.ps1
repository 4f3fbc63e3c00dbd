# Installs as a standard user with a Japanese name, tries the program there with the system's own scheduler and keyring,
# installs over it, and uninstalls: nothing may be left but the person's data. Not yet tried on Windows.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$installer = (Get-ChildItem dist\*-setup*.exe)[0].FullName
$name = '佐々木'
$password = ConvertTo-SecureString ([guid]::NewGuid().ToString() + 'aA1!') -AsPlainText -Force
New-LocalUser $name -Password $password | Out-Null
Add-LocalGroupMember Users $name
$person = New-Object Management.Automation.PSCredential "$env:COMPUTERNAME\$name", $password
$place = "C:\Users\$name\AppData\Local\Programs\sansan-salesforce"
icacls . /grant "${name}:(OI)(CI)RX" /T /Q | Out-Null

function Start-AsPerson([string]$program, [string[]]$words) {
    $done = Start-Process $program $words -Credential $person -LoadUserProfile -WorkingDirectory $PWD -Wait -PassThru
    if ($done.ExitCode) { throw "$program $words ended with $($done.ExitCode)" }
}

Start-AsPerson $installer '/VERYSILENT', '/CURRENTUSER', '/LOG'
Start-AsPerson "$place\sansan-salesforce.exe" '--self-test'
Start-AsPerson (Get-Command python).Source '.ci\try_program.py', "$place\sansan-salesforce.exe", "$place\sansan-salesforce-window.exe"
New-Item "$place\_internal\left-by-an-older-version.txt" | Out-Null
Start-AsPerson $installer '/VERYSILENT', '/CURRENTUSER'
if (Test-Path "$place\_internal\left-by-an-older-version.txt") { throw 'an old file was kept' }
Start-AsPerson "$place\unins000.exe" '/VERYSILENT'
if (Test-Path "$place\sansan-salesforce.exe") { throw 'the program was kept' }
if (schtasks /Query /FO CSV /NH | Select-String sansan-salesforce) { throw 'a task was kept' }
