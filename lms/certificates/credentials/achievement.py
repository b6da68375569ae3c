"""What a credential says: an Open Badges 3.0 AchievementCredential, built from plain values."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from lms.certificates.credentials.contexts import CREDENTIALS_V2, OPEN_BADGES, JsonObject
from lms.certificates.credentials.proofs import Suite, timestamp

SUITES: tuple[Suite, ...] = (Suite.RDFC, Suite.JCS)
"""The proofs of each of our credentials, in this order: the one badge verifiers take, the one a bare page can check."""

_MAIN_LANGUAGE = re.compile(r"[a-z]{2,4}")


@dataclass(frozen=True)
class Issuer:
    """Who signs: the did:web, the legal name, and the site's address without a slash at its end."""

    did: str
    name: str
    url: str


@dataclass(frozen=True)
class Skill:
    """A skill that the achievement proves: its permanent code and its name in the credential's language."""

    code: str
    name: str


@dataclass(frozen=True)
class Achievement:
    """What was reached: one course in one version, in the words of one language.

    `criteria` says in plain text what a person had to do; `language` is a BCP 47 tag.
    """

    course: str
    version: str
    name: str
    description: str
    criteria: str
    language: str
    skills: tuple[Skill, ...] = ()
    kind: str = "CertificateOfCompletion"


@dataclass(frozen=True)
class Award:
    """One person's credential: fresh random ids, the name as its holder wrote it, and the place in a status list.

    `name` may be empty: a share need not carry it. `status` is made by `status_list.entry`.
    """

    credential_id: str
    subject_id: str
    name: str
    valid_from: datetime
    status: JsonObject
    valid_until: datetime | None = None


def fresh_id() -> str:
    """A random `urn:uuid:`; every credential and every subject in it gets its own, so that none can be linked."""
    return uuid.uuid4().urn


def achievement_url(site: str, course: str, version: str) -> str:
    """The stable address that names one version of a course's achievement."""
    return f"{site}/credentials/achievements/{quote(course, safe='')}/{quote(version, safe='')}"


def skill_url(site: str, code: str) -> str:
    """The stable address that describes a skill."""
    return f"{site}/skills/{quote(code, safe=':')}"


def achievement_object(issuer: Issuer, achievement: Achievement) -> JsonObject:
    """The achievement by itself, as it stands in credentials and is served at its own address."""
    described: JsonObject = {
        "id": achievement_url(issuer.url, achievement.course, achievement.version),
        "type": ["Achievement"],
        "achievementType": achievement.kind,
        "name": achievement.name,
        "description": achievement.description,
        "criteria": {"narrative": achievement.criteria},
        "version": achievement.version,
    }
    # The schema knows languages, scripts and regions only: of `ja-x-easy` it takes `ja`.
    language = _MAIN_LANGUAGE.match(achievement.language)
    if language:
        described["inLanguage"] = language.group()
    if achievement.skills:
        described["alignment"] = [_alignment(issuer, skill) for skill in achievement.skills]
    return described


def achievement_credential(issuer: Issuer, achievement: Achievement, award: Award) -> JsonObject:
    """The unsigned credential (Open Badges 3.0, AchievementCredential), ready for `proofs.sign` with SUITES."""
    subject: JsonObject = {"id": award.subject_id, "type": ["AchievementSubject"]}
    if award.name:
        # Open Badges has no other place for a person's name that its readers agree on. It is not hashed: the salt
        # would be public, and a hash would only pretend to hide it.
        subject["identifier"] = [
            {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": award.name}
        ]
    subject["achievement"] = achievement_object(issuer, achievement)
    credential: JsonObject = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES],
        "id": award.credential_id,
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": achievement.name,
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": issuer.name, "url": issuer.url},
        "validFrom": timestamp(award.valid_from),
        "credentialSubject": subject,
        "credentialStatus": dict(award.status),
    }
    if award.valid_until is not None:
        credential["validUntil"] = timestamp(award.valid_until)
    return credential


def _alignment(issuer: Issuer, skill: Skill) -> JsonObject:
    return {
        "type": ["Alignment"],
        "targetName": skill.name,
        "targetCode": skill.code,
        "targetUrl": skill_url(issuer.url, skill.code),
    }
