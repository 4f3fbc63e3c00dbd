"""What the frozen program tells its system about itself: Info.plist, version resource, icons. Decisions only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

TITLE = "Sansan Salesforce"
PUBLISHER = "The Sansan to Salesforce project"
DESCRIPTION = "Brings Sansan business cards into Salesforce"
BUNDLE_ID = "io.github.sansan-salesforce"


def info_plist() -> dict[str, Any]:
    """Return what Info.plist holds beside PyInstaller's own keys.

    The localisations make dialogs of the system speak the person's language. The usage texts are shown when Chromium
    looks for a passkey near by, and when a service of the company's network is called.
    """
    return {
        "LSBackgroundOnly": False,  # else: no icon in the Dock, no keys
        "LSMinimumSystemVersion": "13.0",  # Qt 6.11
        "LSApplicationCategoryType": "public.app-category.business",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": PUBLISHER,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["ja", "en"],
        "CFBundleAllowMixedLocalizations": True,
        "NSBluetoothAlwaysUsageDescription": "To sign in with a passkey near by. / 近くのパスキーで認証するため。",
        "NSLocalNetworkUsageDescription": "To reach your company's services. / 社内のサービスに接続するため。",
    }


def version_resource(version: str, file_name: str) -> str:
    """Return the version resource of one .exe, as PyInstaller reads it."""
    numbers = tuple(int(part) for part in (version.split(".") + ["0"] * 4)[:4])
    strings = {
        "CompanyName": PUBLISHER,
        "FileDescription": f"{TITLE}: {DESCRIPTION}",
        "FileVersion": version,
        "InternalName": file_name,
        "OriginalFilename": f"{file_name}.exe",
        "ProductName": TITLE,
        "ProductVersion": version,
    }
    table = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in strings.items())
    fixed = f"FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1)"
    kids = (
        f"StringFileInfo([StringTable('040904B0', [{table}])]), VarFileInfo([VarStruct('Translation', [1033, 1200])])"
    )
    return f"VSVersionInfo(ffi={fixed}, kids=[{kids}])\n"


def make_icon(picture: Path, icon: Path, size: int) -> None:
    """Draw a picture as the icon file of a system, ``.ico`` or ``.icns``, of ``size`` pixels."""
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawn = QImage(size, size, QImage.Format.Format_ARGB32)
    drawn.fill(0)
    painter = QPainter(drawn)
    QSvgRenderer(str(picture)).render(painter)
    painter.end()
    icon.parent.mkdir(exist_ok=True)
    if not drawn.save(str(icon)):
        raise OSError(f"{icon} could not be written")
