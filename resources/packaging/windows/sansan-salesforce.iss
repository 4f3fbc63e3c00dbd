; Inno Setup 6: an installer of dist\sansan-salesforce, for one person without administrator rights, or for all
; (/ALLUSERS, or chosen in its first dialog). Compiled with /DSign it signs itself and its uninstaller by the tool given
; as /Ssigntool=... . Not yet tried on Windows.
#define Name "sansan-salesforce"
#define Title "Sansan → Salesforce"
#define Version "0.1.0"

[Setup]
AppId={{6C1E6D0B-5B0B-4C3E-9F5E-2C8C3D1A7E41}
AppName={#Title}
AppVersion={#Version}
AppPublisher=The Sansan to Salesforce project
AppMutex=SansanSalesforceIsOpen
CloseApplications=yes
DefaultDirName={autopf}\{#Name}
DefaultGroupName={#Title}
DisableProgramGroupPage=yes
MinVersion=10.0.17763
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesEnvironment=yes
Compression=lzma2
SolidCompression=yes
LicenseFile=..\..\..\LICENSE
OutputDir=..\..\..\dist
OutputBaseFilename={#Name}-{#Version}-setup
SetupIconFile=..\..\..\build\program.ico
UninstallDisplayIcon={app}\{#Name}-window.exe
VersionInfoVersion={#Version}
#ifdef Sign
SignTool=signtool
SignedUninstaller=yes
#endif

[Languages]
Name: "ja"; MessagesFile: "compiler:Languages\Japanese.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
ja.Forget=保存されている API キーと Salesforce の認証も、この PC から削除しますか？
en.Forget=Delete the saved API keys and Salesforce sign-ins from this computer, too?

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\..\dist\{#Name}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs

[Icons]
Name: "{group}\{#Title}"; Filename: "{app}\{#Name}-window.exe"; AppUserModelID: "SansanSalesforce.Wizard"

[Run]
Filename: "{app}\{#Name}-window.exe"; Description: "{#Title}"; Flags: nowait postinstall skipifsilent runasoriginaluser

[Code]
const
  PersonsKey = 'Environment';
  ComputersKey = 'SYSTEM\CurrentControlSet\Control\Session Manager\Environment';

function PathRoot: Integer;
begin
  if IsAdminInstallMode then Result := HKLM else Result := HKCU;
end;

function PathKey: string;
begin
  if IsAdminInstallMode then Result := ComputersKey else Result := PersonsKey;
end;

// The folders of PATH without ours; empty where there is none.
function OtherFolders: string;
var Path: string; Place: Integer;
begin
  Result := '';
  if not RegQueryStringValue(PathRoot, PathKey, 'Path', Path) then Exit;
  Path := ';' + Path + ';';
  repeat
    Place := Pos(';' + Lowercase(ExpandConstant('{app}')) + ';', Lowercase(Path));
    if Place > 0 then Delete(Path, Place, Length(ExpandConstant('{app}')) + 1);
  until Place = 0;
  Result := Copy(Path, 2, Length(Path) - 2);
end;

procedure WritePath(Path: string);
begin
  RegWriteExpandStringValue(PathRoot, PathKey, 'Path', Path);
end;

procedure CurStepChanged(Step: TSetupStep);
begin
  if Step <> ssPostInstall then Exit;
  if OtherFolders = '' then WritePath(ExpandConstant('{app}'))
  else WritePath(OtherFolders + ';' + ExpandConstant('{app}'));
end;

// Ends the tasks of every set-up and, if wished, its secrets, before the program that can do so is gone.
procedure CurUninstallStepChanged(Step: TUninstallStep);
var Words: string; Code: Integer;
begin
  if Step <> usUninstall then Exit;
  Words := '--uninstall';
  if SuppressibleMsgBox(CustomMessage('Forget'), mbConfirmation, MB_YESNO or MB_DEFBUTTON2, IDNO) = IDYES then
    Words := Words + ' --forget';
  Exec(ExpandConstant('{app}\{#Name}.exe'), Words, '', SW_HIDE, ewWaitUntilTerminated, Code);
  WritePath(OtherFolders);
end;
