"""The people on both sides, and the organisation they belong to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SansanUser:
    """A Sansan user. ``id`` is the id of the source it was read from; ``email`` may be empty.

    ``owner_id`` is the id by which cards name their owner, empty where it is not known.
    """

    id: str
    name: str
    email: str
    owner_id: str = ""


@dataclass(frozen=True, slots=True)
class SalesforceUser:
    """A Salesforce user. ``barred`` says why he cannot own records: ``inactive``, ``licence``, or empty when he can."""

    id: str
    username: str
    name: str
    email: str = ""
    federation_id: str = ""
    barred: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """The Salesforce organisation signed in to."""

    id: str
    name: str
    sandbox: bool
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """Who signed in, and where: what a sign-in ends with, without its tokens."""

    organization: Organization
    user: SalesforceUser
    instance_url: str
    api_version: str
