"""How a step of the step list is drawn: icon, title, state in words; the current one on a ground of its own."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wizard.flow.journey import CURRENT, DONE, PROBLEM
from wizard.gui import theme

STATE = Qt.ItemDataRole.UserRole  # the role under which the model holds a step's state
_ICON, _GAP = 20, 10
RAIL = _ICON + 2 * _GAP + 4  # the width in which the icons alone are seen
_SMALL = 0.88  # times the system's font
_LEFT = Qt.AlignmentFlag.AlignLeft

_Index = QModelIndex | QPersistentModelIndex


class StepDrawing(QStyledItemDelegate):
    """Draws rows whose text is two lines, title and state."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one step."""
        state: str = index.data(STATE)
        place = _rect(option).adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, place, option, current=state == CURRENT)
        icon = theme.icon(state, QColor(_colour(state)))
        icon.paint(painter, QRect(place.left() + _GAP, place.center().y() - _ICON // 2, _ICON, _ICON))
        if place.width() > RAIL:
            self._draw_words(painter, place.adjusted(_ICON + 2 * _GAP, 0, -_GAP, 0), option, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return room for two lines, the upper one bold."""
        title, said = index.data().split("\n")
        bold, small = (QFontMetrics(font) for font in (_font(option, bold=True), _font(option, times=_SMALL)))
        width = max(bold.horizontalAdvance(title), small.horizontalAdvance(said)) + _ICON + 4 * _GAP
        return QSize(width, bold.height() + small.height() + 10)

    def _draw_ground(self, painter: QPainter, place: QRect, option: QStyleOptionViewItem, *, current: bool) -> None:
        colours, state = theme.Look.colours, _state(option)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver and state & QStyle.StateFlag.State_Enabled)
        painter.setPen(QPen(QColor(colours.link), 2) if focused else Qt.PenStyle.NoPen)
        ground = colours.chosen if current else colours.raised if hovered else ""
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 6, 6)

    def _draw_words(self, painter: QPainter, place: QRect, option: QStyleOptionViewItem, index: _Index) -> None:
        colours, state = theme.Look.colours, index.data(STATE)
        title, said = index.data().split("\n")
        upper, lower = QRect(place), QRect(place)
        upper.setBottom(place.top() + place.height() * 54 // 100)
        lower.setTop(upper.bottom())
        painter.setFont(_font(option, bold=state == CURRENT))
        painter.setPen(QColor(colours.text if state in (CURRENT, PROBLEM) else colours.muted))
        painter.drawText(upper, _LEFT | Qt.AlignmentFlag.AlignBottom, title)
        painter.setFont(_font(option, times=_SMALL))
        painter.setPen(QColor(_colour(state) if state == PROBLEM else colours.muted))
        painter.drawText(lower, _LEFT | Qt.AlignmentFlag.AlignTop, said)


def _colour(state: str) -> str:
    colours = theme.Look.colours
    return {CURRENT: colours.link, DONE: colours.good, PROBLEM: colours.bad}.get(state, colours.muted)


def _font(option: QStyleOptionViewItem, *, bold: bool = False, times: float = 1.0) -> QFont:
    font = QFont(option.font)
    font.setBold(bold)
    font.setPointSizeF(font.pointSizeF() * times)
    return font


def _rect(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect)


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    found: QStyle.StateFlag = option.state
    return found
