# Signs every .exe and our libraries in dist\sansan-salesforce, then compiles the installer, which signs itself.
# CERTIFICATE: a .pfx in base64, CERTIFICATE_PASSWORD: its password; without them the installer is named unsigned.
# Not yet tried on Windows.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$script = 'resources\packaging\windows\sansan-salesforce.iss'

if (-not $env:CERTIFICATE) {
    iscc $script
    Get-ChildItem dist\*-setup.exe | Rename-Item -NewName { $_.BaseName + '-unsigned.exe' }
    exit
}

$file = Join-Path $env:RUNNER_TEMP 'certificate.pfx'
[IO.File]::WriteAllBytes($file, [Convert]::FromBase64String($env:CERTIFICATE))
try {
    $signtool = (Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe")[-1].FullName
    $words = @('sign', '/f', $file, '/p', $env:CERTIFICATE_PASSWORD, '/fd', 'sha256',
        '/tr', 'http://timestamp.digicert.com', '/td', 'sha256')
    # Libraries that come signed, such as Microsoft's own, keep their signatures.
    Get-ChildItem dist\sansan-salesforce -Recurse -Include *.exe, *.dll, *.pyd |
        Where-Object { (Get-AuthenticodeSignature $_).Status -eq 'NotSigned' } |
        ForEach-Object { & $signtool @words $_.FullName }
    $quoted = ($words | ForEach-Object { '$q' + $_ + '$q' }) -join ' '
    iscc /DSign "/Ssigntool=`$q$signtool`$q $quoted `$f" $script
}
finally {
    Remove-Item $file
}
