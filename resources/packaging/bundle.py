"""Which files of PyInstaller's analysis go into the program; decisions only, so that tests can ask them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]  # PyInstaller's: target in the program, source (of a link: where it leads), kind

# Qt's libraries that widgets and the embedded browser load; every other one is left out.
QT_LIBRARIES = re.compile(
    "Core|Gui|Widgets|Network|DBus|OpenGL|OpenGLWidgets|PrintSupport|Svg|SvgWidgets|XcbQpa|WaylandClient|"
    "WaylandEglClientHwIntegration|WlShellIntegration|WebEngineCore|WebEngineWidgets|WebChannel|WebChannelQuick|"
    "Positioning|Qml|QmlModels|QmlMeta|QmlWorkerScript|Quick|QuickWidgets"
)
QT_PLUGINS_LEFT_OUT = re.compile(
    "assetimporters|canbus|imageformats/(lib)?qpdf|designer|egldeviceintegrations|geometryloaders|geoservices|"
    "multimedia|platforminputcontexts/libqtvirtualkeyboard|platforms/libq(eglfs|linuxfb|vnc|vkkhrdisplay)|"
    "platformthemes/libqgtk3|position|qmllint|qmltooling|renderers|renderplugins|sceneparsers|scxmldatamodel|sensors|"
    "sqldrivers|texttospeech|wayland-graphics-integration-server|webview"
)
# Of the Linux system's own libraries only these come along: distributions name them differently, or do not install
# them with a desktop. Every other one is the system's, in its version: an older copy of ours would be taken by the
# system's graphics drivers, too, which then do not load (libstdc++ under Mesa).
SYSTEM_LIBRARIES_BROUGHT = re.compile("libpython|libbz2|libmpdec|libxcb-(cursor|icccm|image|keysyms|render-util|util)")


def wanted(target: str) -> bool:
    """Whether a file belongs into the program, on any system."""
    path = target.replace("\\", "/")
    library = re.search(r"(?:(?:^|/lib/)libQt6|/Qt6|/Qt)(\w+)(?:\.so[.\d]*|\.dll|\.framework/.*)$", path)
    if library and not QT_LIBRARIES.fullmatch(library[1]):  # a framework with all that lies in it
        return False
    if "/qtwebengine_locales/" in path:
        return re.search(r"/(ja|en-US)\.pak$", path) is not None
    if re.search(r"/translations/[^/]+\.qm$", path):
        return re.search(r"/qtbase_(ja|en)\.qm$", path) is not None
    if "/plugins/" in path:
        return QT_PLUGINS_LEFT_OUT.match(path.split("/plugins/")[1]) is None
    left_out = r"/qml/|/metatypes/|devtools_resources\.pak$|\.debug\.(pak|bin)$|(^|/)lib(gtk|gdk)-3"
    return re.search(left_out, path) is None


def is_the_systems(entry: Entry) -> bool:
    """Whether a file is a library of the Linux system that the system itself provides wherever the program runs."""
    target, source, _ = entry
    if not re.fullmatch(r"lib[^/]+\.(so[.\d]*|chk)", target) or not re.match(r"/(usr/)?lib", source):
        return False
    return SYSTEM_LIBRARIES_BROUGHT.match(target) is None


def trim(entries: Iterable[Entry]) -> list[Entry]:
    """Return what goes into the program. A link goes only with what it leads to, be it through other links."""
    kept = [entry for entry in entries if wanted(entry[0]) and not is_the_systems(entry)]
    links = {PurePosixPath(target): source for target, source, kind in kept if kind == "SYMLINK"}
    files = {PurePosixPath(target) for target, _, kind in kept if kind != "SYMLINK"}
    there = files | {folder for file in files for folder in file.parents}
    return [e for e in kept if e[2] != "SYMLINK" or _resolved(PurePosixPath(e[0]), links) in there]


def _resolved(path: PurePosixPath, links: dict[PurePosixPath, str], patience: int = 8) -> PurePosixPath:
    """Return where a path leads, links in the middle of it included."""
    link = next((part for part in (path, *path.parents) if part in links), None)
    if link is None or not patience:
        return path
    led = PurePosixPath(posixpath.normpath(link.parent / links[link])) / path.relative_to(link)
    return _resolved(led, links, patience - 1)
