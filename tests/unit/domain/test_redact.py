"""What is taken out of logs, and what must stay to be of use."""

from __future__ import annotations

import errno

import pytest

from wizard.domain.redact import clean, named


@pytest.mark.parametrize(
    "words",
    [
        "requests.exceptions.ChunkedEncodingError",
        "urllib3.exceptions.IncompleteRead",
        "wizard.services.salesforce.deployment_of_the_object.VeryLongNamedError",
        "a_function_with_a_name_that_goes_on_and_on_for_long",
        "status code: 503",
        "state=403",
        "the process ended with code -11",
    ],
)
def test_names_of_faults_and_status_codes_stay(words: str) -> None:
    assert clean(words) == words


@pytest.mark.parametrize(
    "secret",
    [
        "aPrxSomeAuthorizationCode",
        "503aPrxSomeAuthorizationCode",
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIwMDUifQ.c2lnbmF0dXJl",
        "abcdefghijklmnopqrstuvwxyzABCDEFGH0",
    ],
)
def test_secrets_go(secret: str) -> None:
    assert secret not in clean(f"code={secret}")
    assert secret not in clean(f"the long one is {secret * 2}")


def test_a_fault_is_named_without_its_own_words() -> None:
    assert named(ValueError("佐藤 花子 of 503 and 12345")) == "ValueError: 503"
    assert named(KeyError("taro@example.com")) == "KeyError"
    assert (
        named(OSError(errno.ENOSPC, "No space left on device", "/home/佐藤"))
        == "OSError: [Errno 28] No space left on device"
    )
