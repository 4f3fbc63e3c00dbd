; Inno Setup 6: a per-user installer of dist\sansan-salesforce, without administrator rights. Not yet tried on Windows.
#define Name "sansan-salesforce"
#define Title "Sansan → Salesforce"
#define Version "0.1.0"

[Setup]
AppId={{6C1E6D0B-5B0B-4C3E-9F5E-2C8C3D1A7E41}
AppName={#Title}
AppVersion={#Version}
DefaultDirName={localappdata}\Programs\{#Name}
DefaultGroupName={#Title}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesEnvironment=yes
Compression=lzma2
SolidCompression=yes
LicenseFile=..\..\..\LICENSE
OutputDir=..\..\..\dist
OutputBaseFilename={#Name}-{#Version}-setup
UninstallDisplayIcon={app}\{#Name}.exe

[Languages]
Name: "ja"; MessagesFile: "compiler:Languages\Japanese.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[Files]
Source: "..\..\..\dist\{#Name}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs

[Icons]
Name: "{group}\{#Title}"; Filename: "{app}\{#Name}-window.exe"

[Registry]
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Check: NeedsPath(ExpandConstant('{app}'))

[Run]
Filename: "{app}\{#Name}-window.exe"; Description: "{#Title}"; Flags: nowait postinstall skipifsilent

[Code]
function NeedsPath(Folder: string): Boolean;
var Path: string;
begin
  Result := not RegQueryStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Path)
    or (Pos(';' + Lowercase(Folder) + ';', ';' + Lowercase(Path) + ';') = 0);
end;
