"""The zip of a deploy, read lazily and with limits: at most 39 MB packed (salesforce.md §4.5), 400 MB and
10,000 files unpacked [I]; a zip bomb is refused before anything of it is unpacked.
"""

from __future__ import annotations

import io
import zipfile

from wizard.standin.salesforce.metadata.xmltree import LARGEST

_MOST_PACKED = 39 << 20
_MOST_UNPACKED = 400 << 20
_MOST_FILES = 10_000
_MANIFEST = "package.xml"


class ArchiveError(Exception):
    """Why the zip cannot be read at all; ``code`` goes into errorStatusCode."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class Archive:
    """The files of one package. ``prefix`` is the top folder as messages show it: "" for a single package."""

    def __init__(self, data: bytes, *, single_package: bool) -> None:
        self._zip = _open(data)
        sizes = {info.filename: info.file_size for info in self._zip.infolist() if not info.is_dir()}
        _check(sizes)
        self.prefix = "" if single_package else _top_folder(sizes)
        self._sizes = {name.removeprefix(self.prefix): size for name, size in sizes.items()}

    @property
    def names(self) -> list[str]:
        """The paths inside the package."""
        return sorted(self._sizes)

    def read(self, name: str) -> bytes | None:
        """Return a file; None when it is not there. Raises ArchiveError when it is damaged or too large."""
        if name not in self._sizes:
            return None
        if self._sizes[name] > LARGEST:
            raise ArchiveError("LIMIT_EXCEEDED", f"The file {name} is too large")
        try:
            return self._zip.read(self.prefix + name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
            raise ArchiveError("INVALID_ZIP_FILE", f"The file {name} cannot be unpacked") from error


def _open(data: bytes) -> zipfile.ZipFile:
    if len(data) > _MOST_PACKED:
        raise ArchiveError(
            "LIMIT_EXCEEDED", "Maximum size of request reached. Maximum size of request is 52428800 bytes."
        )
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ArchiveError("INVALID_ZIP_FILE", "The zip file is not valid") from error


def _check(sizes: dict[str, int]) -> None:
    if len(sizes) > _MOST_FILES:
        raise ArchiveError("LIMIT_EXCEEDED", f"Maximum number of files in the zip reached: {_MOST_FILES}")
    if sum(sizes.values()) > _MOST_UNPACKED:
        raise ArchiveError("LIMIT_EXCEEDED", f"Maximum size of the unzipped files reached: {_MOST_UNPACKED} bytes")


def _top_folder(sizes: dict[str, int]) -> str:
    """Return the folder of the (first) package when the zip holds folders of packages."""
    folders = sorted({name.split("/", 1)[0] + "/" for name in sizes if "/" in name})
    return next((folder for folder in folders if folder + _MANIFEST in sizes), folders[0] if folders else "")
