"""Result files of a bulk job are read by their header, wherever and however it names the columns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.services.tiny_org import TinyOrg, nap
from wizard.domain.destination import PACKAGE, Field, destination_of
from wizard.domain.errors import PassingFault
from wizard.domain.results import RowError, RowResult
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.bulk import Bulk
from wizard.services.salesforce.session import Api
from wizard.standin.http import Request, Response

KEY = PACKAGE.key_field


class Org(TinyOrg):
    """Gives two result files."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.refused = "", ""

    def answer(self, request: Request) -> Response:
        text = self.written if "successful" in request.path else self.refused
        return Response(200, text.encode(), {"Content-Type": "text/csv"})

    def results(self) -> list[RowResult]:
        fields = {name: Field(name, "string", 255, external_id=True) for name in (KEY, *PACKAGE.fields.values())}
        destination = destination_of(PACKAGE, fields)
        assert destination
        return list(Bulk(Api(self.tokens(), RetryPolicy(nap), "67.0"), destination).results("750"))


@pytest.fixture
def org() -> Iterator[Org]:
    org = Org()
    with closing(org.server):
        yield org


@pytest.mark.parametrize(
    "written",
    [
        f'"sf__Id","sf__Created","{KEY}","Name"\n"a01","true","C1","x, ""y""\nz"\n',
        f"Name,{KEY},sf__Created,sf__Id\nx,C1,true,a01\n",
        f"SF__ID,SF__CREATED,{KEY.upper()}\r\na01,true,C1\r\n",
        f"\ufeffsf__Id,sf__Created,{KEY}\na01,true,C1\n",
    ],
)
def test_what_was_written_is_found_by_the_header(org: Org, written: str) -> None:
    org.written = written
    assert org.results() == [RowResult("C1", "a01")]


def test_what_was_refused_keeps_salesforces_words(org: Org) -> None:
    org.refused = f'sf__Id,sf__Error,{KEY}\n,"REQUIRED_FIELD_MISSING:Required: Name:Name --",C1\n'
    assert org.results() == [RowResult("C1", "", RowError("REQUIRED_FIELD_MISSING", "Required: Name", ("Name",)))]


def test_a_file_without_the_columns_may_pass(org: Org) -> None:
    org.written = "Maintenance\nback soon\n"
    with pytest.raises(PassingFault):
        org.results()


def test_empty_lines_before_the_header_are_passed_over(org: Org) -> None:
    org.written = f"\r\n\nsf__Id,sf__Created,{KEY}\na01,true,C1\n"
    assert org.results() == [RowResult("C1", "a01")]


def test_a_quote_that_is_never_closed_may_pass(org: Org) -> None:
    org.written = f'sf__Id,sf__Created,{KEY}\na01,"true,C1\n' + "x" * 200_000
    with pytest.raises(PassingFault):
        org.results()
