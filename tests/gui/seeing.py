"""Looks at the window as it is drawn: what is cut off, what overlaps, what is too pale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from wizard.gui.colours import contrast
from wizard.gui.shell import Shell

_FINE = 2.0  # drawn twice as fine as usual, so that strokes have their full colour somewhere
Text = QLabel | QAbstractButton | QComboBox | QLineEdit


def texts(shell: Shell) -> Iterator[Text]:
    """Every widget in sight that shows words."""
    for widget in shell.findChildren(QWidget):
        if isinstance(widget, Text) and widget.isVisible() and words(widget) and _in_sight(widget, shell).isValid():
            yield widget


def words(widget: Text) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() or (widget.placeholderText() if isinstance(widget, QLineEdit) else "")


def cut_off(shell: Shell) -> list[str]:
    """What has less room than its words need."""
    found = [f"{_named(widget)} has {widget.size().toTuple()}, needs {need}" for widget, need in _needs(shell)]
    for area in shell.findChildren(QScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0:
            found.append(f"{area.widget().objectName()} scrolls sideways by {area.horizontalScrollBar().maximum()}")
    return found


def _needs(shell: Shell) -> Iterator[tuple[Text, tuple[int, int]]]:
    for widget in texts(shell):
        wide, high = 0, 0
        metrics = widget.fontMetrics()
        if isinstance(widget, QLabel) and widget.wordWrap():
            high = widget.heightForWidth(widget.width())
        elif isinstance(widget, QComboBox):
            wide = metrics.horizontalAdvance(words(widget)) + 34
        elif isinstance(widget, QLineEdit):
            wide, high = 0, metrics.height()
            if not widget.text():
                wide = metrics.horizontalAdvance(words(widget)) + 14
        else:
            wide, high = widget.minimumSizeHint().toTuple()  # type: ignore[misc]
        if widget.width() < wide - 1 or widget.height() < high - 1:
            yield widget, (wide, high)


def overlapping(shell: Shell) -> list[str]:
    """Which words lie over others."""
    placed = [(widget, _in_sight(widget, shell)) for widget in texts(shell)]
    found = []
    for place, (one, here) in enumerate(placed):
        for other, there in placed[place + 1 :]:
            common = here.intersected(there)
            if not (one.isAncestorOf(other) or other.isAncestorOf(one)) and min(common.width(), common.height()) > 1:
                found.append(f"{_named(one)} and {_named(other)}")
    return found


def uneven(shell: Shell) -> list[str]:
    """Which controls stand side by side, one higher than the other or a little above it."""
    controls = [w for w in texts(shell) if isinstance(w, QPushButton | QComboBox | QLineEdit)]
    placed = [(w, here) for w in controls if (here := _in_sight(w, shell)).size() == w.size()]
    found = []
    for place, (one, here) in enumerate(placed):
        for other, there in placed[place + 1 :]:
            beside = here.top() < there.bottom() and there.top() < here.bottom()
            if beside and (here.top(), here.height()) != (there.top(), there.height()):
                found.append(f"{_named(one)} at {here.getRect()} and {_named(other)} at {there.getRect()}")
    return found


def too_pale(shell: Shell) -> list[str]:
    """Which words or edges of controls stand out too little from what is behind them, as they are drawn."""
    picture = draw(shell)
    return _pale(shell, picture, 4.5) + _edgeless(shell, picture, 3)


def _pale(shell: Shell, picture: QImage, limit: float) -> list[str]:
    found = []
    for widget in texts(shell):
        rect = _words_rect(widget, _in_sight(widget, shell))
        if rect.width() > 4 and rect.height() > 4:
            ratio = stands_out(picture, rect)
            if ratio < limit:
                found.append(f"{_named(widget)} {words(widget)[:30]!r}: {ratio:.1f}")
    found += [f"step {words_}: {ratio:.1f}" for words_, ratio in _steps(shell, picture) if ratio < limit]
    return found


def _edgeless(shell: Shell, picture: QImage, limit: float) -> list[str]:
    found = []
    for widget in texts(shell):
        if not isinstance(widget, QPushButton | QComboBox | QLineEdit) or not widget.isEnabled():
            continue
        rect = _in_sight(widget, shell)
        if rect.size() != widget.size():
            continue
        middle = rect.center().x()
        outside = _colour(picture, QPoint(middle, rect.top() - 2))
        rows = (_colour(picture, QPoint(middle, rect.top() + row)) for row in range(3))
        if max(contrast(colour, outside) for colour in rows) < limit:
            found.append(_named(widget))
    return found


def draw(shell: Shell) -> QImage:
    image = QImage(shell.size() * _FINE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_FINE)
    shell.render(image)
    return image


def stands_out(picture: QImage, rect: QRect) -> float:
    """Return the contrast between the commonest colour and the one that differs most from it."""
    fine = QRect(rect.topLeft() * _FINE, rect.size() * _FINE).intersected(picture.rect())
    part = picture.copy(fine).convertToFormat(QImage.Format.Format_RGB32)
    seen = Counter(memoryview(part.constBits()).cast("I").tolist())  # type: ignore[arg-type]
    ground = QColor(seen.most_common(1)[0][0])
    return max(contrast(QColor(colour), ground) for colour in seen)


def _steps(shell: Shell, picture: QImage) -> Iterator[tuple[str, float]]:
    steps = shell.findChild(QListView, "step-list")
    if steps is None or not steps.isVisible():
        return
    for row in range(steps.model().rowCount()):
        index = steps.model().index(row, 0)
        whole = steps.visualRect(index)
        here = QRect(steps.viewport().mapTo(shell, whole.topLeft()), whole.size()).adjusted(44, 4, -8, -4)
        for half, part in (("title", QRect(here)), ("state", QRect(here))):
            middle = here.top() + here.height() // 2
            part.setBottom(middle - 1) if half == "title" else part.setTop(middle + 1)
            if _in_sight(steps.viewport(), shell).contains(part):
                yield f"{row + 1} {half}", stands_out(picture, part)


def _words_rect(widget: Text, rect: QRect) -> QRect:
    """The part of a widget in sight that holds its words: no edge, no mark."""
    if isinstance(widget, QCheckBox | QRadioButton | QToolButton):
        return rect.adjusted(26, 4, -4, -4)
    if isinstance(widget, QComboBox):
        return rect.adjusted(4, 4, -26, -4)
    if isinstance(widget, QLabel):
        return rect
    return rect.adjusted(4, 4, -4, -4)


def _in_sight(widget: QWidget, shell: Shell) -> QRect:
    region = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(shell, region.topLeft()), region.size())


def _colour(picture: QImage, at: QPoint) -> QColor:
    return picture.pixelColor(QPoint(round(at.x() * _FINE), round(at.y() * _FINE)))


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or words(widget)!r}"  # type: ignore[arg-type]
