"""What the embedded sign-in shows, and in which order the Tab key walks it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from .pages import Pages
from .visitor import REDIRECT, Visitor


def stops(first: QWidget) -> Iterator[str]:
    """Where the Tab key comes past, from a widget on; the web page itself goes by its view's name."""
    widget = first
    while True:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            page = widget.metaObject().className() == "QQuickWidget"  # which the view makes for itself
            yield "web-sign-in" if page else widget.objectName()
        widget = widget.nextInFocusChain()
        if widget is first:
            return


def test_there_is_no_empty_page_before_one_is_opened(visitor: Visitor, pages: Pages) -> None:
    assert not visitor.view.isVisible()
    assert not visitor.find("sign-in-address").isVisible()
    visitor.widget.start(pages.url, REDIRECT)
    assert visitor.view.isVisible()
    visitor.widget.choose()
    assert not visitor.view.isVisible()


def test_the_page_is_walked_where_it_is_seen(visitor: Visitor, pages: Pages) -> None:
    for _ in range(2):  # each sign-in has a browser of its own
        visitor.widget.start(pages.add("/page", "<input id=here>"), REDIRECT)
        visitor.await_element("here")
        visitor.until(lambda: "web-sign-in" in stops(visitor.find("sign-in-address")))
        visitor.until(lambda: list(stops(visitor.find("sign-in-address")))[1] == "web-sign-in")
        assert list(stops(visitor.find("sign-in-address")))[2] == "button-sign-in-help"
