"""A notification by Windows' own call (Shell_NotifyIconW): from this program, by no other one. Not yet tried."""

from __future__ import annotations

import ctypes
import sys
import time

_NIM_ADD, _NIM_DELETE = 0, 2
_NIF_ICON, _NIF_TIP, _NIF_INFO = 0x02, 0x04, 0x10
_NIIF_WARNING = 0x02
_IDI_WARNING = 32515
_SECONDS = 10.0  # as long as the notification may stand; its icon must stay with it


class Guid(ctypes.Structure):
    """GUID."""

    _fields_ = (("a", ctypes.c_uint32), ("b", ctypes.c_uint16), ("c", ctypes.c_uint16), ("d", ctypes.c_ubyte * 8))


class Notice(ctypes.Structure):
    """NOTIFYICONDATAW; its texts are cut to what fits. A character of Windows has two bytes, whatever Python's has."""

    _fields_ = (
        ("cbSize", ctypes.c_uint32),
        ("hWnd", ctypes.c_void_p),
        ("uID", ctypes.c_uint32),
        ("uFlags", ctypes.c_uint32),
        ("uCallbackMessage", ctypes.c_uint32),
        ("hIcon", ctypes.c_void_p),
        ("szTip", ctypes.c_uint16 * 128),
        ("dwState", ctypes.c_uint32),
        ("dwStateMask", ctypes.c_uint32),
        ("szInfo", ctypes.c_uint16 * 256),
        ("uVersion", ctypes.c_uint32),
        ("szInfoTitle", ctypes.c_uint16 * 64),
        ("dwInfoFlags", ctypes.c_uint32),
        ("guidItem", Guid),
        ("hBalloonIcon", ctypes.c_void_p),
    )


def notice(title: str, body: str, window: int | None, icon: int | None) -> Notice:
    """Return what Windows is given."""
    made = Notice(cbSize=ctypes.sizeof(Notice), hWnd=window, uID=1, hIcon=icon)
    made.uFlags = _NIF_ICON | _NIF_TIP | _NIF_INFO
    made.dwInfoFlags = _NIIF_WARNING
    for field, text in ((made.szTip, title), (made.szInfoTitle, title), (made.szInfo, body)):
        _fill(field, text)
    return made


def _fill(field: ctypes.Array[ctypes.c_uint16], text: str) -> None:
    units = text.encode("utf-16-le", "replace")[: 2 * (len(field) - 1)]
    units = units.decode("utf-16-le", "ignore").encode("utf-16-le")  # never half a character
    ctypes.memmove(field, units, len(units))


def show(title: str, body: str) -> None:
    """Show a notification, and return when its time is over."""
    if sys.platform != "win32":
        return
    user, shell = ctypes.windll.user32, ctypes.windll.shell32
    user.CreateWindowExW.restype = user.LoadIconW.restype = ctypes.c_void_p
    window = user.CreateWindowExW(0, "STATIC", title, 0, 0, 0, 0, 0, None, None, None, None)
    made = notice(title, body, window, user.LoadIconW(None, ctypes.c_void_p(_IDI_WARNING)))
    if shell.Shell_NotifyIconW(_NIM_ADD, ctypes.byref(made)):
        time.sleep(_SECONDS)
        shell.Shell_NotifyIconW(_NIM_DELETE, ctypes.byref(made))
    user.DestroyWindow(ctypes.c_void_p(window))
